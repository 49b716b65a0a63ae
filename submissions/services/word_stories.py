"""A recognised story as the form takes it: its fields, and what to look at first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from press.copy.model import Block, Run
from press.copy.recognising.model import Field
from submissions.body_text import body_from_blocks
from submissions.incoming import Incoming
from submissions.limits import HEADLINE_CHARACTERS
from submissions.services.mail.opening import Opened
from submissions.services.mail.understanding import Understood

ADDRESS = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9.-]{3,100}", re.ASCII)
OF_PHOTOS = (Field.CAPTION, Field.CREDIT)


def story_of(
    understood: Understood, incoming: Incoming, parts: Sequence[Opened]
) -> dict[str, Any]:
    """Return the fields of the form that a Word file fills."""
    story = understood.story
    return {
        "kind": incoming.kind,
        "section": incoming.section_slug,
        "kicker": incoming.kicker,
        # Only what was recognised: nothing stands twice, above and in the text.
        "headline": story.headline[:HEADLINE_CHARACTERS],
        "deck": incoming.deck,
        "byline": incoming.byline,
        "body": body_from_blocks(tuple(_one_line_each(story.blocks))),
        "contact_name": incoming.contact_name,
        "contact_unit": incoming.contact_unit,
        "contact_phone": incoming.contact_phone,
        "contact_email": _address(parts),
        "note_to_desk": incoming.note_to_desk,
        "unsure": _unsure(understood),
    }


def _unsure(understood: Understood) -> list[str]:
    """Return the fields that the sender should look at first."""
    doubtful = (
        guess.field.value
        for guess in understood.story.guesses
        if guess.unsure and guess.field not in OF_PHOTOS
    )
    return list(dict.fromkeys(doubtful))


def _one_line_each(blocks: Iterable[Block]) -> Iterator[Block]:
    """Break blocks at their line feeds: a line of the form is a paragraph."""
    for block in blocks:
        lines: list[list[Run]] = [[]]
        for run in block.runs:
            first, *rest = run.text.split("\n")
            lines[-1].append(replace(run, text=first))
            lines.extend([replace(run, text=text)] for text in rest)
        yield from (replace(block, runs=tuple(runs)) for runs in lines)


def _address(parts: Sequence[Opened]) -> str:
    """Return the first e-mail address in the texts: on the author's card, mostly."""
    for part in parts:
        for found in ADDRESS.findall(part.document.text if part.is_text else ""):
            try:
                validate_email(found.rstrip("."))
            except ValidationError:
                continue
            return str(found.rstrip("."))
    return ""
