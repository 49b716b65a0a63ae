"""Many machines save one piece at the same moment: one is kept, the others hear it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from submissions.models import FormDraft
from submissions.services.drafts import LaterWords, Written, save_draft, written_in

pytestmark = pytest.mark.django_db(transaction=True)

MACHINES = 6


def at_once(act):
    """Run something on all machines at the same moment."""
    gate = Barrier(MACHINES)

    def one(number: int):
        try:
            gate.wait(10)
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(MACHINES) as pool:
        return list(pool.map(one, range(MACHINES)))


@pytest.mark.parametrize("begun", [False, True])
def test_one_saving_wins_and_nobody_overwrites_it(begun: bool):
    key = uuid4()
    if begun:
        save_draft(key=key, revision=0, written=Written({"body": "零"}))
    revision = int(begun)

    def save(number: int) -> tuple[bool, str]:
        words = Written({"body": f"机器{number}"})
        try:
            saved = save_draft(key=key, revision=revision, written=words)
        except LaterWords as refusal:
            return False, written_in(refusal.draft)["words"]["body"]
        return True, written_in(saved)["words"]["body"]

    told = at_once(save)

    kept = written_in(FormDraft.objects.get())["words"]["body"]
    assert sum(won for won, _words in told) == 1
    assert {words for _won, words in told} == {kept}
    assert FormDraft.objects.get().revision == revision + 1
