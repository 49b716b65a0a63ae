"""The desk's own words for a kind of letter, before those of the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.exceptions import Refused
from desk.letter_kinds import LetterKind, all_kinds, filled, find_kind
from desk.letter_subjects import sample_words
from desk.models import LetterTemplate, User
from desk.policy import policy
from desk.services.ledger import record

CONFIGURE = "letter.configure"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a kind of letter stands now: its words and whether it goes."""

    kind: LetterKind
    subject: str
    body: str
    is_sent: bool
    waits_for_desk: bool
    own_words: bool

    def filled(
        self, words: Mapping[str, str], *, subject: str = "", body: str = ""
    ) -> tuple[str, str]:
        """Return subject and text with the words put in.

        ``subject`` and ``body`` are texts that go before those that stand here.
        """
        whole = {"paper": paper_name(), **words}
        return (
            filled(subject or self.subject, whole),
            filled(body or self.body, whole),
        )


def paper_name() -> str:
    """Return what stands under a letter: the name that our mail address bears."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[0] or _("The desk")


def wording_of(kind: LetterKind) -> Wording:
    """Return how a kind of letter stands now, in the paper's language."""
    row = LetterTemplate.objects.filter(kind=kind.kind).first()
    return wording(kind, row)


def wordings() -> list[Wording]:
    """Return every kind that can be worded, as it stands now."""
    rows = {row.kind: row for row in LetterTemplate.objects.all()}
    return [wording(kind, rows.get(kind.kind)) for kind in all_kinds() if kind.body]


def wording(kind: LetterKind, row: LetterTemplate | None) -> Wording:
    """Return how a kind stands with this row, or without one."""
    house = house_words(kind)
    waits = row.waits_for_desk if row else kind.waits
    return Wording(
        kind=kind,
        subject=(row.subject if row else "") or house[0],
        body=(row.body if row else "") or house[1],
        is_sent=kind.essential or row is None or row.is_sent,
        waits_for_desk=not kind.essential and waits,
        own_words=bool(row and (row.subject or row.body)),
    )


def house_words(kind: LetterKind) -> tuple[str, str]:
    """Return subject and text of the house, in the paper's language."""
    with override(settings.LANGUAGE_CODE):
        return str(kind.subject), str(kind.body)


def refuse_unknown_words(kind: LetterKind, *texts: str) -> None:
    """Refuse a text with a placeholder that this kind of letter cannot fill."""
    unknown = [word for text in texts for word in kind.unknown(text)]
    if unknown:
        said = {
            "unknown": _(", ").join(f"{{{word}}}" for word in dict.fromkeys(unknown)),
            "known": _(", ").join(f"{{{word}}}" for word in kind.placeholders),
        }
        raise Refused(
            _(
                "This letter cannot fill in %(unknown)s. Write one of these instead:"
                " %(known)s."
            )
            % said,
            code="unknown_placeholder",
        )


def known_kind(name: str) -> LetterKind:
    """Return a kind; refuse one that does not exist."""
    kind = find_kind(name)
    if kind is None or not kind.body:
        raise Refused(_("There is no such kind of letter."), code="unknown_kind")
    return kind


@transaction.atomic
def save_template(
    *,
    kind: str,
    actor: User,
    subject: str = "",
    body: str = "",
    is_sent: bool = True,
    waits_for_desk: bool = False,
) -> LetterTemplate:
    """Write down the desk's words for a kind; words equal to the house's are not kept.

    What is not kept follows the house when its words are bettered.
    """
    policy.require(actor, CONFIGURE)
    known = known_kind(kind)
    subject, body = subject.strip(), body.replace("\r\n", "\n").strip()
    refuse_unknown_words(known, subject, body)
    if "\n" in subject:
        raise Refused(_("The subject is one line."), code="subject_lines")
    if known.essential and (not is_sent or waits_for_desk):
        raise Refused(
            _("This letter is a way in; it goes at once and cannot be switched off."),
            code="essential",
        )
    house = house_words(known)
    row, _created = LetterTemplate.objects.update_or_create(
        kind=kind,
        defaults={
            "subject": "" if subject == house[0].strip() else subject,
            "body": "" if body == house[1].strip() else body,
            "is_sent": is_sent,
            "waits_for_desk": waits_for_desk,
        },
    )
    data = {"kind": kind, "sent": is_sent, "waits": waits_for_desk}
    data["own_words"] = bool(row.subject or row.body)
    record(obj=row, verb="letter.template_saved", actor=actor, data=data)
    return row


def restore_house_words(*, kind: str, actor: User) -> LetterTemplate:
    """Let the house's words go again; the switches stay as they are."""
    stands = wording_of(known_kind(kind))
    return save_template(
        kind=kind,
        actor=actor,
        is_sent=stands.is_sent,
        waits_for_desk=stands.waits_for_desk,
    )


def preview(kind: LetterKind, *, subject: str = "", body: str = "") -> tuple[str, str]:
    """Return a letter as an author would read it, about something real."""
    with override(settings.LANGUAGE_CODE):
        stands = wording_of(kind)
        return stands.filled(sample_words(kind), subject=subject, body=body)
