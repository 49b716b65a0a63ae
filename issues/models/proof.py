import uuid
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from desk.models import Job
from issues.models.page import Page
from issues.models.signoff import Snapshot
from issues.proof_enums import (
    RUNNING,
    MarkOrigin,
    MarkState,
    ProofKind,
    ProofSource,
    ProofState,
    Round,
)
from submissions.models import Submission, Version

PERSON = settings.AUTH_USER_MODEL
FOLDER, SHEETS = "proofs", "proof-sheets"


def proof_file_path(proof: "Proof", _filename: str) -> str:
    """Return where the layout desk's PDF is kept: by our id, never by its name."""
    return str(PurePosixPath(FOLDER) / f"{proof.key.hex}.pdf")


def sheet_path(sheet: "ProofSheet", _filename: str) -> str:
    return str(PurePosixPath(SHEETS) / f"{sheet.proof.key.hex}-{sheet.number}.png")


class Proof(models.Model):
    """A story or a page frozen and printed to be proofread by a named reader.

    A galley is of a version of a story, the others of a snapshot of a page; neither
    ever changes, and ``text_hash`` is its hash.  ``round`` is 一校, 二校 or 三校 and
    ``printing`` counts what was printed anew within a round.  A proof that the layout
    desk sent back has its ``file`` besides the snapshot it is compared with.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=ProofKind)
    source = models.CharField(
        _("source"), max_length=8, choices=ProofSource, default=ProofSource.OURS
    )
    round = models.PositiveSmallIntegerField(_("round"))
    printing = models.PositiveSmallIntegerField(_("printing"), default=1)
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proofs",
    )
    snapshot = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="proofs"
    )
    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="galley_proofs",
    )
    version = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text_hash = models.CharField(_("hash"), max_length=64)
    revision = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(
        pgettext_lazy("proof", "state"),
        max_length=8,
        choices=ProofState,
        default=ProofState.OPEN,
    )
    reader = models.ForeignKey(
        PERSON,
        verbose_name=_("proofread by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proofs",
    )
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    file = models.FileField(
        _("file"), upload_to=proof_file_path, max_length=200, blank=True
    )
    file_name = models.CharField(_("name of the file"), max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    job = models.ForeignKey(
        Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_by = models.ForeignKey(
        PERSON,
        verbose_name=_("made by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"))
    read_at = models.DateTimeField(_("proofread at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        PERSON,
        verbose_name=_("closed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    void_reason = models.CharField(_("void because"), max_length=300, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("printed to be read", "proof")
        verbose_name_plural = pgettext_lazy("printed to be read", "proofs")
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    kind="galley",
                    submission__isnull=False,
                    version__isnull=False,
                    page__isnull=True,
                )
                | (
                    ~Q(kind="galley")
                    & Q(
                        page__isnull=False,
                        snapshot__isnull=False,
                        submission__isnull=True,
                        version__isnull=True,
                    )
                ),
                name="proof_of_a_story_or_a_page",
            ),
            models.CheckConstraint(
                condition=Q(round__gte=1, round__lte=3, printing__gte=1),
                name="proof_round_is_one_of_three",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
                name="proof_closed_says_when",
            ),
            models.UniqueConstraint(
                fields=("page", "round", "printing"),
                condition=Q(page__isnull=False),
                name="proof_of_a_page_once",
            ),
            models.UniqueConstraint(
                fields=("submission", "round", "printing"),
                condition=Q(submission__isnull=False),
                name="proof_of_a_story_once",
            ),
            models.UniqueConstraint(
                fields=("page",),
                condition=Q(page__isnull=False, state__in=RUNNING),
                name="proof_one_running_a_page",
            ),
            models.UniqueConstraint(
                fields=("submission",),
                condition=Q(submission__isnull=False, state__in=RUNNING),
                name="proof_one_running_a_story",
            ),
        )

    def __str__(self) -> str:
        return f"{self.page or self.submission} {self.label}"

    @property
    def label(self) -> str:
        """Return kind and round, as a screen names a proof."""
        again = f" ({self.printing})" if self.printing > 1 else ""
        return f"{self.get_kind_display()} · {self.round_label}{again}"

    @property
    def round_label(self) -> str:
        return str(Round(str(self.round)).label)

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING


class ProofSheet(models.Model):
    """The picture of one sheet of a proof, drawn when it was made; sizes in points.

    ``layout`` is the sheet of a galley as it was set; a page's stands in its snapshot.
    ``lines`` are the lines of words of a PDF that came from outside, with what each is
    in our text.
    """

    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="sheets")
    number = models.PositiveSmallIntegerField(_("sheet"))
    picture = models.ImageField(
        _("picture of the page"), upload_to=sheet_path, max_length=200
    )
    width = models.FloatField()
    height = models.FloatField()
    layout = models.JSONField(null=True, blank=True)
    lines = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("sheet of a proof")
        verbose_name_plural = _("sheets of proofs")
        ordering = ("proof", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("proof", "number"), name="proof_sheet_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.proof_id} {self.number}"


class ProofMark(models.Model):
    """What is wrong at a place of a proof, what is right, and what became of it.

    ``x`` and ``y`` are fractions of the sheet; ``part`` and ``offset`` say where
    ``wrong`` stands in the frozen text of the story, as ``press.copy.spots`` does.
    """

    proof = models.ForeignKey(Proof, on_delete=models.PROTECT, related_name="marks")
    number = models.PositiveSmallIntegerField(_("number"))
    origin = models.CharField(
        _("found by"), max_length=8, choices=MarkOrigin, default=MarkOrigin.READER
    )
    sheet = models.PositiveSmallIntegerField(_("sheet"), default=1)
    x = models.FloatField(null=True, blank=True)
    y = models.FloatField(null=True, blank=True)
    submission = models.ForeignKey(
        Submission,
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proof_marks",
    )
    part = models.CharField(_("part"), max_length=80, blank=True)
    offset = models.PositiveIntegerField(_("place in the part"), null=True, blank=True)
    wrong = models.TextField(_("wrong"), blank=True)
    right = models.TextField(_("right"), blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    state = models.CharField(
        pgettext_lazy("mark", "state"),
        max_length=8,
        choices=MarkState,
        default=MarkState.OPEN,
    )
    made_by = models.ForeignKey(
        PERSON,
        verbose_name=_("marked by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField(_("marked at"))
    decided_by = models.ForeignKey(
        PERSON,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decision = models.CharField(_("reason"), max_length=300, blank=True)
    version = models.ForeignKey(
        Version,
        verbose_name=_("version it became"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("proof mark")
        verbose_name_plural = _("proof marks")
        ordering = ("proof", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("proof", "number"), name="proof_mark_number_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    state="open", decided_at__isnull=True, decided_by__isnull=True
                )
                | (
                    ~Q(state="open")
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                name="proof_mark_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken") | Q(version__isnull=False),
                name="proof_mark_taken_is_a_version",
            ),
            models.CheckConstraint(
                condition=Q(x__isnull=True, y__isnull=True)
                | Q(x__gte=0, x__lte=1, y__gte=0, y__lte=1),
                name="proof_mark_stands_on_its_sheet",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}: {self.wrong} → {self.right}"
