"""The fonts a layout desk owns, for the faces our proof is set in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from issues.models import Supplement
from press.exporters.idml.fonts import FREE_FAMILIES, USUAL_FAMILIES
from press.typesetting.model import Face

LONGEST = 60


@dataclass(frozen=True, slots=True)
class FontRow:
    """A face: what the proof uses, what the desk has, what desks usually have."""

    face: Face
    free: str
    own: str
    usual: str


def font_rows(supplement: Supplement) -> tuple[FontRow, ...]:
    """Return the faces in the order of the house."""
    own = supplement.desk_fonts
    return tuple(
        FontRow(
            face, FREE_FAMILIES[face], own.get(face.value, ""), USUAL_FAMILIES[face]
        )
        for face in Face
    )


@transaction.atomic
def set_desk_fonts(
    *, supplement: Supplement, fonts: Mapping[str, str], actor: User
) -> Supplement:
    """Set the font families that packages ask for; an empty name is the free face."""
    policy.require(actor, "desk.configure")
    unknown = set(fonts) - {face.value for face in Face}
    if unknown:
        raise Refused(
            _("“%(face)s” is none of our faces.") % {"face": sorted(unknown)[0]},
            code="face_unknown",
        )
    named = {face: " ".join(name.split()) for face, name in fonts.items()}
    if any(len(name) > LONGEST for name in named.values()):
        raise Refused(
            _("The name of a font has at most %(most)d characters.")
            % {"most": LONGEST},
            code="font_name_long",
        )
    held = Supplement.objects.select_for_update().get(pk=supplement.pk)
    held.desk_fonts = {face: name for face, name in named.items() if name}
    held.save(update_fields=("desk_fonts",))
    data = {"fonts": held.desk_fonts}
    record(obj=held, verb="supplement.fonts_set", actor=actor, data=data)
    return held
