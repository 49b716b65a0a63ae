"""The sentences that the form's JavaScript says."""

from django.utils.translation import gettext as _

from submissions import limits


def form_words() -> dict[str, str]:
    """Return them in the reader's language; {…} is filled in the browser."""
    return {
        "usualLength": _("usual in this section: {count}"),
        **_words_of_drafts(),
        **_words_of_uploads(),
        **_words_of_photos(),
        **_words_of_word_files(),
        **_words_of_sending(),
    }


def _words_of_drafts() -> dict[str, str]:
    return {
        "savedBoth": _("Kept at {time} (this browser and our server)"),
        "savedHere": _("Kept at {time} (this browser only)"),
        "notSaved": _("Not kept: send it before you leave."),
        "restored": _("Your unsent piece of {time} is back."),
        "versionLater": _(
            "This piece was changed on another machine, {time}. Both versions are "
            "kept; which one do you go on with?"
        ),
        "versionMine": _("You go on with the version of this machine."),
        "versionTheirs": _("You go on with the version of the other machine."),
        "keepMine": _("Go on with this one"),
        "takeTheirs": _("Take the other one"),
        "showMine": _("Back to the version of this machine"),
        "showTheirs": _("Show the version of the other machine"),
        "linkMaking": _("One moment …"),
        "linkEmpty": _("Write something first: there is nothing to go on with yet."),
        "linkFailed": _("This did not work just now; try again in a moment."),
        "mailing": _("Sending …"),
        "mailed": _("The link is on its way to {email}."),
        "copied": _("Copied."),
        "phoneWaiting": _("Photographs sent from the telephone appear on this page."),
        "phoneCame": _("Came from the telephone: {count}"),
    }


def _words_of_uploads() -> dict[str, str]:
    return {
        "sending": _("{sent} of {total}, {percent}"),
        "paused": _("Paused at {percent}"),
        "lineBroke": _("The line broke off; it goes on by itself …"),
        "lineAway": _("No connection; it goes on by itself when you are online."),
        "coming": _("Coming from the telephone, {percent}"),
        "stopped": _(
            "Stopped at {percent}. Choose the same file again, and it goes on there."
        ),
        "pause": _("Pause"),
        "goOn": _("Go on"),
        "pauseAll": _("Pause all"),
        "goOnAll": _("Go on with all"),
        "sum": _("{arrived} of {count} arrived, {sent} of {total}"),
        "uploadBroken": _("The line broke off before the file had arrived."),
        "twice": _("This file is on its way already."),
        "pageHere": _("Arrived."),
    }


def _words_of_photos() -> dict[str, str]:
    too_large = _("This photograph is larger than %(size)d MB; send it smaller.")
    too_many = _(
        "This form already has %(most)d photographs; send the rest with another."
    )
    return {
        "checking": _("Arrived; we are looking at it …"),
        "pixels": _("{width} × {height} pixels"),
        "sameAs": _("The same as photograph {number}."),
        "fromWord": _("From the Word file."),
        "moved": _("{name} is now photograph {place} of {count}."),
        "tooLarge": too_large % {"size": limits.PHOTO_BYTES // 1024**2},
        "tooMany": too_many % {"most": limits.PHOTOS},
        "empty": _("This file is empty; choose the photograph again."),
    }


def _words_of_word_files() -> dict[str, str]:
    return {
        "wordSending": _("Sending up, {percent}"),
        "wordReading": _("Arrived ({size}); it is being read …"),
        "wordFilled": _(
            "Filled in. Look it over; nothing is sent before you press the button."
        ),
        "wordContested": _(
            "Filled in where nothing stood. Choose for {count} fields: what you typed "
            "is still there."
        ),
        "wordNothing": _("Nothing new was found in this file."),
        "wordPhotos": _(
            "Photographs found in it: {count}. They are in the list below."
        ),
        "wordUnreadable": _("This file could not be read; paste its text instead."),
        "wordUndone": _("All is as it was before the file."),
        "unsure": _("Please look at this one: the file was not clear."),
    }


def _words_of_sending() -> dict[str, str]:
    return {
        "photosWaiting": _("Files are still on their way; then it goes by itself."),
        "wordWaiting": _("The Word file is still being read; then it goes by itself."),
        "photoFailed": _("A photograph has not arrived: try again or take it out."),
        "pageFailed": _("The stamped page has not arrived: try again or take it out."),
        "offline": _("No connection. Everything is kept; send when you are online."),
        "wordless": _("Photograph {numbers} has no caption or no credit yet."),
        "sendingPiece": _("Sending …"),
    }
