"""Those who write wait in a row: fair in a process and between processes."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from desk.models import User
from guidekit.sqlite.turns import Turns, giving_way, turns_at

HOLDER = """
import sys, time
from pathlib import Path
from guidekit.sqlite.turns import Turns
turns = Turns(Path(sys.argv[1]))
assert turns.take(5)
print("taken", flush=True)
sys.stdin.readline()
turns.give()
print("given", flush=True)
time.sleep(60)
"""


@pytest.fixture
def turns(tmp_path: Path) -> Turns:
    return Turns(tmp_path / "database")


@pytest.fixture
def holder(tmp_path: Path):
    """Another process that has the turn until it is sent a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "database")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=settings.BASE_DIR,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "taken\n"
    yield process
    process.kill()
    process.wait()


def queue(turns: Turns, wishes: list[tuple[str, bool]]) -> list[str]:
    """Let threads come one after the other while the turn is taken; tell who wrote."""
    wrote: list[str] = []

    def write(name: str, gives_way: bool) -> None:
        with giving_way() if gives_way else nullcontext():
            assert turns.take(10)
        wrote.append(name)
        turns.give()

    assert turns.take(1)
    threads = []
    for name, gives_way in wishes:
        threads.append(threading.Thread(target=write, args=(name, gives_way)))
        threads[-1].start()
        time.sleep(0.05)
    turns.give()
    for thread in threads:
        thread.join()
    return wrote


def test_who_comes_first_writes_first(turns: Turns):
    names = [str(number) for number in range(6)]
    assert queue(turns, [(name, False) for name in names]) == names


def test_who_gives_way_comes_after_all_others(turns: Turns):
    wishes = [("file", True), ("page", False), ("file 2", True), ("page 2", False)]
    assert queue(turns, wishes) == ["page", "page 2", "file", "file 2"]


def test_a_turn_not_had_in_time_is_told_and_leaves_the_row_whole(turns: Turns):
    assert turns.take(1)
    refused = []
    thread = threading.Thread(target=lambda: refused.append(turns.take(0.05)))
    thread.start()
    thread.join()
    assert refused == [False]
    turns.give()
    assert turns.take(1)
    turns.give()


def test_another_process_is_waited_for(turns: Turns, holder: subprocess.Popen[str]):
    assert not turns.take(0.1)
    assert holder.stdin is not None
    holder.stdin.write("\n")
    holder.stdin.flush()
    assert turns.take(5)
    turns.give()


def test_a_killed_process_holds_nobody_up(turns: Turns, holder: subprocess.Popen[str]):
    holder.kill()
    assert turns.take(5)
    turns.give()


def test_all_threads_of_a_process_have_one_row(tmp_path: Path):
    found: list[Turns] = []
    threads = [
        threading.Thread(target=lambda: found.append(turns_at(tmp_path / "one")))
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(one) for one in found}) == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has many writers")
@pytest.mark.django_db(transaction=True)
class TestConnection:
    """The turn of a connection is as long as what it writes."""

    def test_a_transaction_has_the_turn_until_its_end(self):
        with transaction.atomic():
            assert connection._turns is not None
        assert connection._turns is None

    def test_a_failed_transaction_gives_it_back(self):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            _ = 1 / 0
        assert connection._turns is None

    def test_a_single_statement_waits_for_its_turn_and_gives_it_back(self):
        turns = turns_at(Path(connection.settings_dict["NAME"]).absolute())
        assert turns.take(1)
        timer = threading.Timer(0.3, turns.give)
        timer.start()
        begin = time.monotonic()
        User.objects.filter(username="nobody").update(email="a@example.org")
        assert time.monotonic() - begin > 0.2
        assert connection._turns is None

    def test_reading_waits_for_nobody(self):
        turns = turns_at(Path(connection.settings_dict["NAME"]).absolute())
        assert turns.take(1)
        try:
            assert not User.objects.filter(username="nobody").exists()
        finally:
            turns.give()

    def test_threads_that_write_at_once_all_write(self):
        def write(number: int) -> None:
            try:
                User.objects.create(username=f"user{number}")
            finally:
                connection.close()

        threads = [threading.Thread(target=write, args=(n,)) for n in range(30)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert User.objects.filter(username__startswith="user").count() == 30
