"""Private numbers in free text are masked; other numbers are not."""

import pytest

from submissions.services.mail.understanding import without_private


@pytest.mark.parametrize(
    "number",
    [
        "13800001111",
        "138 0000 1111",
        "138-0000-1111",
        "+86 138 0000 1111",
        "0311-89867713",
        "(0311)89867713",
        "010 6512 3456",
        "130102199003071234",
        "13010219900307123X",
        "6222 0200 0000 1234 567",
        "6222020000001234567",
    ],
)
def test_private_numbers_are_masked(number: str) -> None:
    masked = without_private(f"请联系{number}，谢谢")

    assert number not in masked
    assert "*" in masked


@pytest.mark.parametrize(
    "words",
    [
        "编号GK-2026-0001",
        "2026-11-25 08:30",
        "2026年11月25日",
        "总投资12600000000元",
        "1700亩、4122.0亿元",
        "20261125",
        "邮编050000",
    ],
)
def test_other_numbers_stay(words: str) -> None:
    assert without_private(words) == words
