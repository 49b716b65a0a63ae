"""Issues, pages and pieces that are ready to stand on them."""

from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from desk.enums import StaffRole
from desk.models import Job, User
from desk.services.jobs import run_job
from issues.models import Issue, Page, PageGrid, Supplement
from issues.services.make_up import make_up_page
from issues.services.placing import place_submission
from issues.services.planning import open_issue
from press.copy.model import Block, BlockKind, Run
from press.makeup.grid import TABLOID
from submissions.enums import Action
from submissions.incoming import Incoming, IncomingPhoto
from submissions.models import Submission
from submissions.services.receiving import receive_submission
from submissions.services.workflow import perform
from tests.desk.builders import make_user

numbers = count(1)
SENTENCE = "第{0}号厂房的灯光亮到深夜，工人们正在调试新到的生产线，订单排到了明年春天。"


class Cast:
    """Two readers, the page editor, the duty editor, and one who only looks."""

    def __init__(self) -> None:
        """Make the five."""
        self.editor = make_user(StaffRole.EDITOR)
        self.chief = make_user(StaffRole.SECTION_CHIEF)
        self.page_editor = make_user(StaffRole.PAGE_EDITOR)
        self.duty = make_user(StaffRole.DUTY_EDITOR)
        self.proofreader = make_user(StaffRole.PROOFREADER)


def make_supplement(**overrides: Any) -> Supplement:
    number = next(numbers)
    fields = {
        "name": f"园区导刊{number}",
        "paper": "云州商报",
        "contact": "投稿热线\n0000",
    }
    return Supplement.objects.create(**{**fields, **overrides})


def make_grid(**overrides: Any) -> PageGrid:
    """Make the grid of a tabloid page, which is made up faster than a broadsheet."""
    number = next(numbers)
    fields = {
        "name": f"四开{number}",
        "slug": f"tabloid-{number}",
        "trim_width": TABLOID.trim_width,
        "trim_height": TABLOID.trim_height,
        "columns": TABLOID.columns,
        "column_chars": TABLOID.column_chars,
        "gap_chars": TABLOID.gap_chars,
        "lines": TABLOID.lines,
    }
    return PageGrid.objects.create(**{**fields, **overrides})


def make_issue(*, pages: int = 1, **overrides: Any) -> Issue:
    """Open an issue of a supplement of its own."""
    fields = {
        "supplement": overrides.pop("supplement", None) or make_supplement(),
        "grid": overrides.pop("grid", None) or make_grid(),
        "cover_date": date(2026, 11, 23) + timedelta(days=next(numbers)),
    }
    return open_issue(**{**fields, "pages": pages, **overrides})


def make_page(**overrides: Any) -> Page:
    return make_issue(**overrides).pages.get(number=1)


def words(sentences: int) -> tuple[Block, ...]:
    """Return a body of so many sentences, four a paragraph."""
    lines = [SENTENCE.format(number) for number in range(1, sentences + 1)]
    texts = ["".join(lines[at : at + 4]) for at in range(0, len(lines), 4)]
    return tuple(
        Block(f"b{number}", BlockKind.PARAGRAPH, (Run(text),))
        for number, text in enumerate(texts, start=1)
    )


def make_piece(
    *, sentences: int = 8, photos: tuple[Path, ...] = (), **overrides: Any
) -> Submission:
    """Receive a piece; nobody has read it."""
    number = next(numbers)
    fields = {
        "source": "desk",
        "key": f"piece-{number}",
        "kind": "news",
        "headline": f"园区第{number}条生产线投产",
        "byline": "通讯员 林晓",
        "blocks": words(sentences),
        "consent": True,
        "photos": tuple(
            IncomingPhoto(path.name, path, "工人在调试生产线。", "林晓 摄")
            for path in photos
        ),
    }
    return receive_submission(incoming=Incoming(**{**fields, **overrides})).submission


def accept(piece: Submission, *, first: User, second: User) -> Submission:
    """Let two people sign their reads."""
    perform(submission=piece, action=Action.CLAIM, actor=first)
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=first)
    return perform(submission=piece, action=Action.SIGN_SECOND_READ, actor=second)


def read_again(piece: Submission, *, first: User, second: User) -> None:
    """Let both readers sign the changed words of a piece on a page."""
    perform(submission=piece, action=Action.SIGN_FIRST_READ, actor=first)
    perform(submission=piece, action=Action.SIGN_SECOND_READ, actor=second)


def check_photos(piece: Submission) -> None:
    """Run the checks of a piece's photographs as a worker would."""
    keys = [f"submissions.check_photo:{photo.pk}" for photo in piece.photos.all()]
    for job in Job.objects.filter(unique_key__in=keys):
        run_job(job.pk)


def accepted(cast: Cast, **overrides: Any) -> Submission:
    """Return a piece that both readers have signed, photographs checked."""
    piece = make_piece(**overrides)
    check_photos(piece)
    return accept(piece, first=cast.editor, second=cast.chief)


def filled_page(cast: Cast, *, stories: int = 2, **overrides: Any) -> Page:
    """Return a page with stories placed, not made up."""
    page = make_page(**overrides)
    for _number in range(stories):
        place_submission(page=page, submission=accepted(cast), actor=cast.editor)
    return page


def made_page(cast: Cast, **overrides: Any) -> Page:
    """Return a page that is made up and can be signed."""
    page = filled_page(cast, **overrides)
    return make_up_page(page=page, actor=cast.page_editor, drafts=1)
