"""The whole house, really started: it opens, takes mail, heals and closes."""

import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from tests.servers.fixtures import dovecot, mailbox
from tests.servers.house import SIGNS, House, running, running_house, up, wait_for
from tests.servers.ports import free_port
from tests.submissions.arriving import (
    PIECES,
    POLL_SECONDS,
    RECEIPTS,
    SEEN,
    rows,
    set_up_mailbox,
    wait_for_count,
)
from tests.submissions.mails import make_mail

__all__ = ["dovecot", "mailbox"]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running_house(tmp_path_factory.mktemp("home")) as house:
        yield house


def test_first_page_and_desk_open(house: House) -> None:
    codes = [
        httpx.get(house.url + path, timeout=30).status_code
        for path in ("/", "/admin/login/")
    ]

    assert codes == [200, 200]


def test_home_is_for_its_owner_only(house: House) -> None:
    names = ("secret.key", "field.keys", "accounts.txt")

    modes = {name: (house.home / name).stat().st_mode & 0o777 for name in names}

    assert modes == dict.fromkeys(names, 0o600)


def test_second_start_is_refused_with_a_sentence(house: House, tmp_path: Path) -> None:
    before = len(house.said())
    other = tmp_path / "other"
    starts = [up(house.home, free_port()), up(other, house.port)]

    codes = [start.wait(120) for start in starts]

    same_home, same_port = house.said()[before:], (other / "up.log").read_text()
    assert codes == [1, 1]
    assert str(house.process.pid) in same_home
    assert f"PORT={house.port + 1}" in same_port
    assert [same_home.count("\n"), same_port.count("\n")] == [1, 1]


def test_a_mail_is_a_piece_within_two_polls(house: House, mailbox) -> None:
    mailbox.deliver(make_mail())
    set_up_mailbox(house, mailbox.account())
    wait_for_count(house.home, SEEN, 1)

    mailbox.deliver(make_mail(), make_mail())
    seconds = wait_for_count(house.home, PIECES, 2)

    assert seconds < 2 * POLL_SECONDS
    assert rows(house.home, RECEIPTS) == [(2,)]


def test_each_killed_child_is_started_again(house: House) -> None:
    before = house.children()

    for child in before.values():
        child.kill()

    def renewed() -> bool:
        now = house.children()
        return set(now) == set(SIGNS) and all(
            now[name].pid != before[name].pid for name in SIGNS
        )

    wait_for(renewed)
    wait_for(house.answers)


def test_term_ends_all_and_leaves_nobody(house: House) -> None:
    family = psutil.Process(house.process.pid).children(recursive=True)

    house.process.send_signal(signal.SIGTERM)
    code = house.process.wait(120)

    assert code == 0, house.said()
    assert [running(child) for child in family if running(child)] == []
    assert not house.answers()
