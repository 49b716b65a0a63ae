import json

import pytest
from django.core.management import call_command

from submissions.models import Submission
from submissions.services.receiving import receive_submission
from tests.submissions.builders import make_incoming

pytestmark = pytest.mark.django_db


def rows(capsys) -> dict[str, bool]:
    lines = capsys.readouterr().out.splitlines()
    return {row["invariant"]: row["ok"] for row in map(json.loads, lines)}


def test_a_sound_home_holds_every_invariant(capsys):
    call_command("check_invariants", "--json")

    names = ("I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11")
    assert rows(capsys) == dict.fromkeys(names, True)


def test_a_broken_rule_is_named_and_ends_with_1(capsys):
    first = make_incoming()
    receive_submission(incoming=first)
    same = make_incoming(
        headline=first.headline, blocks=first.blocks, byline=first.byline
    )
    second = receive_submission(incoming=same).submission
    Submission.objects.filter(pk=second.pk).update(duplicate_of=None)

    with pytest.raises(SystemExit) as ended:
        call_command("check_invariants", "--json")

    assert ended.value.code == 1
    assert [name for name, ok in rows(capsys).items() if not ok] == ["I2"]
