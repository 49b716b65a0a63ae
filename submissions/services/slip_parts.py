"""What stands on the slip of a piece, part by part, in the printed language.

No telephone and no e-mail: the slip goes round on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from desk.models import LedgerEntry
from press.composing.slips import SlipLine, SlipPart, SlipRow
from press.copy.changes.finding import changes_between
from press.copy.changes.model import Change
from press.copy.serial import copy_hash, from_json
from submissions.change_words import CHANGES, PLACES
from submissions.enums import Flag, ReviewStage
from submissions.models import (
    Clearance,
    OutsideClearance,
    Publication,
    Review,
    Submission,
    Version,
)

SHORT = 12  # characters of a hash
NOBODY = "未签"


def reads_of(piece: Submission) -> tuple[Review, ...]:
    """Return all signatures under a piece, also those that are void."""
    rows = piece.reviews.select_related("reviewer", "version", "void_version")
    return tuple(rows.order_by("signed_at", "pk"))


def versions_of(piece: Submission) -> tuple[Version, ...]:
    """Return the versions, the first one first."""
    return tuple(piece.versions.select_related("author").order_by("number"))


def publication_of(piece: Submission) -> Publication | None:
    """Return where a piece was printed."""
    return Publication.objects.filter(submission=piece).first()


def facts(piece: Submission) -> tuple[tuple[str, str], ...]:
    """Return the head of the slip: pairs of name and value."""
    flags = [str(Flag(flag).label) for flag in piece.flags if flag in Flag.values]
    tags = [tag.stands_for.name for tag in piece.tags.select_related("current")]
    return (
        ("收稿编号", piece.ref),
        ("状态", str(piece.get_status_display())),
        ("栏目", str(piece.section or "")),
        ("体裁", str(piece.get_kind_display())),
        ("作者", piece.contact_name),
        ("单位", piece.contact_unit),
        ("收稿", moment(piece.received_at)),
        ("来稿方式", str(piece.get_source_display())),
        ("字数", f"{piece.char_count:,}"),
        ("图片", f"{piece.photos.count()}幅"),
        ("标签", "、".join(dict.fromkeys(tags))),
        ("标记", "、".join(flags)),
    )


def exclusive_term(piece: Submission) -> SlipPart | None:
    """Return the term for which a piece is ours alone, where there is one."""
    if not piece.is_exclusive:
        return None
    until = piece.exclusive_until
    said = f"至{until.year}年{until.month}月{until.day}日" if until else "已约定"
    return SlipPart("专投", (SlipRow("期限", (SlipLine(said),)),))


def three_reads(piece: Submission, reads: Sequence[Review]) -> SlipPart:
    """Return the three reads with every signature ever given."""
    rows = []
    for stage in ReviewStage:
        signed = [read for read in reads if read.stage == stage]
        lines = tuple(line for read in signed for line in _signature(read))
        if not any(read.void_at is None for read in signed):
            lines = (*lines, SlipLine(_unsigned(piece, stage), is_small=True))
        rows.append(SlipRow(str(stage.label), lines))
    return SlipPart("三审签发", tuple(rows))


def clearance(piece: Submission) -> SlipPart | None:
    """Return who approved the piece outside: where it came from, where it was sent."""
    rows = []
    given = Clearance.objects.filter(submission=piece).first()
    if given is not None:
        page = _stamped(given.page_name, given.page_sha256)
        said = (SlipLine(given.approved_by or "未具名"), *page)
        rows.append(SlipRow("单位审核", said))
    sent = OutsideClearance.objects.filter(submission=piece)
    rows += [_sent_out(each) for each in sent.select_related("version", "sent_by")]
    return SlipPart("外部审看", tuple(rows)) if rows else None


def _sent_out(sent: OutsideClearance) -> SlipRow:
    """Return to whom a piece was sent, and what came back."""
    facts_ = (
        sent.sent_to,
        f"{moment(sent.sent_at)}送",
        f"第{sent.version.number}版",
        str(sent.get_verdict_display()),
    )
    lines = [SlipLine("　".join(facts_))]
    if sent.opinion.strip():
        lines.append(SlipLine(f"意见：{sent.opinion.strip()}", is_small=True))
    return SlipRow("送审", (*lines, *_stamped(sent.page_name, sent.page_sha256)))


def _stamped(name: str, digest: str) -> tuple[SlipLine, ...]:
    """Return the line of a stamped page; nothing where none came."""
    if not digest:
        return ()
    return (SlipLine(f"盖章页：{name}　校验{digest[:SHORT]}", is_small=True),)


def printed(publication: Publication | None) -> SlipPart | None:
    """Return issue, page and headline as printed."""
    if publication is None:
        return None
    on = publication.cover_date
    page = f"第{publication.page_number:02d}版 {publication.page_label}".strip()
    issue = publication.issue_label
    if publication.supplement:
        issue = f"《{publication.supplement}》{issue}"
    words = f"见报标题：{publication.headline_as_printed}"
    mark = f"见报文字校验{publication.copy_hash[:SHORT]}"
    lines = (
        SlipLine(f"{on.year}年{on.month}月{on.day}日　{issue}　{page}"),
        SlipLine(f"{words}　{mark}", is_small=True),
    )
    return SlipPart("见报", (SlipRow("刊期版次", lines),))


def photographs(piece: Submission) -> SlipPart | None:
    """Return captions and credits."""
    rows = tuple(
        SlipRow(
            f"图{number}",
            (
                SlipLine(photo.caption or "（无说明）"),
                SlipLine(
                    f"{photo.credit or '（无署名）'}　原件校验{photo.sha256[:SHORT]}",
                    is_small=True,
                ),
            ),
        )
        for number, photo in enumerate(piece.photos.all(), start=1)
    )
    return SlipPart("图片", rows) if rows else None


def version_history(piece: Submission, versions: Sequence[Version]) -> SlipPart:
    """Return who saved which version, and what each changed, class by class."""
    rows = []
    before: Version | None = None
    for version in versions:
        who = str(version.author or piece.contact_name or "作者")
        facts_ = (who, moment(version.created_at), f"{version.char_count:,}字")
        mark = f"校验{version.copy_hash[:SHORT]}"
        lines = [SlipLine("　".join((*facts_, mark)))]
        if version.note:
            lines.append(SlipLine(f"备注：{version.note}", is_small=True))
        if before is not None:
            lines.append(SlipLine(_changes(before, version), is_small=True))
        rows.append(SlipRow(f"第{version.number}版", tuple(lines)))
        before = version
    return SlipPart("版本", tuple(rows))


def proof(
    entries: Sequence[LedgerEntry], problem: str, reads: Iterable[Review]
) -> SlipPart:
    """Return what the ledger and the stored words prove about this sheet."""
    wrong = [read for read in reads if not _stands_on_its_words(read)]
    verdict = f"不符：{problem}" if problem else "逐条核对无误"
    chain = [SlipLine(f"共{len(entries)}条，{verdict}")]
    if entries:
        last = entries[-1]
        said = f"末条（{moment(last.created_at)}）校验{last.hash}"
        chain.append(SlipLine(said, is_small=True))
    signed = "与所存版本文字不符，请查" if wrong else "与所存版本文字一致"
    names = "、".join(f"{r.get_stage_display()}{r.reviewer}" for r in wrong)
    rows = (
        SlipRow("台账", tuple(chain)),
        SlipRow("签字", (SlipLine(f"{signed}{'：' if names else ''}{names}"),)),
    )
    return SlipPart("核验", rows)


def moment(at: datetime) -> str:
    """Return day and time as they are printed."""
    local = timezone.localtime(at)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"


def _signature(read: Review) -> Iterable[SlipLine]:
    """Yield a signature, its opinion, and why it holds no longer."""
    is_void = read.void_at is not None
    where = "（随大样签）" if read.on_page else ""
    facts_ = (
        f"{read.reviewer}{where}",
        moment(read.signed_at),
        f"第{read.version.number}版",
        f"校验{read.copy_hash[:SHORT]}",
    )
    yield SlipLine("　".join(facts_), is_struck=is_void)
    if read.opinion.strip():
        yield SlipLine(f"意见：{read.opinion.strip()}", is_small=True)
    if read.covers:
        said = "、".join(_covered(each) for each in read.covers)
        yield SlipLine(f"{said}不动此签", is_small=True)
    if read.void_at is not None:
        yield SlipLine(_void(read, read.void_at), is_small=True)


def _covered(told: dict[str, Any]) -> str:
    """Return a later version under which a signature stands, and what it changed."""
    classes = [str(CHANGES[Change(name)]) for name in told["changes"]]
    why = f"（{'、'.join(classes)}）" if classes else ""
    return f"第{told['version']}版{why}"


def _void(read: Review, at: datetime) -> str:
    said = f"{moment(at)}失效：{read.get_void_cause_display()}"
    if read.void_version is None:
        return said
    classes = [CHANGES[Change(name)] for name in read.void_changes]
    why = "、".join(str(words) for words in classes)
    return f"{said}（第{read.void_version.number}版：{why}）"


def _unsigned(piece: Submission, stage: ReviewStage) -> str:
    if stage == ReviewStage.FINAL and not piece.flags:
        return "未标记送终审，随大样签"
    return NOBODY


def _changes(before: Version, after: Version) -> str:
    found = changes_between(from_json(before.copy), from_json(after.copy))
    if not found:
        return "文字未改"
    by_place: dict[str, dict[str, None]] = {}
    for each in found:
        classes = by_place.setdefault(str(PLACES[each.place]), {})
        classes[str(CHANGES[each.change])] = None
    said = (f"{place}：{'、'.join(classes)}" for place, classes in by_place.items())
    return "；".join(said)


def _stands_on_its_words(read: Review) -> bool:
    """Tell whether what was signed is what is stored, hashed anew."""
    stored = copy_hash(from_json(read.version.copy))
    return read.copy_hash == read.version.copy_hash == stored
