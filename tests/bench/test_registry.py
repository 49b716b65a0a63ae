"""Figures by name: chosen, measured, refused."""

import pytest

from bench.registry import (
    FIGURES,
    Figure,
    Reading,
    Result,
    UnknownFigureError,
    choose,
    figure,
    significant,
    take,
)


@pytest.fixture
def no_figures(monkeypatch):
    """Set aside what is registered."""
    monkeypatch.setattr("bench.registry.FIGURES", FIGURES.copy())
    from bench import registry

    registry.FIGURES.clear()
    return registry.FIGURES


def register(name: str) -> Figure:
    figure(name, unit="ms", how="By hand")(lambda: Reading(1))
    from bench import registry

    return registry.FIGURES[name]


def test_choose_keeps_the_order_asked_for(no_figures):
    first, second = register("first_ms"), register("second_ms")

    assert choose(["second_ms", "first_ms", "second_ms"]) == [second, first]
    assert choose([]) == [first, second]


def test_choose_names_what_is_unknown_and_what_is_known(no_figures):
    register("first_ms")

    with pytest.raises(UnknownFigureError) as refused:
        choose(["first_ms", "speed"])

    assert str(refused.value) == "Bench does not know speed. It knows first_ms."


def test_two_figures_of_one_name_are_refused(no_figures):
    register("first_ms")

    with pytest.raises(ValueError, match="two figures called first_ms"):
        register("first_ms")


def test_take_rounds_and_adds_the_detail():
    wanted = Figure(
        "page_ms",
        "ms",
        "Median of ten",
        lambda: Reading(1234.5678, 0.33333, "the slowest 2 s"),
        "a peer",
    )

    assert take(wanted) == Result(
        name="page_ms",
        value=1235,
        unit="ms",
        peer="a peer",
        ratio=0.333,
        how="Median of ten; the slowest 2 s",
    )


@pytest.mark.parametrize(
    ("value", "rounded"),
    [(0, 0), (3, 3), (99.966, 99.97), (0.123456, 0.1235), (1234567, 1235000)],
)
def test_significant(value, rounded):
    assert significant(value) == rounded


def test_every_name_is_known_to_those_who_hold_on_to_it():
    import bench.figures  # noqa: F401 - registers them

    assert list(FIGURES) == [
        "setup_warm_s",
        "form_50_users_p95_ms",
        "form_50_users_lost",
        "form_50_users_doubled",
        "form_50_users_web_mb",
        "mail_plain_per_s",
        "mail_word_per_s",
        "mail_photo_per_s",
        "backlog_10k_min",
        "backlog_peak_mb",
        "mail_quiet_poll_bodies",
        "renditions_cpu_vs_pillow",
        "renditions_rss_vs_pillow",
        "print_cpu_vs_pyvips",
        "admin_list_queries",
        "admin_list_p95_ms",
        "api_list_p95_ms",
        "admin_list_archive_p95_ms",
        "lists_archive_p95_ms",
        "lists_archive_queries",
        "duplicate_check_ms",
        "duplicate_recall",
        "duplicate_strangers",
        "search_sqlite_p95_ms",
        "search_postgresql_p95_ms",
        "search_recall",
        "search_precision",
        "page_first_draft_ms",
        "page_three_drafts_ms",
        "page_fill_pct",
        "page_overset_lines",
        "issue8_drafts_s",
        "lines_promised_vs_set_pct",
        "compose_warm_ms",
        "edit_roundtrip_p95_ms",
        "page_edit_p95_ms",
        "page_edit_growth_mb",
        "package_cold_s",
        "package_unchanged_s",
        "package_one_headline_s",
        "package_peak_mb",
    ]
