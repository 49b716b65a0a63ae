"""Which pieces a person works on, and whose personal data she opens.

A person with sections of her own works on their pieces, on those that have no section
yet, and on what she has claimed.  Lists ask ``pieces_for`` and ``within_reach``;
whatever is done to one piece meets the rules here: the policy asks them for every verb.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from desk.duties import VERBS
from desk.enums import StaffRole
from desk.models import Letter, User
from desk.policy import policy, roles_of
from desk.services.letter_reach import add_reach
from desk.services.staff import add_fact
from submissions.enums import Action
from submissions.models import Beat, Submission
from submissions.querysets import SubmissionQuerySet

NEVER_LIMITED = frozenset({StaffRole.DUTY_EDITOR, StaffRole.EDITOR_IN_CHIEF})
IN_HAND = (Action.CLAIM, Action.START_FIRST_READ, Action.SIGN_FIRST_READ)


def sections_of(user: Any) -> frozenset[int] | None:
    """Return the sections a person is limited to; None when she works for all.

    Remembered on the object, as her roles are.
    """
    if not hasattr(user, "_desk_sections"):
        user._desk_sections = _limits(user)
    found: frozenset[int] | None = user._desk_sections
    return found


def _limits(user: Any) -> frozenset[int] | None:
    if user.is_superuser or roles_of(user) & NEVER_LIMITED:
        return None
    rows = Beat.objects.filter(user=user).order_by()
    return frozenset(rows.values_list("section_id", flat=True)) or None


def within_reach(user: Any, path: str = "") -> Q:
    """Return the condition that keeps a person's pieces; ``path`` leads to them."""
    prefix = f"{path}__" if path else ""
    if not user.is_authenticated:
        return Q(**{f"{prefix}pk__in": ()})
    sections = sections_of(user)
    if sections is None:
        return Q()
    return (
        Q(**{f"{prefix}section__in": sections})
        | Q(**{f"{prefix}section": None})
        | Q(**{f"{prefix}claimed_by": user})
    )


def mails_within_reach(user: Any) -> Q:
    """Return the condition that keeps the mails of a person's pieces, and of none."""
    found = within_reach(user, "submission")
    return found and (found | Q(submission=None))


def letters_within_reach(user: Any) -> Q:
    """Return the condition that keeps letters about her pieces, or about none."""
    if sections_of(user) is None:
        return Q()
    mine = pieces_for(user).order_by().annotate(text=Cast("pk", CharField()))
    about = Q(object_type=Submission._meta.label_lower)
    return ~about | Q(object_id__in=mine.values("text"))


def pieces_for(
    user: Any, pieces: QuerySet[Submission] | None = None
) -> SubmissionQuerySet:
    """Return the pieces a person works on, of these or of all."""
    found: Any = Submission.objects.all() if pieces is None else pieces
    kept: SubmissionQuerySet = found.filter(within_reach(user))
    return kept


def reaches(user: Any, piece: Submission) -> bool:
    """Tell whether a piece is among those a person works on."""
    sections = sections_of(user)
    return (
        sections is None
        or piece.section_id is None
        or piece.section_id in sections
        or piece.claimed_by_id == user.pk
    )


def outside_her_sections(user: Any, obj: Any) -> str | None:
    """Refuse whatever is asked of a piece of somebody else's section."""
    if sections_of(user) is None:
        return None
    piece = _piece_of(obj)
    if piece is None or reaches(user, piece):
        return None
    return _(
        "%(ref)s belongs to the section “%(section)s”, which is not among yours."
        " Ask its editors, or the editor-in-chief."
    ) % {"ref": piece.ref, "section": piece.section}


def not_her_author(user: Any, obj: Any) -> str | None:
    """Refuse personal data to an editor who is not responsible for the piece."""
    if policy.may(user, "personal.open_all"):
        return None
    piece = _piece_of(obj)
    if piece is None:
        return str(policy.refusal(user, "personal.open_all"))
    if is_responsible(user, piece):
        return None
    return _(
        "The personal data of an author are for the editor who has the piece. Claim"
        " %(ref)s first, or ask the correspondents' desk."
    ) % {"ref": piece.ref}


def raw_mail_of_others(user: Any, obj: Any) -> str | None:
    """Refuse a mail as it came to whom its author's data are refused."""
    piece = _piece_of(obj)
    return policy.refusal(user, "personal.open", piece) if piece else None


def is_responsible(user: Any, piece: Submission) -> bool:
    """Tell whether a person has a piece, or had it in hand: claimed or signed it."""
    if piece.claimed_by_id == user.pk:
        return True
    return piece.transitions.filter(actor=user, action__in=IN_HAND).exists()


def register_rules() -> None:
    """Let the policy ask for sections with every verb, for the author with hers."""
    for verb in VERBS:
        policy.add_rule(verb, outside_her_sections)
    policy.add_rule("personal.open", not_her_author)
    policy.add_rule("mail.raw", raw_mail_of_others)
    add_fact("sections", section_names)
    add_reach(letters_within_reach)


def section_names(user: User) -> list[str]:
    """Return the names of the sections somebody works for, as the ledger keeps them."""
    return list(user.beats.values_list("section__name", flat=True))


def _piece_of(obj: Any) -> Submission | None:
    """Return the piece something is, belongs to, or is a letter about."""
    if isinstance(obj, Letter):
        is_about = obj.object_type == Submission._meta.label_lower
        rows = Submission.objects.select_related("section")
        return rows.filter(pk=obj.object_id).first() if is_about else None
    piece = obj if isinstance(obj, Submission) else getattr(obj, "submission", None)
    return piece if isinstance(piece, Submission) else None
