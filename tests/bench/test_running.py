"""The command line: names, form, exit status; and one figure that costs little."""

import json

import pytest

from bench import running
from bench.registry import FIGURES, Figure, Reading


def broken() -> Reading:
    raise OSError("no disk")


@pytest.fixture
def two_figures(monkeypatch, tmp_path):
    """Know two figures only, and keep results elsewhere."""
    known = {
        "one": Figure("one", "s", "By hand", lambda: Reading(1)),
        "broken": Figure("broken", "s", "By hand", broken),
    }
    monkeypatch.setattr("bench.registry.FIGURES", known)
    monkeypatch.setattr("bench.running.FIGURES", known)
    monkeypatch.setattr("bench.running.RESULTS", tmp_path / "results.json")
    monkeypatch.setattr("bench.running.README", tmp_path / "README.md")
    return tmp_path


def test_an_unknown_name_is_wrong_usage(two_figures, capsys):
    code = running.run(["one", "speed"])

    assert (code, *capsys.readouterr()) == (
        2,
        "",
        "Bench does not know speed. It knows one, broken.\n",
    )


def test_one_json_object_a_line(two_figures, capsys):
    code = running.run(["one", "--json"])

    assert code == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {
            "name": "one",
            "value": 1,
            "unit": "s",
            "peer": "",
            "ratio": None,
            "how": "By hand",
        }
    ]


def test_a_figure_that_fails_is_named_and_the_others_go_on(two_figures, capsys):
    code = running.run(["broken", "one", "--json"])

    shown = capsys.readouterr()
    assert code == 1
    assert json.loads(shown.out)["name"] == "one"
    assert "broken failed: OSError('no disk')" in shown.err


def test_results_are_kept_only_when_asked(two_figures):
    running.run(["one"])
    before = list(two_figures.iterdir())

    running.run(["one", "--write"])

    assert before == []
    assert "| `one` | 1 s |" in (two_figures / "README.md").read_text()
    kept = json.loads((two_figures / "results.json").read_text())
    assert [row["name"] for row in kept["figures"]] == ["one"]


@pytest.mark.django_db
def test_the_list_of_pieces_asks_no_more_with_more_rows():
    assert FIGURES["admin_list_queries"].measure().ratio == 1
