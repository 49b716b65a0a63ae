"""Why a page cannot be set as it was planned, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from press.makeup.plan_checks import PlanProblem

SENTENCES = {
    "story_twice": gettext_noop("%(story)s has two blocks; a story stands once."),
    "outside": gettext_noop(
        "The block of %(story)s leaves the type area; it has %(a)d columns and its"
        " lines %(b)d to %(c)d are free for stories."
    ),
    "legs": gettext_noop(
        "%(story)s: %(a)d columns can be divided into at most %(b)d legs."
    ),
    "notch": gettext_noop(
        "%(story)s: the corner must be smaller than the block, which has no box and"
        " one leg a column."
    ),
    "size": gettext_noop("%(story)s: a headline is set in %(a)g to %(b)g points."),
    "head_lines": gettext_noop("%(story)s: a headline has at most %(a)d lines."),
    "spare": gettext_noop(
        "%(story)s: at most %(a)d lines of white round the headline."
    ),
    "label": gettext_noop("%(story)s: a section label has at most %(a)d characters."),
    "photo_legs": gettext_noop(
        "%(story)s: a photograph is one to %(a)d legs wide here."
    ),
    "photo_rows": gettext_noop("%(story)s: a photograph is %(a)d to %(b)d lines high."),
    "focus": gettext_noop("%(story)s: the point to keep must lie in the photograph."),
    "too_small": gettext_noop(
        "The block of %(story)s is too shallow for its headline and photographs; give"
        " it at least %(a)d lines."
    ),
}


def plan_sentence(problem: PlanProblem) -> str:
    """Return a problem as a sentence that says what to do."""
    names = dict(zip("abc", problem.numbers, strict=False))
    return _(SENTENCES[problem.rule]) % {"story": problem.story, **names}
