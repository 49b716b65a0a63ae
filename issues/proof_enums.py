"""Stored choices of proofs and their marks."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProofKind(TextChoices):
    """小样, 大样, 清样: before make-up, after make-up, corrected and final."""

    GALLEY = "galley", _("Galley proof")
    PAGE = "page", _("Page proof")
    PRESS = "press", _("Press proof")


class ProofSource(TextChoices):
    """Whose page a proof shows."""

    OURS = "ours", _("Made up here")
    DESK = "desk", _("From the layout desk")


class ProofState(TextChoices):
    COMING = "coming", _("Being read in")
    OPEN = "open", _("Being proofread")
    READ = "read", _("Proofread")
    CLOSED = "closed", pgettext_lazy("proof", "Closed")
    VOID = "void", pgettext_lazy("proof", "Void")


class MarkOrigin(TextChoices):
    """Who found it: the reader of the proof, or the comparison with our text."""

    READER = "reader", _("The proofreader")
    COMPARED = "compared", _("Comparison with our text")


class MarkState(TextChoices):
    """What became of a mark; ``done`` was set right by hand."""

    OPEN = "open", pgettext_lazy("mark", "Open")
    TAKEN = "taken", pgettext_lazy("mark", "Taken")
    DONE = "done", pgettext_lazy("mark", "Set right")
    REFUSED = "refused", pgettext_lazy("mark", "Stands as it is")


class Round(TextChoices):
    """一校, 二校, 三校, as people call the rounds; a proof keeps the bare number."""

    FIRST = "1", _("first round")
    SECOND = "2", _("second round")
    THIRD = "3", _("third round")


# Proofs of which something is still to be done.
RUNNING = (ProofState.COMING, ProofState.OPEN, ProofState.READ)
