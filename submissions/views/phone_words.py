"""The sentences that the telephone's page says by script."""

from django.utils.translation import gettext as _

from submissions import limits


def phone_words() -> dict[str, str]:
    """Return them in the reader's language; {…} is filled in the browser."""
    return {
        "sending": _("Sending up, {percent}"),
        "checking": _("Being checked …"),
        "arrived": _("Arrived"),
        "waits": _("Still sending; this page closes by itself when all has arrived."),
        "lineBroke": _("The line broke off; it goes on by itself."),
        "uploadBroken": _("The line broke off before the photograph had arrived."),
        "twice": _("This photograph is being sent already."),
        "empty": _("This file is empty; choose the photograph again."),
        "tooLarge": _("This photograph is larger than %(size)d MB; send it smaller.")
        % {"size": limits.PHOTO_BYTES // 1024**2},
    }
