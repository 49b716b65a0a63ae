"""Mailboxes at the desk: set up, tested, switched off; the code is never shown."""

import socket

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from desk.models import Job, LedgerEntry
from submissions.models import Mailbox
from tests.submissions.mail_builders import make_mail, make_mailbox

pytestmark = pytest.mark.django_db
LIST = "/admin/submissions/mailbox/"
CODE = "KQWERTYUIOPASDFG"
EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.head)
    return client


def typed(**overrides):
    """Return what the form sends for a mailbox of 163.com."""
    fields = {
        "name": "投稿信箱",
        "provider": "163",
        "host": "",
        "port": 993,
        "security": "ssl",
        "username": "tougao@163.com",
        "new_code": CODE,
        "folder": "INBOX",
        "is_active": "on",
        "poll_seconds": 60,
        "largest_mb": 60,
        "after_intake": "nothing",
        "acknowledges": "on",
        "receipts_per_address": 10,
        "receipts_per_hour": 200,
    }
    return {**fields, **overrides}


def change(mailbox, rest="change/"):
    return f"{LIST}{mailbox.pk}/{rest}"


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_provider_fills_the_server_in_without_a_script(desk, cast):
    answer = desk.post(f"{LIST}add/", typed())

    mailbox = Mailbox.objects.get()
    assert answer["Location"] == change(mailbox)
    assert (mailbox.host, mailbox.port, mailbox.code) == ("imap.163.com", 993, CODE)
    assert LedgerEntry.objects.get(verb="mailbox.saved").actor == cast.head


def test_a_form_that_lacks_something_says_what(desk):
    missing = {"provider": "other", "new_code": "", "after_intake": "move"}

    answer = desk.post(f"{LIST}add/", typed(**missing))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Mailbox.objects.exists()
    assert "Name the server, or choose a provider." in page
    assert "Enter the authorisation code." in page
    assert "Name the folder to which taken mail is moved." in page


def test_the_code_is_on_no_page(desk):
    mailbox = make_mailbox(code=CODE, host="127.0.0.1", port=closed_port())
    fields = typed(host=mailbox.host, port=mailbox.port, new_code="")

    pages = [
        desk.get(LIST),
        desk.get(change(mailbox)),
        desk.post(change(mailbox, "test/")),
        desk.post(change(mailbox), {**fields, "_test": "1"}),
        desk.post(change(mailbox), typed(new_code="ANOTHERCODE", name="")),
        desk.get("/admin/desk/ledgerentry/"),
    ]

    assert [page.status_code for page in pages] == [200, 200, 200, 200, 422, 200]
    for page in pages:
        assert CODE not in page.content.decode()
        assert "ANOTHERCODE" not in page.content.decode()


def test_an_empty_code_keeps_the_one_that_is_there(desk):
    mailbox = make_mailbox(code=CODE, host="imap.163.com")

    desk.post(change(mailbox), typed(host="imap.163.com", new_code="", name="新名字"))
    mailbox.refresh_from_db()
    kept = (mailbox.name, mailbox.code)
    desk.post(change(mailbox), typed(host="imap.163.com", new_code="NEWCODE"))

    mailbox.refresh_from_db()
    assert kept == ("新名字", CODE)
    assert mailbox.code == "NEWCODE"


@pytest.mark.parametrize("button", [{}, {"_test": "1"}])
@pytest.mark.parametrize("way", [{"host": "127.0.0.1"}, {"security": "none"}])
def test_a_kept_code_goes_to_no_other_server(desk, way, button):
    mailbox = make_mailbox(code=CODE, host="imap.163.com")
    fields = {"host": "imap.163.com", "new_code": "", **way, **button}

    answer = desk.post(change(mailbox), typed(**fields))

    mailbox.refresh_from_db()
    assert answer.status_code == 422
    assert "Enter the authorisation code again." in answer.content.decode()
    assert (mailbox.host, mailbox.security) == ("imap.163.com", "ssl")


def test_the_test_names_the_step_that_failed_and_saves_nothing(desk):
    mailbox = make_mailbox(host="127.0.0.1", port=closed_port(), security="none")

    page = desk.post(change(mailbox, "test/")).content.decode()

    assert page.count("gk-step-ok") == 1
    assert page.count("gk-step-failed") == 1
    assert page.count("gk-step-not_reached") == 5
    assert "Nothing answers at this port." in page
    assert LedgerEntry.objects.get(verb="mailbox.tested").data == {"failed": "connect"}


def test_what_is_typed_is_tried_and_not_saved(desk):
    fields = typed(host="127.0.0.1", port=closed_port(), security="none")

    page = desk.post(f"{LIST}add/", {**fields, "_test": "1"}).content.decode()

    assert "gk-step-failed" in page
    assert "nothing is saved yet" in page
    assert not Mailbox.objects.exists()


def test_the_receipt_is_shown_as_the_author_reads_it(desk):
    own = make_mailbox(receipt_subject="收到 {ref}", receipt_body=f"{EVIL} {{link}}")
    house = make_mailbox()

    shown = desk.get(change(own)).content.decode()
    default = desk.get(change(house)).content.decode()

    year = timezone.localdate().year
    assert f"收到 GK-{year}-0001" in shown
    assert "/status/…/" in shown
    assert EVIL not in shown
    assert f"Your piece has arrived. Its number is GK-{year}-0001." in default


def test_a_mailbox_is_switched_off_and_on(desk):
    mailbox = make_mailbox()

    desk.post(change(mailbox, "switch/"), {"to": "off"})
    off = Mailbox.objects.get().is_active
    desk.post(change(mailbox, "switch/"), {"to": "on"})

    assert (off, Mailbox.objects.get().is_active) == (False, True)


def test_a_mailbox_with_mail_stays_and_an_empty_one_goes(desk):
    used, unused = make_mailbox(), make_mailbox()
    make_mail(mailbox=used)

    refused = desk.post(change(used, "delete/"), {"post": "yes"})
    desk.post(change(unused, "delete/"), {"post": "yes"})

    assert list(Mailbox.objects.all()) == [used]
    assert "Switch it off instead" in said(refused)[0]
    assert LedgerEntry.objects.get(verb="mailbox.deleted").data == {"name": unused.name}


def test_old_mail_waits_for_a_connection(desk):
    mailbox = make_mailbox(uid_validity=None)

    answer = desk.post(change(mailbox, "old-mail/"))

    assert "has not been reached yet" in said(answer)[0]
    assert not Job.objects.filter(kind="submissions.import_backlog").exists()


def test_old_mail_is_asked_for_once_and_shows_how_far_it_is(desk):
    mailbox = make_mailbox(uid_validity=1, connected_at=timezone.now())

    for _time in range(2):
        desk.post(change(mailbox, "old-mail/"))
    page = desk.get(change(mailbox)).content.decode()

    job = Job.objects.get(kind="submissions.import_backlog")
    assert f'data-job="/api/jobs/{job.pk}/"' in page
    assert "Take in old mail…" not in page


def test_old_mail_that_ended_is_a_line(desk):
    mailbox = make_mailbox(uid_validity=1, connected_at=timezone.now())
    desk.post(change(mailbox, "old-mail/"))
    done = {"state": "done", "result": {"taken": 1200, "of": 1200}}
    Job.objects.update(**done, finished_at=timezone.now())

    page = desk.get(change(mailbox)).content.decode()

    assert "Old mails taken in: 1,200" in page


def test_a_server_that_is_away_is_said_before_old_mail_is_asked_for(desk):
    mailbox = make_mailbox(
        uid_validity=1, host="127.0.0.1", port=closed_port(), security="none"
    )

    answer = desk.get(change(mailbox, "old-mail/"))

    assert answer["Location"] == change(mailbox)
    assert "Nothing answers at this port." in said(answer)[0]


@pytest.mark.parametrize("rest", ["test/", "switch/"])
def test_a_look_does_nothing(desk, rest):
    assert desk.get(change(make_mailbox(), rest)).status_code == 405


@pytest.mark.parametrize("who", ["editor", "chief", "proofreader"])
def test_only_who_sets_mailboxes_up_comes_near_them(client, cast, who):
    mailbox = make_mailbox()
    client.force_login(getattr(cast, who))

    answers = [
        client.get(LIST),
        client.get(change(mailbox)),
        client.post(f"{LIST}add/", typed()),
        *(client.post(change(mailbox, f"{name}/")) for name in ("test", "switch")),
        *(client.post(change(mailbox, f"{name}/")) for name in ("old-mail", "delete")),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert Mailbox.objects.count() == 1


def test_the_list_says_in_words_how_each_is(desk):
    make_mailbox(succeeded_at=timezone.now())
    make_mailbox(failures=3, failure=f"{EVIL} 授权码不对。")
    make_mailbox(is_active=False)
    make_mailbox()

    page = desk.get(LIST).content.decode()

    for words in ("In order", "In trouble", "Switched off", "Not reached yet"):
        assert words in page
    assert "授权码不对。" in page
    assert EVIL not in page


def test_the_list_asks_as_much_for_three_mailboxes_as_for_one(
    desk, django_assert_num_queries
):
    make_mail(mailbox=make_mailbox())
    desk.get(LIST)

    with django_assert_num_queries(9):
        desk.get(LIST)
    for _number in range(2):
        make_mail(mailbox=make_mailbox())
    with django_assert_num_queries(9):
        desk.get(LIST)
