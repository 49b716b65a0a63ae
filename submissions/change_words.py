"""What the classes of change and their places are called on screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from press.copy.changes.model import Change, Place

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CHANGES: dict[Change, _StrPromise] = {
    Change.MARKS: _("marks or spacing only"),
    Change.EMPHASIS: _("emphasis only"),
    Change.CUT: _("whole sentences cut"),
    Change.PHOTO_CUT: _("photograph taken out"),
    Change.WORDING: _("other wording"),
    Change.CAPTION: _("another caption"),
    Change.PHOTO_ORDER: _("photographs in another order"),
    Change.PHOTO: _("photograph new or exchanged"),
    Change.HEADLINE: _("headline changed"),
    Change.NAMES: _("names changed"),
    Change.NUMBERS: _("numbers or dates changed"),
    Change.LEADERS: _("leaders or their titles changed"),
}

PLACES: dict[Place, _StrPromise] = {
    Place.KICKER: _("Kicker"),
    Place.HEADLINE: _("Headline"),
    Place.DECK: _("Deck"),
    Place.DATELINE: _("Dateline"),
    Place.BYLINE: _("Byline"),
    Place.BODY: _("Body"),
    Place.CAPTION: _("Caption"),
    Place.PHOTO_CREDIT: _("Photo credit"),
    Place.PHOTO: _("Photograph"),
}
