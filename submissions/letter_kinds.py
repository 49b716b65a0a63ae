"""The letters to an author, in the house's own words.

Short and plain, as one person of the trade writes to another.  The receipt, the codes
and the links repeat nothing that somebody typed: they go to addresses that nobody has
looked at.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desk.letter_kinds import register_letter

RECEIPT = "receipt"
ACCEPTED = "accepted"
HELD = "held"
RETURN = "return"
DECLINE = "decline"
WITHDRAWN = "withdrawn"
PUBLISHED = "published"
EXCLUSIVE_ENDED = "exclusive_ended"
ORIGINALS = "originals"
QUESTION = "question"
NEW_STORY = "new_story"
RESEND = "resend"
LARGE_FILE = "large_file"
STATUS_LINK = "status_link"
RESUME_LINK = "resume_link"
UPLOAD_LINK = "upload_link"
CODE_SIGN_IN = "code_sign_in"
CODE_SEND_PIECE = "code_send_piece"
APPROVAL = "approval"

REF = _("The receipt number.")
TITLE = _("The headline.")
NOTE = _("The desk's remark, as it was typed.")
LINK = _("The author's private link to her piece.")
PIECE = {"title": TITLE, "ref": REF, "link": LINK}


def register_letters() -> None:
    """Name the kinds to the desk."""
    _name_arrival_and_print()
    _name_what_lies()
    _name_what_ends()
    _name_questions()
    _name_requests()
    _name_ways_in()
    _name_news()


def _name_arrival_and_print() -> None:
    register_letter(
        RECEIPT,
        name=_("Receipt"),
        words={"ref": REF, "link": LINK},
        subject=_("We have your piece: {ref}"),
        body=_(
            "Hello,\n\nYour piece has arrived. Its number is {ref}.\n\n"
            "Where it stands:\n{link}\n\n"
            "The link is yours alone; please do not pass it on.\n\n{paper}"
        ),
        always=True,
        answers=True,
    )
    register_letter(
        ACCEPTED,
        name=_("Notice of acceptance"),
        words=PIECE,
        subject=_("We will use your piece {ref}"),
        body=_(
            "Hello,\n\nThank you for “{title}” ({ref}). We have read it and mean to"
            " print it. As soon as it has appeared we send you issue and page.\n\n"
            "Where it stands:\n{link}\n\n{paper}"
        ),
    )
    register_letter(
        PUBLISHED,
        name=_("Notice of print"),
        words={
            **PIECE,
            "issue": _("The issue's number."),
            "page": _("The page, with its name."),
            "headline": _("The headline as it was printed."),
            "date": _("The day it was printed."),
        },
        subject=_("Your piece has been printed: {date}, {page}"),
        body=_(
            "Hello,\n\n“{title}” ({ref}) was printed on {date} in issue {issue},"
            " {page}. The picture of the page is enclosed.\n\nThank you; we look"
            " forward to your next piece.\n\n{paper}"
        ),
    )


def _name_what_lies() -> None:
    register_letter(
        HELD,
        name=_("Kept for later"),
        words=PIECE,
        subject=_("We keep your piece {ref} for a later issue"),
        body=_(
            "Hello,\n\n“{title}” ({ref}) finds no room in the next issue. We keep it"
            " and look at it again. If you would rather offer it elsewhere, take it"
            " back here:\n{link}\n\n{paper}"
        ),
    )
    register_letter(
        RETURN,
        name=_("Returned for revision"),
        words={**PIECE, "note": NOTE},
        subject=_("Please revise your piece {ref}"),
        body=_(
            "Hello,\n\nThe desk asks you to revise “{title}” ({ref}):\n\n{note}\n\n"
            "Please send the changed piece here:\n{link}\n\n{paper}"
        ),
        always=True,
    )


def _name_what_ends() -> None:
    register_letter(
        DECLINE,
        name=_("Not used"),
        words={**PIECE, "note": NOTE},
        subject=_("About your piece {ref}"),
        body=_(
            "Hello,\n\nThank you for “{title}” ({ref}). We cannot use it this time.\n\n"
            "{note}\n\nYou are free to offer it elsewhere, and we are glad to read your"
            " next piece.\n\n{paper}"
        ),
    )
    register_letter(
        WITHDRAWN,
        name=_("Taken back"),
        words=PIECE,
        subject=_("Your piece {ref} has been taken back"),
        body=_(
            "Hello,\n\n“{title}” ({ref}) has been taken back; we shall not print it."
            " You are free to offer it elsewhere.\n\n{paper}"
        ),
    )
    register_letter(
        EXCLUSIVE_ENDED,
        name=_("No longer ours alone"),
        words={**PIECE, "until": _("The last day on which it was ours alone.")},
        subject=_("You are free to offer your piece {ref} elsewhere"),
        body=_(
            "Hello,\n\nYou offered us “{title}” ({ref}) alone until {until}. That time"
            " is over and we have not decided yet: you are free to offer it elsewhere."
            " If you do, please tell us by taking it back here:\n{link}\n\n{paper}"
        ),
        waits=True,
    )


def _name_questions() -> None:
    register_letter(
        QUESTION,
        name=_("Question to the author"),
        words={**PIECE, "note": _("The question, as it was typed.")},
        subject=_("A question about your piece {ref}"),
        body=_(
            "Hello,\n\nThe desk has a question about “{title}” ({ref}):\n\n{note}\n\n"
            "Answer this letter, or answer here:\n{link}\n\n{paper}"
        ),
        always=True,
    )


def _name_requests() -> None:
    until = _("Until when the link can be used.")
    upload = _("The link under which files are sent.")
    register_letter(
        ORIGINALS,
        name=_("Asks for original photographs"),
        words={**PIECE, "link": upload, "until": until, "note": NOTE},
        subject=_("Please send the original photographs for {ref}"),
        body=_(
            "Hello,\n\nFor “{title}” ({ref}) we need the photographs as the camera made"
            " them.\n\n{note}\n\nPlease send them here until"
            " {until}:\n{link}\n\n{paper}"
        ),
        always=True,
    )
    register_letter(
        RESEND,
        name=_("Asks for files once more"),
        words={
            "ref": REF,
            "files": _("The names of the files that could not be opened."),
        },
        subject=_("Please send your files once more {ref}"),
        body=_(
            "Hello,\n\nWe have your mail, but these files could not be opened: {files}."
            " They are locked with a password, damaged or of a kind we do not take."
            " Please send them once more as Word, text or JPEG files without a"
            " password, in answer to this letter.\n\n{paper}"
        ),
        always=True,
    )
    register_letter(
        LARGE_FILE,
        name=_("Asks for a large attachment"),
        words={"ref": REF, "name": _("The name of the file.")},
        subject=_("Please send us the file once more ({ref})"),
        body=_(
            "Hello,\n\n“{name}” came as a large attachment that the mail provider"
            " deletes after some days; we cannot keep it. Please send the file itself,"
            " as an ordinary attachment in answer to this letter. Several mails are"
            " fine. Number of your piece: {ref}.\n\n{paper}"
        ),
        always=True,
    )


def _name_news() -> None:
    register_letter(
        NEW_STORY,
        name=_("New story (to editors)"),
        words={
            "title": TITLE,
            "ref": REF,
            "unit": _("Who sent it."),
            "section": _("Its section."),
            "characters": _("How many characters it has."),
            "link": _("The link to its room."),
        },
        subject=_("New story: {title}"),
        body=_(
            "“{title}” ({ref}) has come from {unit}: {characters} characters."
            "\n\nTake it up here:\n{link}\n\n{paper}"
        ),
        always=True,
        for_staff=True,
        usual=False,
    )


def _name_ways_in() -> None:
    code, link = _("The code of six digits."), _("The link that does the same.")
    minutes = _("For how many minutes both are good.")
    register_letter(
        CODE_SIGN_IN,
        name=_("Code to sign in"),
        words={"code": code, "link": link, "minutes": minutes},
        subject=_("Your code: {code}"),
        body=_(
            "Type this code on the page that waits for it, and you are signed in:\n\n"
            "{code}\n\nOr open this address and press the button:\n{link}\n\n"
            "Code and address are good for {minutes} minutes. We never ask for them by"
            " telephone. If you have not asked for them, do nothing.\n\n{paper}"
        ),
        essential=True,
        answers=True,
    )
    register_letter(
        CODE_SEND_PIECE,
        name=_("Code to send a piece"),
        words={"code": code, "link": link, "minutes": minutes},
        subject=_("Your code: {code}"),
        body=_(
            "Your piece is kept. Type this code on the page that waits for it, and the"
            " piece goes to the desk:\n\n{code}\n\nOr open this address and press the"
            " button:\n{link}\n\nCode and address are good for {minutes} minutes. If"
            " you have not sent us anything, do nothing.\n\n{paper}"
        ),
        essential=True,
        answers=True,
    )
    register_letter(
        STATUS_LINK,
        name=_("New private link"),
        words={"ref": REF, "link": LINK},
        subject=_("The new link to your piece {ref}"),
        body=_(
            "Hello,\n\nUnder this address you see what becomes of your piece {ref}:\n"
            "{link}\n\nThe address you had before opens nothing any more.\n\n{paper}"
        ),
        essential=True,
        answers=True,
    )
    _name_links()
    _name_reads()


def _name_reads() -> None:
    register_letter(
        APPROVAL,
        name=_("Link for a read on the phone"),
        words={
            "ref": REF,
            "read": _("Which read is to be signed."),
            "link": _("The link that opens the piece for this read, once."),
            "until": _("Until when the link can be used."),
        },
        subject=_("For you to sign: {read} of {ref}"),
        body=_(
            "Hello,\n\nThe desk asks you for the {read} of {ref}. Read and sign it"
            " here, on the telephone, too, until {until}:\n{link}\n\nThe link is for"
            " you alone and works once; you are asked for your signing PIN. If the"
            " words are changed meanwhile, it opens nothing any more.\n\n{paper}"
        ),
        essential=True,
    )


def _name_links() -> None:
    until = _("Until when the link can be used.")
    register_letter(
        RESUME_LINK,
        name=_("Link to a piece begun"),
        words={"link": _("The link that opens the piece begun."), "until": until},
        subject=_("Go on with the piece you began"),
        body=_(
            "Hello,\n\nYour piece is kept but not sent yet. Go on with it here, on any"
            " machine, until {until}:\n{link}\n\n{paper}"
        ),
        essential=True,
        answers=True,
    )
    register_letter(
        UPLOAD_LINK,
        name=_("Link for sending photographs"),
        words={"link": _("The link under which files are sent."), "until": until},
        subject=_("Send your photographs here"),
        body=_(
            "Hello,\n\nOpen this address on the telephone or machine that has the"
            " photographs, and choose them there. It is good until {until}:\n{link}\n\n"
            "{paper}"
        ),
        essential=True,
        answers=True,
    )
