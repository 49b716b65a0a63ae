"""What the desk asks an author for: words to begin with, links that are open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from press.imaging.judgements import JudgementCode
from submissions.enums import PhotoState
from submissions.models import Photo, UploadLink
from submissions.services.photo_words import verdict_of
from submissions.services.upload_links import ASK, MOST_WORDS, close_link

# What a better copy of the same photograph would mend.
BETTER_COPY = frozenset(
    (
        JudgementCode.WECHAT_COMPRESSED,
        JudgementCode.QQ_COMPRESSED,
        JudgementCode.WEIBO_COMPRESSED,
        JudgementCode.DINGTALK_COMPRESSED,
        JudgementCode.RECOMPRESSED,
        JudgementCode.SCREENSHOT,
    )
)
NAME_CHARACTERS = 24


def originals_wanted(photos: Sequence[Photo]) -> str:
    """Return what to ask the author for, as the verdicts on her photographs say.

    In the paper's language: it is she who reads it.
    """
    with override(settings.LANGUAGE_CODE):
        wanted = list(_wanted(photos))
        if not wanted:
            return ""
        said = ngettext(
            "Please send %(count)d original photograph: %(photos)s",
            "Please send %(count)d original photographs: %(photos)s",
            len(wanted),
        )
        words = {"count": len(wanted), "photos": _("; ").join(wanted)}
        return (said % words)[:MOST_WORDS]


@transaction.atomic
def close_for_desk(*, link: UploadLink, actor: User) -> None:
    """Close a link that is not needed any more."""
    policy.require(actor, ASK, link.submission)
    held = UploadLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if held.submission is None or held.expires_at <= timezone.now():
        return
    close_link(held)
    record(
        obj=held.submission,
        verb="submission.upload_link_closed",
        actor=actor,
        data={"link": held.pk, "asks_for": held.asks_for},
    )


def _wanted(photos: Sequence[Photo]) -> Iterator[str]:
    for photo in photos:
        judged = {said["code"] for said in photo.facts.get("judgements", ())}
        verdict = verdict_of(photo.facts, width=photo.width or 0, state=photo.state)
        is_lost = photo.state in (PhotoState.DAMAGED, PhotoState.REFUSED)
        if is_lost or verdict.tone == "bad" or judged & BETTER_COPY:
            name = (photo.caption or photo.original_name)[:NAME_CHARACTERS]
            why = verdict.notes[0] if verdict.notes else verdict.words
            yield f"{name}（{why.rstrip('。.')}）" if why else name
