"""The flags of a piece in its room: suggested, ticked, and the final read they ask."""

import pytest
from django.urls import reverse

from submissions.enums import Action, Status
from submissions.services.workflow import perform
from tests.submissions.builders import Cast, make_submission, paragraphs

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def piece():
    text = "昨日，市委书记李建国到开发区调研，听取园区建设汇报。"
    return make_submission(blocks=paragraphs(text))


def room(piece):
    return reverse("admin:submissions_submission_change", args=(piece.pk,))


def flag(client, piece, *flags):
    address = reverse("admin:submissions_submission_flags", args=(piece.pk,))
    return client.post(address, {"flags": flags}, follow=True)


def panel(client, piece):
    panels = client.get(room(piece)).context["panels"]
    found = [each for each in panels if each["template"] == "desk/room_flags.html"]
    return found[0] if found else None


def test_the_text_suggests_and_an_editor_decides(client, cast, piece):
    client.force_login(cast.editor)
    rows = {row["flag"]: row for row in panel(client, piece)["rows"]}
    assert rows["leaders"]["is_proposed"]
    assert not rows["leaders"]["is_set"]
    assert not rows["paid"]["is_proposed"]

    assert flag(client, piece, "leaders", "paid").status_code == 200

    piece.refresh_from_db()
    assert piece.flags == ["leaders", "paid"]
    rows = {row["flag"]: row for row in panel(client, piece)["rows"]}
    assert [rows[name]["is_set"] for name in ("leaders", "sensitive", "paid")] == [
        True,
        False,
        True,
    ]


def test_a_flagged_piece_is_signed_a_third_time_in_its_room(client, cast, piece):
    client.force_login(cast.editor)
    flag(client, piece, "leaders")
    piece.refresh_from_db()
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=cast.editor)
    perform(submission=piece, action=Action.SIGN_SECOND_READ, actor=cast.chief)
    client.force_login(cast.head)

    buttons = {each.name for each in client.get(room(piece)).context["buttons"]}
    assert Action.SIGN_FINAL_READ in buttons
    act = reverse("admin:submissions_submission_act", args=(piece.pk,))
    client.post(act, {"action": "sign_final_read", "expected_version": "1"})

    piece.refresh_from_db()
    assert piece.status == Status.ACCEPTED
    assert piece.reviews.filter(stage="final", void_at__isnull=True).exists()


def test_who_signs_no_second_read_takes_no_flag_off(client, cast, piece):
    client.force_login(cast.editor)
    flag(client, piece, "leaders")

    answer = flag(client, piece)

    piece.refresh_from_db()
    assert piece.flags == ["leaders"]
    assert piece.ref in "".join(str(m) for m in answer.context["messages"])


def test_who_only_looks_sees_what_is_set(client, cast, piece):
    client.force_login(cast.proofreader)
    assert panel(client, piece) is None
    client.force_login(cast.editor)
    flag(client, piece, "sensitive")
    client.force_login(cast.proofreader)

    assert panel(client, piece)["may_set"] is False
    assert flag(client, piece).status_code == 403
