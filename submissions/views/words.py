"""The sentences that the form's JavaScript says."""

from django.utils.translation import gettext as _

from submissions import limits


def form_words() -> dict[str, str]:
    """Return them in the reader's language; {…} is filled in the browser."""
    return {
        "saved": _("Draft kept in this browser, {time}"),
        "restored": _("Your unsent piece of {time} is back."),
        "usualLength": _("usual in this section: {count}"),
        "sending": _("Sending up, {percent}"),
        "checking": _("Being checked …"),
        "arrived": _("Arrived"),
        "uploadBroken": _("The line broke off before the photograph had arrived."),
        "tooLarge": _("This photograph is larger than %(size)d MB; send it smaller.")
        % {"size": limits.PHOTO_BYTES // 1024**2},
        "tooMany": _(
            "This form already has %(most)d photographs; send the rest with another."
        )
        % {"most": limits.PHOTOS},
        "empty": _("This file is empty; choose the photograph again."),
        "photosWaiting": _(
            "Photographs are still on their way; then it goes by itself."
        ),
        "photoFailed": _("A photograph has not arrived: try again or take it out."),
        "offline": _("No connection. Everything is kept; send when you are online."),
        "sendingPiece": _("Sending …"),
    }
