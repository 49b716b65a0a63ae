"""The picture box: what dies in it, dies alone."""

import logging
import os
import signal
import sys
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.imaging import box
from press.imaging.codec import CodecError, pack, unpack
from press.imaging.facts import PhotoCode, PhotoFacts
from press.imaging.opening import (
    DecoderDiedError,
    TooManyPixelsError,
    TooMuchMemoryError,
)
from tests.press.imaging import jobs

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")


@pytest.fixture(autouse=True)
def quiet_log(caplog):
    caplog.set_level(logging.CRITICAL, logger="press.imaging.box")


def test_a_job_sees_the_bytes_or_the_file(tmp_path):
    path = tmp_path / "picture"
    path.write_bytes(b"12345")

    assert (jobs.length(b"123"), jobs.length(path)) == (3, 5)


@pytest.mark.parametrize("job", [jobs.crash, jobs.leave])
def test_f30_a_decoder_that_dies_costs_one_picture(job):
    for _ in range(3):
        with pytest.raises(DecoderDiedError):
            job(b"x")
        assert jobs.length(b"123") == 3


@linux_only
def test_f30_a_decoder_that_does_not_end_is_ended(monkeypatch):
    monkeypatch.setattr(box, "SECONDS", 1)

    with pytest.raises(DecoderDiedError):
        jobs.go_on_for_ever(b"x")


@linux_only
def test_f26_a_decoder_that_fills_the_memory_is_refused():
    with pytest.raises(TooMuchMemoryError):
        jobs.fill_memory(b"x")


@linux_only
def test_f30_a_decoder_that_was_taken_over_reaches_nothing():
    assert jobs.reach_out(b"x") == []


def test_refusals_and_surprises_come_back_by_name():
    with pytest.raises(TooManyPixelsError, match=r"Far too many\."):
        jobs.refuse(b"x")
    with pytest.raises(DecoderDiedError, match="nobody thought of this"):
        jobs.surprise(b"x")


def test_the_box_begins_anew_when_it_was_killed():
    jobs.length(b"x")
    os.kill(box._warm._process.pid, signal.SIGKILL)

    assert jobs.length(b"123") == 3


def test_a_closed_box_opens_again():
    box.close_box()

    assert jobs.length(b"123") == 3


def test_many_threads_share_a_box():
    found = []

    def work(size: int) -> None:
        found.append(jobs.length(bytes(size)))

    threads = [threading.Thread(target=work, args=(size,)) for size in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == list(range(12))


def test_a_fork_of_a_worker_has_a_box_of_its_own():
    jobs.length(b"x")
    pid = os.fork()
    if not pid:
        os._exit(0 if jobs.length(b"123") == 3 else 1)

    assert os.waitpid(pid, 0)[1] == 0
    assert jobs.length(b"123") == 3


def test_large_things_go_in_and_out():
    large = bytes(range(256)) * 20_000

    assert jobs.echo(b"x", value=large) == large


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner)
    ),
    max_leaves=10,
)


@given(plain)
def test_what_is_packed_is_unpacked(value):
    assert unpack(pack(value)) == value


def test_known_classes_travel():
    facts = PhotoFacts("JPEG", "RGB", 3, 2, 1, False, "", True, (PhotoCode.TRUNCATED,))

    assert unpack(pack(facts)) == facts


@settings(max_examples=300)
@given(st.binary(max_size=60), st.integers(0, 400), st.integers(0, 255))
def test_an_answer_made_up_by_an_attacker_is_an_error(junk, place, value):
    made = bytearray(pack({"value": (b"abc", [1, "x"], PhotoCode.DAMAGED)}) + junk)
    made[place % len(made)] = value

    for data in (junk, bytes(made)):
        try:
            unpack(data)
        except CodecError:
            continue
