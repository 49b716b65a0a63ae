"""Stories put together from parts, with the truth about them known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from press.copy.recognising.model import Material, PhotoMaterial, TextMaterial
from tests.press.copy.recognising.habits import plain, written

PLACES = ("东岭经开区", "白石高新区", "临江县", "南渡工业园", "云州综合保税区")
DEEDS = (
    "六个重点项目集中开工",
    "拿地即开工 办证不用跑",
    "一枚印章管审批",
    "跑出招商引资“加速度”",
    "老厂房变身设计工坊",
    "“夜校”点亮工人新生活",
    "2026年主营业务收入突破500亿元",
    "小轴承转出大产业",
    "何以三年翻一番？",
)
KICKERS = (
    "",
    "白石高新区",
    "临江经开区：",
    "抓投资 上项目 比创新 促发展",
    "以“创新”入场 用“产业”驻场 靠“服务”留人",
)
DECKS = ("", "——来自东岭装备制造产业集群的报告", "——云州推进产业集聚集约发展见闻")
NAMES = (
    *("王小明", "李华", "欧阳一白", "赵海清", "郝文", "柳青禾", "谢芸", "易川"),
    *("何兴", "顾满仓", "邱诗雨", "朱彤彤", "晏瑞", "沈知秋", "马骁", "苏合"),
)
SENTENCES = (
    "今年以来，园区坚持把项目建设摆在首位，新开工项目二十三个。",
    "走进车间，机械臂上下翻飞，一台台减速机整齐下线。",
    "“从签约到投产只用了八个月，这样的速度让我们很有信心。”企业负责人说。",
    "截至目前，园区累计引进高新技术企业186家，规上工业增加值同比增长9.6%。",
    "管委会为每个项目配一名专员，手续由专员代办，企业只管建设。",
    "据介绍，二期工程明年三月交付，届时可新增就业岗位四百余个。",
    "电话里，客户连声说“谢谢”。",
    "下一步，园区将继续延链补链强链，让更多好项目落地生根、开花结果！",
    "路修到哪里，水电气就通到哪里……",
    "谁来接下一单？",
    "他的徒弟叫李明，今年刚满二十岁，已经能独当一面。",
)
SUBHEADS = (
    "先腾笼 再引凤",
    "强龙头 补短板",
    "一张清单管到底",
    "以“服务”留人",
    "人来了",
)
SHOWN = (
    "工人在总装车间调试减速机。",
    "图为东岭经开区政务服务大厅。",
    "园区航拍图",
    "11月8日，工人们正在吊装一段长九十二米的风机叶片。",
    "技术人员检查新下线的轴承",
)
CREDITS = (
    "",
    "李华 摄",
    "本报记者 赵海清 摄",
    "东岭经开区供图",
    "图片来源：白石高新区",
    "资料图片",
)
UNIT = "东岭经开区管委会"
PHONES = ("13900001234", "0311-80001234")

paragraphs: SearchStrategy[str] = st.lists(
    st.sampled_from(SENTENCES), min_size=2, max_size=5, unique=True
).map("".join)
names: SearchStrategy[list[str]] = st.lists(
    st.sampled_from(NAMES), min_size=1, max_size=3, unique=True
)


@dataclass(frozen=True)
class Told:
    """A story as it should be read, and the lines it is written in."""

    kicker: str = ""
    headline: str = ""
    deck: str = ""
    byline: str = ""
    body: tuple[tuple[str, str], ...] = ()
    head_lines: tuple[str, ...] = ()  # under the headline
    tail_lines: tuple[str, ...] = ()  # under the body
    written_body: tuple[tuple[str, str], ...] = ()
    photos: tuple[tuple[str, str], ...] = ()
    contact: tuple[str, str, str] = ("", "", "")
    extra: dict[str, str] = field(default_factory=dict)


@st.composite
def bodies(draw: DrawFn) -> tuple[tuple[str, str], ...]:
    parts = [("paragraph", draw(paragraphs)) for _ in range(draw(st.integers(1, 3)))]
    for subhead in draw(st.lists(st.sampled_from(SUBHEADS), max_size=2, unique=True)):
        parts += [("subhead", subhead), ("paragraph", draw(paragraphs))]
    return tuple(parts)


@st.composite
def heads(draw: DrawFn) -> Told:
    place = draw(st.sampled_from(("", *PLACES)))
    return Told(
        kicker=draw(st.sampled_from(KICKERS)),
        headline=place + draw(st.sampled_from(DEEDS)),
        deck=draw(st.sampled_from(DECKS)),
    )


def _spaced(name: str) -> str:
    return " ".join(name) if len(name) == 2 else name


def _lined(told: Told, byline: str, **lines: tuple[str, ...]) -> Told:
    return replace(told, byline=byline, **lines)


def _begun(told: Told, dateline: str, byline: str) -> Told:
    (kind, text), *rest = told.body
    body = ((kind, dateline + text), *rest)
    return replace(told, byline=byline, body=body, written_body=body)


def _ended(told: Told, ending: str, byline: str) -> Told:
    *rest, (kind, text) = told.body
    return replace(
        told, byline=byline, written_body=(*rest, (kind, f"{text}{ending}{byline}"))
    )


BYLINE_FORMS = {
    "none": lambda told, who: told,
    "box": lambda told, who: _lined(
        told, f"□ {' '.join(who)}", head_lines=(f"□ {' '.join(who)}",)
    ),
    "spaced": lambda told, who: _lined(
        told,
        f"□ {'　'.join(map(_spaced, who))}",
        head_lines=(f"□ {'　'.join(map(_spaced, who))}",),
    ),
    "role in dateline": lambda told, who: _begun(
        told, f"本报讯(通讯员{who[0]})", f"通讯员{who[0]}"
    ),
    "names in dateline": lambda told, who: _begun(
        told, f"本报讯（{' '.join(map(_spaced, who))}）", " ".join(map(_spaced, who))
    ),
    "two lines": lambda told, who: _lined(
        told,
        f"◎通讯员 {' '.join(who)} 本报记者 朱丹",
        head_lines=(f"◎通讯员 {' '.join(who)}", "本报记者 朱丹"),
    ),
    "two roles": lambda told, who: _lined(
        told,
        f"◎本报记者 朱丹 通讯员 {' '.join(who)}",
        head_lines=(f"◎本报记者 朱丹 通讯员 {' '.join(who)}",),
    ),
    "single": lambda told, who: _lined(
        told, f"◎本报记者 {who[0]}", head_lines=(f"◎本报记者 {who[0]}",)
    ),
    "other paper": lambda told, who: _begun(
        told,
        f"科技日报讯(记者 朱丹 通讯员 {' '.join(who)})",
        f"记者 朱丹 通讯员 {' '.join(who)}",
    ),
    "triangle": lambda told, who: _lined(
        told, f"▶ {who[0]}", head_lines=(f"▶ {who[0]}",)
    ),
    "after the last sentence": lambda told, who: _ended(told, " ", " ".join(who)),
    "bracketed at the end": lambda told, who: _ended(
        told, "", f"（通讯员 {'、'.join(who)}）"
    ),
    "line at the end": lambda told, who: _lined(
        told, f"(文/{'、'.join(who)})", tail_lines=(f"(文/{'、'.join(who)})",)
    ),
    "bare dateline and end": lambda told, who: _ended(
        _begun(told, "本报讯 ", ""), "　", " ".join(who)
    ),
    "text and pictures": lambda told, who: _lined(
        told,
        f"通讯员 {' '.join(who)} 文/图",
        head_lines=(f"通讯员 {' '.join(who)} 文/图",),
    ),
    "supplied": lambda told, who: _lined(
        told, f"供稿：{UNIT} {who[0]}", head_lines=(f"供稿：{UNIT} {who[0]}",)
    ),
    "bare names": lambda told, who: _lined(
        told, " ".join(who), head_lines=(" ".join(who),)
    ),
}


@st.composite
def told_stories(draw: DrawFn) -> Told:
    told = replace(draw(heads()), body=draw(bodies()))
    told = replace(told, written_body=told.body)
    form = draw(st.sampled_from(sorted(BYLINE_FORMS)))
    told = BYLINE_FORMS[form](told, draw(names))
    if form == "bare dateline and end":
        told = replace(told, body=_dateline_too(told))
    return told


def _dateline_too(told: Told) -> tuple[tuple[str, str], ...]:
    (kind, text), *rest = told.body
    return ((kind, text if text.startswith("本报讯") else f"本报讯 {text}"), *rest)


# Cards, greetings, subjects


CARDS = (
    (),
    ("作者：{name}", "单位：{unit}", "电话：{phone}"),
    ("姓  名：{name}　　单  位：{unit}", "联系电话：{phone}　邮编：050000"),
    ("（{unit} {name} {phone}）",),
    ("{name}，{unit}，电话：{phone}",),
    ("联系人：{name} {phone}", "供稿单位：{unit}", "身份证号：130102199001011234"),
    ("{unit}", "{name}", "{phone}"),
)
GREETINGS = (
    (),
    ("编辑老师：您好！",),
    ("尊敬的编辑：", "您好！现将我单位稿件发给您，请审阅。"),
    ("老师好，投一篇稿子，请查收。",),
)
CLOSINGS = (
    (),
    ("此致", "敬礼！"),
    ("谢谢！",),
    ("审核：高原　签发：马立新", "2026年11月20日"),
    ("（全文完）",),
    ("附：照片3张",),
)
SUBJECTS = (
    "{title}",
    "投稿：{title}",
    "【投稿】{title}（附图）",
    "Re: Fw: 来稿：{title}",
    "{title}——东岭经开区 王小明",
    "{title}.docx",
    "{title}（修改稿）",
    "东岭经开区投稿——{title}",
    "",
    "稿件",
)
CAPTION_FORMS = (
    "图{n}：{caption}{credit}",
    "（图{n}）{caption}{credit}",
    "照片{n} {caption}{credit}",
    "DSC_{n}.JPG：{caption}{credit}",
    "▲{caption}{credit}",
    "{n}. {caption}{credit}",
)
LISTED = CAPTION_FORMS[-1]


@st.composite
def photo_words(draw: DrawFn) -> tuple[tuple[str, str], ...]:
    captions = draw(st.lists(st.sampled_from(SHOWN), max_size=3, unique=True))
    return tuple((caption, draw(st.sampled_from(CREDITS))) for caption in captions)


def _own(told: Told) -> str:
    """Return the credit that the byline gives to pictures without one."""
    return told.byline if told.byline.endswith("文/图") else ""


@st.composite
def sendings(draw: DrawFn) -> tuple[Material, Told]:
    """Draw what a correspondent sent, and the story it holds."""
    told = draw(told_stories())
    photos = draw(photo_words())
    name, phone = draw(st.sampled_from(NAMES)), draw(st.sampled_from(PHONES))
    card = draw(st.sampled_from(CARDS))
    said = {"name": name, "unit": UNIT, "phone": phone}
    shown = tuple((caption, credit or _own(told)) for caption, credit in photos)
    told = replace(
        told, photos=shown, contact=(name, UNIT, phone) if card else ("", "", "")
    )
    subject = draw(st.sampled_from(SUBJECTS)).format(title=told.headline)
    form = draw(st.sampled_from(CAPTION_FORMS))
    captions = [
        form.format(n=number, caption=caption, credit=f"（{credit}）" if credit else "")
        for number, (caption, credit) in enumerate(photos, 1)
    ]
    if form == LISTED and photos:
        captions.insert(0, "图片说明：")
    tail = [*captions, *(line.format(**said) for line in card)]
    greeting, closing = (
        draw(st.sampled_from(GREETINGS)),
        draw(st.sampled_from(CLOSINGS)),
    )
    material = Material(
        subject=subject,
        photos=tuple(
            PhotoMaterial(f"p{number}", f"DSC_{number}.JPG")
            for number, _ in enumerate(photos, 1)
        ),
    )
    if draw(st.booleans()):
        return _mailed(material, told, [*tail, *closing], greeting), told
    if draw(st.booleans()):
        return _documented(material, told, tail, (*greeting, *closing)), told
    under = [f"{caption} {credit}".strip() for caption, credit in photos]
    cards = tail[len(captions) :]
    letter = plain(*greeting, *closing)
    material = replace(material, letter=letter)
    return _illustrated(material, told, cards, under), told


def _lines(told: Told) -> list[tuple[str, str]]:
    stack = (told.kicker, told.headline, told.deck, *told.head_lines)
    return [
        *(("paragraph", line) for line in stack if line),
        *told.written_body,
        *(("paragraph", line) for line in told.tail_lines),
    ]


def _mailed(
    material: Material, told: Told, tail: list[str], greeting: tuple[str, ...]
) -> Material:
    lines = [text for _, text in _lines(told)]
    return replace(material, letter=plain(*greeting, *lines, *tail))


def _illustrated(
    material: Material, told: Told, tail: list[str], captions: list[str]
) -> Material:
    """Put the pictures into the document, each with its words under it."""
    parts = _lines(told)
    first = len(parts) - len(told.written_body) - len(told.tail_lines) + 1
    parts[first:first] = [("paragraph", line) for line in captions]
    parts += [("paragraph", line) for line in tail]
    photos = tuple(
        replace(photo, document=0, after=first + at, caption=captions[at])
        for at, photo in enumerate(material.photos)
    )
    document = TextMaterial("稿件.wps", written(parts))
    return replace(material, documents=(document,), photos=photos)


def _documented(
    material: Material, told: Told, tail: list[str], letter: tuple[str, ...]
) -> Material:
    parts = [*_lines(told), *(("paragraph", line) for line in tail)]
    document = TextMaterial("稿件.docx", written(parts))
    return replace(material, letter=plain(*letter), documents=(document,))
