"""Many machines save one piece at the same moment: one is kept, the others hear it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from submissions.models import FormDraft
from submissions.services.drafts import LaterWords, Written, save_draft, written_in
from submissions.services.uploads import hold_form
from tests.submissions.builders import make_submission

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


@pytest.mark.parametrize("ask", ["draft", "telephone"])
def test_who_comes_while_the_piece_is_sent_leaves_no_draft(ask: str):
    key = uuid4()

    def late() -> int:
        try:
            if ask == "telephone":
                return Client().post(f"/drafts/{key}/phone/").status_code
            words = {"revision": 0, "words": {"body": "字"}}
            address, kind = f"/drafts/{key}/", "application/json"
            return Client().put(address, words, content_type=kind).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with hold_form(key):
            answer = pool.submit(late)
            with pytest.raises(TimeoutError):
                answer.result(0.5)
            make_submission(key=f"form:{key.hex}")

        assert answer.result(20) == 410
    assert not FormDraft.objects.exists()
