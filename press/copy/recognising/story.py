"""Recognise a story in what a correspondent sent; the one entry to this package."""

from __future__ import annotations

from dataclasses import dataclass

from press.copy.model import BlockKind
from press.copy.recognising.bylines import dateline_people, people_of, rank_byline
from press.copy.recognising.choosing import Choice, choose
from press.copy.recognising.contacts import Contact, gather_contact
from press.copy.recognising.credits import split_credit
from press.copy.recognising.headlines import settle_heads
from press.copy.recognising.kinds import guess_kind, is_photo_news
from press.copy.recognising.model import (
    Field,
    Guess,
    Material,
    Origin,
    PhotoWords,
    Recognised,
)
from press.copy.recognising.peeled import Peeled
from press.copy.recognising.peeling import find_captions
from press.copy.recognising.photographs import (
    give_byline_credit,
    match_photos,
)
from press.copy.recognising.pictures import Matched
from press.copy.recognising.sheet import Part
from press.copy.recognising.subject import SubjectReading, read_subject


@dataclass(slots=True)
class Parts:
    """What was found so far."""

    material: Material
    subject: SubjectReading
    choice: Choice
    main: Peeled
    photos: list[Matched]


def recognise(material: Material) -> Recognised:
    """Return the story in a material, each part with its source; never raises."""
    subject = read_subject(material.subject, material.sections)
    choice = choose(material, subject)
    main = choice.texts[choice.main]
    parts = Parts(material, subject, choice, main, _photos(material, choice, subject))
    photo_news = _make_photo_news(parts)
    file = _file_reading(parts)
    hint = "photo_news" if photo_news else subject.kind
    heads = settle_heads(main, subject, file=file, kind=hint)
    byline, byline_guesses = _byline(parts)
    give_byline_credit(parts.photos, byline)
    contact = _contact(parts, byline)
    blocks = main.sheet.body()
    kind = guess_kind(blocks=blocks, heads=heads, hint=hint, byline=byline)
    return Recognised(
        kind=kind.value,
        kicker=heads.kicker,
        headline=heads.headline,
        deck=heads.deck,
        byline=byline,
        blocks=blocks,
        photos=tuple(
            PhotoWords(one.photo.key, one.caption, one.credit) for one in parts.photos
        ),
        contact_name=contact.value(Field.CONTACT_NAME),
        contact_unit=contact.value(Field.CONTACT_UNIT),
        contact_phone=contact.value(Field.CONTACT_PHONE),
        letter=_letter(parts),
        document=choice.main,
        others=choice.others,
        section=main.section or subject.section,
        guesses=(
            kind,
            *heads.guesses,
            *byline_guesses,
            *_photo_guesses(parts.photos),
            *contact.guesses(),
            *_section_guesses(main, subject),
        ),
    )


def _file_reading(parts: Parts) -> SubjectReading:
    if parts.choice.main is None:
        return SubjectReading()
    name = parts.material.documents[parts.choice.main].name
    return read_subject(name, parts.material.sections)


# Photographs


def _photos(
    material: Material, choice: Choice, subject: SubjectReading
) -> list[Matched]:
    main = choice.texts[choice.main]
    lists = [choice.texts[number] for number in (*choice.captions, *choice.unused)]
    letter = [] if choice.main is None else [choice.texts[None]]
    if letter and not choice.same:
        find_captions(choice.texts[None])
    headline = subject.headline or "".join(main.stack)
    return match_photos(
        material.photos,
        texts=choice.texts,
        sources=[*letter, *lists, main] if choice.same else [main, *lists, *letter],
        headline=headline,
    )


def _make_photo_news(parts: Parts) -> bool:
    """Make the text the caption where a picture and its caption are the story."""
    open_lines = parts.main.sheet.unclaimed()
    if not is_photo_news(
        body=[line.text for line in open_lines],
        stack=parts.main.stack,
        hint=parts.subject.kind,
        photos=parts.photos,
    ):
        return False
    first = next((one for one in parts.photos if not one.caption), None)
    if open_lines and first is not None:
        text = "".join(line.text for line in open_lines)
        caption, credit = split_credit(text)
        first.give(caption=caption, credit=credit, origin=Origin.BODY, evidence=text)
        for line in open_lines:
            line.part = Part.CAPTION
    return True


def _photo_guesses(photos: list[Matched]) -> list[Guess]:
    guesses = []
    for one in photos:
        if one.caption:
            guesses.append(
                Guess(
                    field=Field.CAPTION,
                    value=one.caption,
                    origin=one.origin,
                    evidence=one.evidence,
                    alternatives=tuple(one.others),
                    photo=one.photo.key,
                    unsure=one.unsure or one.origin is Origin.FILE_NAME,
                )
            )
        if one.credit:
            guesses.append(
                Guess(
                    field=Field.CREDIT,
                    value=one.credit,
                    origin=one.credit_origin,
                    evidence=one.credit_evidence,
                    photo=one.photo.key,
                )
            )
    return guesses


# People


def _byline(parts: Parts) -> tuple[str, list[Guess]]:
    """Return the printed byline; that of the dateline stands for one of its own."""
    main = parts.main
    body = [line for line in main.sheet.unclaimed() if line.kind is BlockKind.PARAGRAPH]
    inside = dateline_people(body[0].text) if body else ""
    ranked = [(rank_byline(line), line) for line in main.bylines]
    ranked += [(1, inside)] if inside else []
    printed = list(dict.fromkeys(line for _, line in sorted(ranked, key=_rank)))
    spoken = [name for card, _ in main.cards if (name := card.name)]
    if not printed:
        if not spoken and not parts.subject.people:
            return "", []
        others = tuple(dict.fromkeys([*spoken, " ".join(parts.subject.people)]))
        empty = Guess(
            field=Field.BYLINE,
            value="",
            origin=Origin.BODY if spoken else Origin.SUBJECT,
            alternatives=tuple(other for other in others if other),
            unsure=True,
        )
        return "", [empty]
    value, *others_printed = printed
    guess = Guess(
        field=Field.BYLINE,
        value=value,
        origin=Origin.BYLINE,
        evidence=value if value in main.bylines else body[0].text[:80],
        alternatives=tuple(others_printed),
    )
    return value, [guess]


def _rank(pair: tuple[int, str]) -> int:
    return pair[0]


def _contact(parts: Parts, byline: str) -> Contact:
    choice = parts.choice
    texts = [
        parts.main,
        *(choice.texts[number] for number in choice.forms),
        *([] if choice.main is None else [choice.texts[None]]),
        *(choice.texts[number] for number in (*choice.captions, *choice.unused)),
    ]
    return gather_contact(
        cards=[card for text in texts for card in text.cards],
        byline_cards=parts.main.byline_cards,
        letter=_letter(parts).splitlines(),
        signature=parts.material.signature,
        subject=parts.subject,
        sender=parts.material.sender_name.strip(),
        byline=byline if people_of(byline) else "",
    )


# The rest


def _letter(parts: Parts) -> str:
    """Return what is said to the desk: all words that are no part of the story."""
    choice = parts.choice
    said: list[str] = []
    if choice.main is not None:
        mail = choice.texts[None]
        said += mail.sheet.letter() if choice.same else _all_but_captions(mail)
    said += parts.main.sheet.letter()
    for number in (*choice.forms, *choice.captions):
        said += _all_but_captions(choice.texts[number])
    return "\n".join(said)


def _all_but_captions(text: Peeled) -> list[str]:
    lines = text.sheet.lines
    words = [line.text for line in lines if line.part is not Part.CAPTION]
    return [*words, *text.sheet.cuttings]


def _section_guesses(main: Peeled, subject: SubjectReading) -> list[Guess]:
    value = main.section or subject.section
    if not value:
        return []
    return [
        Guess(
            field=Field.SECTION,
            value=value,
            origin=Origin.FIRST_LINE if main.section else Origin.SUBJECT,
            evidence=main.section_line if main.section else subject.whole,
        )
    ]
