"""The table of an edit, example by example: what changed, which signatures fall."""

from dataclasses import replace

import pytest

from press.copy.changes.finding import changes_between
from press.copy.changes.model import VOIDS, Change, Place, Signature, voided_by
from press.copy.model import Block, BlockKind, Copy, Credit, Picture, Run, RunStyle

C = Change


def body(*texts, kind=BlockKind.PARAGRAPH):
    return tuple(
        Block(f"b{n}", kind, (Run(text),)) for n, text in enumerate(texts, start=1)
    )


def classes(before, after):
    return {found.change for found in changes_between(before, after)}


# One paragraph before and after, or several parted by a bar; the classes found.
TEXTS = [
    # Marks, spacing, width and paragraphs: no word changes.
    ("项目开工，明年投产。", "项目开工。明年投产。", {C.MARKS}),
    ("项目开工。明年投产。", "项目开工，明年投产。", {C.MARKS}),
    ("项目开工！", "项目开工。", {C.MARKS}),
    ("他说：“好。”", "他说好。", {C.MARKS}),
    ("《规划》印发。", "规划印发。", {C.MARKS}),
    ("云州、雄安同日开工。", "云州，雄安同日开工。", {C.MARKS}),
    ("项目 开工。", "项目开工。", {C.MARKS}),
    ("项目\u3000开工。", "项目开工。", {C.MARKS}),
    ("项目\u200b开工。", "项目开工。", {C.MARKS}),
    ("投资５亿元。", "投资5亿元。", {C.MARKS}),
    ("增长３．５％。", "增长3.5%。", {C.MARKS}),
    ("ＧＤＰ增长。", "GDP增长。", {C.MARKS}),
    ("项目开工。明年投产。", "项目开工。|明年投产。", {C.MARKS}),
    ("项目开工。|明年投产。", "项目开工。明年投产。", {C.MARKS}),
    ("项目开工，|明年投产。", "项目开工，明年投产。", {C.MARKS}),
    ("建设……投产。", "建设，投产。", {C.MARKS}),
    ("投产（一期）。", "投产一期。", {C.MARKS}),
    ("同心同德", "同心同德。", {C.MARKS}),
    # Whole sentences cut.
    ("项目开工。明年投产。", "项目开工。", {C.CUT}),
    ("项目开工。明年投产。", "明年投产。", {C.CUT}),
    ("首句。中句。末句。", "首句。末句。", {C.CUT}),
    ("首段。|中段。|末段。", "首段。|末段。", {C.CUT}),
    ("项目开工。市长王强出席。", "项目开工。", {C.CUT}),
    ("项目开工。投资5亿元。", "项目开工。", {C.CUT}),
    ("项目开工。林晓说，好。", "项目开工。", {C.CUT}),
    ("首句，好。中句。末句。", "首句好。末句。", {C.CUT, C.MARKS}),
    ("同句。同句。", "同句。", {C.CUT}),
    ("他问：“好吗？”大家笑了。", "他问好吗大家笑了。", {C.MARKS}),
    # No whole sentence.
    ("他没有受贿，但是违纪。", "但是违纪。", {C.WORDING}),
    ("他说：“行。但要快。”", "他说：“但要快。”", {C.WORDING}),
    ("“什么？”他问。", "他问。", {C.WORDING}),
    ("项目开工，明年投产。", "项目开工。", {C.NUMBERS}),
    # Other wording.
    ("进度很快。", "进度较快。", {C.WORDING}),
    ("他不同意。", "他同意。", {C.WORDING}),
    ("首句。末句。", "末句。首句。", {C.CUT, C.WORDING} - {C.CUT}),
    ("首句五人。末句。", "末句。首句五人。", {C.WORDING}),
    ("首句。", "首句。添句好话。", {C.WORDING}),
    ("首句。|次段。", "次段。|首句。", {C.WORDING}),
    ("市长王强说好。", "市长王强指出好。", {C.WORDING}),
    ("公司统一安排。", "公司统筹安排。", {C.WORDING}),
    ("十分高兴。", "非常高兴。", {C.WORDING}),
    ("首句。次句。末句。", "首句。末局。", {C.WORDING}),
    ("A/B测试。", "AB测试。", {C.WORDING}),
    # Numbers, dates, shares.
    ("增长3.5%。", "增长35%。", {C.NUMBERS}),
    ("增长3.5%。", "下降3.5%。", {C.NUMBERS}),
    ("增长百分之三。", "增长3%。", {C.NUMBERS}),
    ("二〇二六年开工。", "2026年开工。", {C.NUMBERS}),
    ("投资5亿元。", "投资5万元。", {C.NUMBERS}),
    ("投资五亿元。", "投资六亿元。", {C.NUMBERS}),
    ("近5万人参加。", "超5万人参加。", {C.NUMBERS}),
    ("来了3-5人。", "来了3、5人。", {C.NUMBERS}),
    ("来了3、5人。", "来了35人。", {C.NUMBERS}),
    ("来了3 5人。", "来了35人。", {C.NUMBERS}),
    ("气温-5℃。", "气温5℃。", {C.NUMBERS}),
    ("气温－５℃。", "气温-5℃。", {C.MARKS}),
    ("来了三人。", "来了三名。", {C.NUMBERS}),
    ("5月3日开工。", "5月4日开工。", {C.NUMBERS}),
    ("昨天开工。", "今天开工。", {C.NUMBERS}),
    ("周三开工。", "周四开工。", {C.NUMBERS}),
    ("东区5人，西区3人。", "东区3人，西区5人。", {C.NUMBERS}),
    ("产量翻番。", "产量翻两番。", {C.NUMBERS}),
    ("10时开会。", "10:30开会。", {C.NUMBERS}),
    ("首句。", "首句。来了5人。", {C.NUMBERS}),
    # Names.
    ("张三说，好。", "张叁说，好。", {C.NAMES}),
    ("村民李大山种菜。", "村民李大川种菜。", {C.NAMES}),
    ("记者林晓报道。", "记者林小报道。", {C.NAMES}),
    ("张三说好。张三走了。", "张三说好。李四走了。", {C.NAMES}),
    ("来的有李明、张三等。", "来的有李明、张山等。", {C.NAMES}),
    ("阿里·买买提来了。", "阿里买买提来了。", {C.NAMES}),
    ("欧阳明说，好。", "欧阳鸣说，好。", {C.NAMES}),
    # Leaders and their titles.
    ("市长王强出席。", "市长王刚出席。", {C.LEADERS}),
    ("市委书记张三出席。", "市委副书记张三出席。", {C.LEADERS}),
    ("王强市长出席。", "王刚市长出席。", {C.LEADERS}),
    ("董事长赵亮致辞。", "总经理赵亮致辞。", {C.LEADERS}),
    ("书记张三、市长王强出席。", "书记王强、市长张三出席。", {C.LEADERS}),
    ("局长刘伟、孙莉出席。", "局长刘伟、孙丽出席。", {C.LEADERS}),
    ("主任介绍情况。", "副主任介绍情况。", {C.LEADERS}),
    ("项目开工。", "市长出席开工。", {C.LEADERS}),
]


@pytest.mark.parametrize(("before", "after", "expected"), TEXTS)
def test_a_body_is_classed_as_the_table_says(before, after, expected):
    old, new = (Copy(blocks=body(*text.split("|"))) for text in (before, after))

    assert classes(old, new) == expected


STACK = [
    ("kicker", "深化改革", "推进改革", {C.HEADLINE}),
    ("headline", "三个项目开工", "四个项目开工", {C.HEADLINE}),
    ("headline", "园区 破产", "园区破产", {C.MARKS}),
    ("headline", "园区破产？", "园区破产", {C.HEADLINE}),
    ("deck", "投资五亿元", "", {C.HEADLINE}),
    ("byline", "通讯员 林晓", "通讯员 林小", {C.NAMES}),
    ("byline", "通讯员 林晓 王明", "通讯员 林晓王明", {C.MARKS, C.NAMES}),
    ("byline", "通讯员：林晓", "通讯员 林晓", {C.MARKS}),
    ("dateline", "本报讯（记者王明）", "本报讯（记者王鸣）", {C.NAMES}),
    ("dateline", "本报讯(记者王明)", "本报讯（记者王明）", {C.MARKS}),
]


@pytest.mark.parametrize(("field", "before", "after", "expected"), STACK)
def test_the_lines_over_the_body_are_classed(field, before, after, expected):
    old, new = (Copy(**{field: line}) for line in (before, after))

    assert classes(old, new) == expected


def photographed(*pictures):
    return Copy(headline="标题", pictures=pictures)


PICTURE = Picture("p1", "a" * 64, "工人在调试生产线。图为现场。", "林晓 摄")
OTHER = Picture("p2", "b" * 64, "夜色。", "林晓 摄")
PHOTOS = [
    (
        (PICTURE,),
        (replace(PICTURE, caption="工人在看生产线。图为现场。"),),
        {C.CAPTION},
    ),
    ((PICTURE,), (replace(PICTURE, caption="工人在调试生产线。"),), {C.CUT}),
    ((PICTURE,), (replace(PICTURE, caption=""),), {C.CAPTION}),
    ((PICTURE,), (replace(PICTURE, caption=f"{PICTURE.caption}5人。"),), {C.NUMBERS}),
    ((PICTURE,), (replace(PICTURE, caption=f"市长{PICTURE.caption}"),), {C.LEADERS}),
    ((PICTURE,), (replace(PICTURE, caption=PICTURE.caption[:-1]),), {C.MARKS}),
    ((PICTURE,), (replace(PICTURE, credit="王明 摄"),), {C.NAMES}),
    ((PICTURE,), (replace(PICTURE, credit="林晓摄"),), {C.MARKS}),
    ((PICTURE,), (replace(PICTURE, sha256="c" * 64),), {C.PHOTO}),
    ((PICTURE,), (PICTURE, OTHER), {C.PHOTO}),
    ((PICTURE, OTHER), (PICTURE,), {C.PHOTO_CUT}),
    ((PICTURE, OTHER), (OTHER, PICTURE), {C.PHOTO_ORDER}),
]


@pytest.mark.parametrize(("before", "after", "expected"), PHOTOS)
def test_photographs_and_their_words_are_classed(before, after, expected):
    assert classes(photographed(*before), photographed(*after)) == expected


def test_bold_only_is_emphasis():
    plain = Copy(blocks=body("项目开工。明年投产。"))
    runs = (Run("项目开工。", RunStyle.STRONG), Run("明年投产。"))
    bold = Copy(blocks=(Block("b1", BlockKind.PARAGRAPH, runs),))

    assert classes(plain, bold) == {C.EMPHASIS}


def test_a_paragraph_made_a_subhead_is_other_wording():
    old = Copy(blocks=body("走进园区") + body("项目开工。"))
    new = Copy(blocks=body("走进园区", kind=BlockKind.SUBHEAD) + body("项目开工。"))

    assert classes(old, new) == {C.WORDING}


def test_a_line_of_verse_cut_is_no_whole_sentence():
    old, new = (
        Copy(blocks=body(text, kind=BlockKind.VERSE)) for text in ("灯火\n通明", "灯火")
    )

    assert classes(old, new) == {C.WORDING}


def test_credits_kept_apart_from_the_byline_are_names():
    old = Copy(byline="林晓", credits=(Credit("林晓"),))
    new = replace(old, credits=(Credit("林晓", unit="云州"),))

    assert classes(old, new) == {C.NAMES}


def test_the_same_copy_has_no_findings_and_voids_nothing():
    copy = photographed(PICTURE, OTHER)

    assert changes_between(copy, copy) == ()
    assert voided_by(()) == frozenset()


def test_a_finding_tells_the_words_before_and_after():
    old, new = (Copy(blocks=body(text)) for text in ("增长3.5%。", "增长35%。"))

    (found,) = changes_between(old, new)

    told = (found.place, found.before, found.after)
    assert told == (Place.BODY, "增长3.5%。", "增长35%。")


def test_every_class_has_its_row_and_no_row_skips_a_higher_signature():
    order = (Signature.FIRST, Signature.SECOND, Signature.FINAL, Signature.PAGE)
    rows = {frozenset(order[at:]) for at in range(5)}

    assert set(VOIDS) == set(Change)
    assert set(VOIDS.values()) <= rows
