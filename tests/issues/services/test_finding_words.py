from dataclasses import asdict

import pytest
from django.utils import translation

from issues.services.finding_words import SENTENCES, finding_sentence
from press.makeup.model import Finding


def said(rule, detail="", *stories):
    return finding_sentence(asdict(Finding(rule, False, detail, stories)))


@pytest.mark.parametrize(
    ("finding", "english", "chinese"),
    [
        (
            ("short_leg", "[3, 5, 4] lines", "GK-2026-0002"),
            "GK-2026-0002: no leg is longer than 5 lines.",
            "GK-2026-0002：各栏都不超过5行。",
        ),
        (
            ("long_leg", "[9, 61] lines", "GK-2026-0002"),
            "GK-2026-0002: a leg of 61 lines is longer than half the page.",
            "GK-2026-0002：有一栏长达61行，超过半版。",
        ),
        (
            ("sliver", "[12, 2] lines", "GK-2026-0002"),
            "GK-2026-0002: a leg of only 2 lines is a sliver.",
            "GK-2026-0002：有一栏仅2行，过短。",
        ),
        (
            ("coarse", "GK-2026-0003-1: 142", "GK-2026-0003"),
            "GK-2026-0003: a photograph prints at only 142 pixels an inch.",
            "GK-2026-0003：有照片印刷精度仅每英寸142像素。",
        ),
        (
            ("text_lost", "12: 园区2027", "GK-2026-0004"),
            "GK-2026-0004: 12 characters are missing from the page.",
            "GK-2026-0004：版面缺少12字。",
        ),
        (
            ("heads_bump", "", "GK-2026-0005", "GK-2026-0006"),
            "GK-2026-0005, GK-2026-0006: the headlines meet side by side.",
            "GK-2026-0005、GK-2026-0006：碰题。",
        ),
        (
            ("vertical_seam", "after column 3"),
            "White runs down the whole page after column 3.",
            "第3栏后有纵向通缝。",
        ),
        (
            ("thin_headline", "45%", "GK-2026-0007"),
            "GK-2026-0007: the headline fills only 45% of its width.",
            "GK-2026-0007：标题只占栏宽的45%。",
        ),
        (
            ("frame_outside", "folio"),
            "Furniture of the page: part of it lies outside the page.",
            "版面固定内容：部分超出版心。",
        ),
    ],
)
def test_a_finding_is_a_sentence(finding, english, chinese):
    with translation.override("en"):
        assert said(*finding) == english
    with translation.override("zh-hans"):
        assert said(*finding) == chinese


def test_a_finding_without_a_sentence_speaks_for_itself():
    assert said("photo_damaged", "一.jpg is damaged.") == "一.jpg is damaged."


def test_every_rule_of_the_checker_has_its_sentence():
    """The rules are read from the checker's own code."""
    import ast
    import inspect

    from press.makeup import checks_hard, checks_page, checks_soft

    rules = {
        node.args[0].value
        for module in (checks_hard, checks_page, checks_soft)
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("Finding", "_hard")
        and isinstance(node.args[0], ast.Constant)
    }

    assert rules == set(SENTENCES)
