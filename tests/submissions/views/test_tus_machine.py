"""Any order of beginnings, pieces, cuts, questions, ends and sweeps, beside a model.

The model is a list of byte strings; what the server tells and what lies on its disk
must be the same after every step.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)

from submissions.enums import UploadState
from submissions.models import Upload
from submissions.services.uploads import path_of, sweep_uploads
from tests.submissions.pieces import jpeg_bytes
from tests.submissions.tus_client import add, ask, begin, checksum, end

pytestmark = pytest.mark.django_db

JPEG = jpeg_bytes()
SIZES = st.integers(min_value=1, max_value=12_000)


@dataclass
class Modelled:
    """What an upload must be."""

    address: str
    whole: bytes
    here: int = 0
    is_gone: bool = False

    @property
    def key(self) -> UUID:
        return UUID(hex=self.address.split("/")[-2])

    @property
    def is_whole(self) -> bool:
        return self.here == len(self.whole)


def content(size: int) -> bytes:
    return (JPEG + bytes(range(256)) * 50)[:size]


class Tus(RuleBasedStateMachine):
    """Speaks tus, and remembers what must have come of it."""

    files = Bundle("files")

    def __init__(self) -> None:
        super().__init__()
        self.client = Client()
        self.known: list[Modelled] = []

    @rule(target=files, size=SIZES, first=st.none() | st.integers(3, 6000))
    def begin_one(self, size: int, first: int | None) -> Modelled:
        whole = content(max(size, 3))
        body = None if first is None else whole[:first]
        answer = begin(self.client, size=len(whole), form=uuid4(), body=body)
        assert answer.status_code == 201
        made = Modelled(answer["Location"], whole, len(body or b""))
        self.known.append(made)
        return made

    @rule(file=files, count=st.integers(0, 6000), vouched=st.booleans())
    def add_some(self, file: Modelled, count: int, vouched: bool) -> None:
        piece = file.whole[file.here : file.here + count]
        said = (
            {"upload_checksum": checksum(piece)["upload-checksum"]} if vouched else {}
        )
        answer = add(self.client, file.address, piece, offset=file.here, **said)
        if file.is_gone:
            assert answer.status_code == 404
            return
        assert answer.status_code == 204
        file.here += len(piece)
        assert answer["Upload-Offset"] == str(file.here)

    @rule(file=files, count=st.integers(0, 6000))
    def add_until_the_line_is_cut(self, file: Modelled, count: int) -> None:
        rest = file.whole[file.here :]
        piece = rest[:count]
        add(self.client, file.address, piece, offset=file.here, length=len(rest))
        if not file.is_gone:
            file.here += len(piece)

    @rule(file=files, count=st.integers(1, 6000))
    def add_what_was_changed_on_its_way(self, file: Modelled, count: int) -> None:
        piece = file.whole[file.here : file.here + count]
        said = checksum(piece + b"x")["upload-checksum"]
        answer = add(
            self.client, file.address, piece, offset=file.here, upload_checksum=said
        )
        assert answer.status_code == (404 if file.is_gone else 460)

    @rule(file=files, offset=st.integers(0, 13_000))
    def add_at_a_wrong_offset(self, file: Modelled, offset: int) -> None:
        if offset == file.here:
            return
        answer = add(self.client, file.address, b"?", offset=offset)
        assert answer.status_code == (404 if file.is_gone else 409)

    @rule(file=files)
    def add_too_much(self, file: Modelled) -> None:
        piece = file.whole[file.here :] + b"?"
        answer = add(self.client, file.address, piece, offset=file.here)
        assert answer.status_code == (404 if file.is_gone else 413)

    @rule(file=files)
    def the_process_dies_before_it_writes_the_row(self, file: Modelled) -> None:
        if not file.is_gone and not file.is_whole:
            Upload.objects.filter(key=file.key).update(offset=0, format="")

    @rule(file=consumes(files))
    def take_back(self, file: Modelled) -> None:
        answer = end(self.client, file.address)
        assert answer.status_code == (404 if file.is_gone else 204)
        file.is_gone = True

    @rule(file=files)
    def let_one_grow_old_and_sweep(self, file: Modelled) -> None:
        past = timezone.now() - timedelta(days=3)
        Upload.objects.filter(key=file.key).update(expires_at=past)
        sweep_uploads()
        file.is_gone = True

    @rule()
    def sweep_what_is_young(self) -> None:
        sweep_uploads()

    @invariant()
    def server_and_model_agree(self) -> None:
        for file in self.known:
            answer = ask(self.client, file.address)
            if file.is_gone:
                assert answer.status_code == 404
                assert not path_of(file.key).exists()
                continue
            assert answer["Upload-Offset"] == str(file.here)
            assert answer["Upload-Length"] == str(len(file.whole))
            assert path_of(file.key).read_bytes() == file.whole[: file.here]
            state = Upload.objects.get(key=file.key).state
            assert (state == UploadState.CHECKING) == file.is_whole


def test_server_and_model_agree_whatever_happens():
    run_state_machine_as_test(
        Tus,
        settings=settings(
            max_examples=12,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
