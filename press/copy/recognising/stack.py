"""The headline stack: which lines at the head are 引题, 主题 and 副题."""

from __future__ import annotations

import re
from dataclasses import dataclass

from press.copy.dateline import split_dateline
from press.copy.model import BlockKind
from press.copy.recognising.bylines import Form, byline_form, dateline_people
from press.copy.recognising.captions import caption_line
from press.copy.recognising.cards import read_card
from press.copy.recognising.letters import is_slip
from press.copy.recognising.people import is_place, names_place
from press.copy.recognising.sections import section_label
from press.copy.recognising.sheet import Line, likeness, squeezed

LONGEST_HEADLINE = 48  # characters of a line of the stack
LONGEST_DECK = 70
LONGEST_ASKING = 30  # characters of a headline that asks or calls
MOST_LINES = 5
ALIKE = 0.7  # likeness of a line and the subject to be one headline

_DASH = re.compile(r"^(?:——|--|—|－－|――|──|－|–|-(?=[\u3400-\u9fff]))")
_LABEL = re.compile(
    r"^[（(【\[]?\s*(?P<label>引题|肩题|眉题|主标题|主题|标题|题目|稿件标题|文章标题|新闻标题|副标题|副题|题)"
    r"\s*(?:[】\]）)]\s*[：:]?|[：:])\s*(?P<value>.*)$"
)
_ROLES = {
    **dict.fromkeys(("引题", "肩题", "眉题"), "kicker"),
    **dict.fromkeys(("副标题", "副题"), "deck"),
}
_ENDED = re.compile(r"[。；;，,、…]$|。.|……")
_ASKED = re.compile(r"[？！?!](?:$|.)")
_ASKING = re.compile(r"[？！?!]$")
_PHRASES = re.compile(r"[\s\u3000]+")
_COLON = re.compile(r"[：:]$")


@dataclass(frozen=True, slots=True)
class Stack:
    """The stack as it was read; ``alternatives`` are other headlines in the lines."""

    kicker: str = ""
    headline: str = ""
    deck: str = ""
    alternatives: tuple[str, ...] = ()
    unsure: bool = False


def stack_label(text: str) -> tuple[str, str]:
    """Return the place of a labelled line (主题：…) in the stack, and its words."""
    match = _LABEL.match(text) if len(text) <= LONGEST_DECK + 10 else None
    if match is None:
        return "", ""
    return _ROLES.get(match["label"], "headline"), match["value"].strip()


def is_deck(text: str) -> bool:
    return len(text) <= LONGEST_DECK and bool(_DASH.match(text))


def is_stack_line(line: Line, sections: tuple[str, ...] = ()) -> bool:
    """Tell whether a line at the head may stand in a headline."""
    text = line.text
    if stack_label(text)[0]:
        return True
    most = LONGEST_DECK if is_deck(text) else LONGEST_HEADLINE
    if not line.is_words or not 2 <= len(text) <= most or _ENDED.search(text):
        return False
    if len(text) > LONGEST_ASKING and _ASKED.search(text):
        return False
    return not (
        split_dateline(text)[0]
        or dateline_people(text)
        or byline_form(text) is not Form.NONE
        or caption_line(text)
        or is_slip(text)
        or section_label(text, sections)
        or read_card(text)
    )


def find_stack(
    lines: list[Line], subject: str, sections: tuple[str, ...] = ()
) -> list[Line]:
    """Return the lines at the head that make the stack."""
    taken: list[Line] = []
    for at, line in enumerate(lines):
        fits = is_stack_line(line, sections) or (
            at == 0 and _only_looks_like_names(lines, subject)
        )
        if len(taken) > MOST_LINES or not fits:
            break
        if taken and _is_body_head(line, taken, subject):
            break
        taken.append(line)
    if len(taken) > MOST_LINES:
        return taken[:1]
    return taken


def _only_looks_like_names(lines: list[Line], subject: str) -> bool:
    """Tell whether a first line is a headline that reads as a unit and a name.

    ``滨河开发区二期厂房封顶`` ends like a person called 房封顶.  Nobody is named above
    a headline: it is one if the subject says so, or if who wrote it stands below.
    """
    first, *below = lines
    if not first.is_short or byline_form(first.text) is not Form.BARE:
        return False
    if subject:
        return likeness(first.text, subject) >= ALIKE
    return bool(below) and byline_form(below[0].text) is not Form.NONE


def _is_body_head(line: Line, taken: list[Line], subject: str) -> bool:
    """Tell whether a line after the stack belongs to the body.

    Where the headline is a subhead too, only the subject can tell them apart.
    """
    last = taken[-1]
    if is_deck(last.text) and not is_deck(line.text):
        return line.kind is BlockKind.SUBHEAD or bool(_ASKING.search(line.text))
    if line.kind is not BlockKind.SUBHEAD or last.kind is BlockKind.SUBHEAD:
        return False
    return bool(subject) and likeness(last.text, subject) >= ALIKE


def read_stack(texts: list[str], subject: str) -> Stack:
    """Read the lines of a stack by their labels, their form and the subject."""
    labelled = _by_labels(texts)
    if labelled:
        return labelled
    kept = _once(texts)
    decks = [text for text in kept if is_deck(text)]
    heads = [text for text in kept if not is_deck(text)]
    if not heads:
        return Stack(deck=_joined(decks))
    stack = _by_form(heads, subject, decked=bool(decks))
    if decks:
        return Stack(
            kicker=stack.kicker,
            headline=stack.headline,
            deck=_joined(decks),
            alternatives=stack.alternatives,
            unsure=stack.unsure,
        )
    return stack


def is_kicker(text: str) -> bool:
    """Tell whether a line reads as an 引题: a place, a colon, parallel phrases."""
    if _COLON.search(text) or is_place(text):
        return True
    phrases = [phrase for phrase in _PHRASES.split(text) if phrase]
    lengths = {len(phrase) for phrase in phrases}
    return len(phrases) >= 3 and len(lengths) <= 2 and max(lengths) <= 8


def _by_labels(texts: list[str]) -> Stack | None:
    """Read lines of which some bear a label; no words of the others are lost."""
    labels = {stack_label(text)[0] for text in texts} - {""}
    if not labels:
        return None
    found: dict[str, str] = {}
    waiting = ""
    for text in texts:
        place, value = stack_label(text)
        if place:
            waiting = "" if value else place
            if value:
                found.setdefault(place, value)
            continue
        place = waiting or _place_without_label(text, found, labels)
        found[place] = _joined(_once([*filter(None, (found.get(place),)), text]))
        waiting = ""
    return Stack(
        kicker=found.get("kicker", ""),
        headline=found.get("headline", ""),
        deck=found.get("deck", ""),
    )


def _place_without_label(text: str, found: dict[str, str], labels: set[str]) -> str:
    """Return where a line without a label stands among those that have one."""
    if is_deck(text) or "headline" in found:
        if "headline" in labels or is_deck(text) or "deck" in found:
            return "deck"
        return "headline"  # its second line: 引题 has a label, 主题 has none
    return "kicker" if "headline" in labels else "headline"


def _once(texts: list[str]) -> list[str]:
    """Leave out lines that say the same again."""
    seen: set[str] = set()
    kept = []
    for text in texts:
        key = squeezed(text)
        if key not in seen:
            seen.add(key)
            kept.append(text)
    return kept


def _by_form(heads: list[str], subject: str, *, decked: bool) -> Stack:
    if len(heads) == 1:
        return _single(heads[0], subject)
    whole = _joined(heads)
    if subject and likeness(whole, subject) > max(
        likeness(head, subject) for head in heads
    ):
        return _whole_or_split(heads, whole, subject)
    agreed = _agreed(heads, subject)
    if agreed is not None:
        return _around(heads, agreed)
    return _unagreed(heads, whole, decked=decked)


def _single(text: str, subject: str) -> Stack:
    """Read a lone line: the headline, or an 引题 whose headline is the subject."""
    if (
        subject
        and is_kicker(text)
        and likeness(text, subject) < ALIKE
        and is_place(_COLON.sub("", text))
    ):
        return Stack(kicker=text)
    return Stack(headline=text)


def _whole_or_split(heads: list[str], whole: str, subject: str) -> Stack:
    """Read lines that the subject has together: a form still tells an 引题."""
    if is_kicker(heads[0]) and len(heads) == 2:
        return Stack(kicker=heads[0], headline=heads[1], alternatives=(whole,))
    return Stack(headline=whole, alternatives=tuple(heads))


def _agreed(heads: list[str], subject: str) -> int | None:
    likely = [(likeness(head, subject), -at) for at, head in enumerate(heads)]
    best, at = max(likely)
    return -at if subject and best >= ALIKE else None


def _around(heads: list[str], at: int) -> Stack:
    """Read the lines before the headline as 引题, those after it as 副题."""
    return Stack(
        kicker=_joined(heads[:at]),
        headline=heads[at],
        deck=_joined(heads[at + 1 :]),
        alternatives=(_joined(heads),),
    )


def _unagreed(heads: list[str], whole: str, *, decked: bool) -> Stack:
    if is_kicker(heads[0]):
        rest = heads[1:]
        return Stack(
            kicker=heads[0],
            headline=rest[0] if not decked else _joined(rest),
            deck="" if decked else _joined(rest[1:]),
            alternatives=(whole,),
        )
    if len(heads) == 2 and not _is_pair(heads):
        return Stack(
            kicker=heads[0],
            headline=heads[1],
            alternatives=(whole, heads[0]),
            unsure=True,
        )
    if len(heads) == 2:
        return Stack(headline=whole, alternatives=(heads[1], heads[0]), unsure=True)
    return Stack(
        kicker=heads[0],
        headline=heads[1],
        deck=_joined(heads[2:]),
        alternatives=(heads[0], whole),
        unsure=True,
    )


def _is_pair(heads: list[str]) -> bool:
    """Tell whether two lines are one headline broken by hand."""
    one, other = heads
    if names_place(other) and not names_place(one):
        return False
    return abs(len(one) - len(other)) <= 3


def _joined(texts: list[str]) -> str:
    return " ".join(texts)
