"""The shipped lists as the engine takes them, and pieces to try it on."""

from functools import cache

from press.copy.dateline import lift_dateline
from press.copy.model import Block, BlockKind, Copy, Run
from press.tagging.lexicon import Lexicon
from press.tagging.model import Name, Term
from submissions.services.tagging.shipped import shipped_terms
from submissions.tag_enums import NameKind


@cache
def shipped() -> Lexicon:
    """Return a lexicon of all shipped terms; a key is ``vocabulary:code``."""
    return Lexicon(
        Term(
            key=f"{term.vocabulary}:{term.code}",
            vocabulary=term.vocabulary.value,
            name=term.name,
            code=term.code,
            parent=f"region:{term.parent}" if term.parent else "",
            names=tuple(
                Name(n.name, n.kind == NameKind.LEAD, n.since, n.until)
                for n in term.names
            ),
        )
        for term in shipped_terms()
    )


def piece(*paragraphs: str, **stack: str) -> Copy:
    """Return a piece of paragraphs; ``## `` begins a subhead."""
    blocks = tuple(
        Block(
            f"b{number}",
            BlockKind.SUBHEAD if text.startswith("## ") else BlockKind.PARAGRAPH,
            (Run(text.removeprefix("## ")),),
        )
        for number, text in enumerate(paragraphs)
    )
    return lift_dateline(Copy(blocks=blocks, **stack))
