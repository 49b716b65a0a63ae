"""Copy for measuring: plausible, different for every seed, written for the project."""

from __future__ import annotations

import random
from collections.abc import Iterator

from press.copy.model import Block, BlockKind, Copy, Run

PLACES = (
    "临江高新区",
    "青屿经开区",
    "长亭产业园",
    "白石综保区",
    "南溪工业园",
    "望海新城",
)
GOODS = ("轴承", "传感器", "储能电池", "医用敷料", "特种纤维", "工业机器人", "光学镜片")
PEOPLE = ("周维", "何小满", "许建安", "沈立春", "马千里", "方晴")
OPENERS = (
    "上午九点，{place}的{goods}车间里，{n}条生产线同时运转，{person}正盯着屏幕上的曲线。",
    "{place}近日公布，今年以来新签约项目{n}个，其中{goods}类项目占到四成。",
    "从图纸到样品，一家做{goods}的企业在{place}只用了{n}天。",
    "下雨天，{person}照例绕着{place}走一圈，挨个问企业缺什么、等什么。",
)
SENTENCES = (
    "“订单排到了明年{m}月，工人两班倒。”企业负责人{person}说。",
    "园区把{n}项手续并成一张清单，缺一样补一样，不让人白跑。",
    "去年，这里的{goods}卖到了{m}个国家和地区。",
    "{person}算过一笔账：换上新设备，每件{goods}省电{n}%，一年下来省出一条生产线。",
    "为了留住年轻人，园区盖了{n}套公寓，楼下就是食堂和托儿所。",
    "检测中心建成以后，{goods}不必再送到外地去验，等结果的时间从{n}天缩到{m}天。",
    "专家说，链条短的园区靠政策，链条长的园区靠邻居。",
    "截至{m}月底，{place}共有规模以上企业{n}家，比三年前多了一倍。",
    "“有事在群里说一声，{m}小时之内一定有人回话。”",
    "下一步，{place}将补上冷链和污水处理两块短板，把路修到每一家门口。",
)
HEADLINES = (
    "{place}{n}条新生产线投产",
    "{goods}从{place}走向世界",
    "一张清单 {place}办事不再跑两趟",
    "{place}：把食堂开到车间楼下",
    "邻居多了 {goods}的路宽了",
)
SUBHEADS = ("链条是这样接上的", "一件小事办了三次", "留人先留心", "算得清的账")
SECTIONS = ("园区要闻", "招商一线", "产业集群", "企业故事")
LONG = 900  # characters: from here on a story has a deck and subheads


class Copywriter:
    """Writes copy; the same seed writes the same."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def line(self, pattern: str) -> str:
        """Fill a pattern."""
        pick = self.random
        return pattern.format(
            place=pick.choice(PLACES),
            goods=pick.choice(GOODS),
            person=pick.choice(PEOPLE),
            n=pick.randint(3, 98),
            m=pick.randint(2, 12),
        )

    def one_of(self, patterns: tuple[str, ...]) -> str:
        """Fill one of the patterns."""
        return self.line(self.random.choice(patterns))

    def paragraph(self, characters: int) -> str:
        """Write whole sentences of at least so many characters."""
        text = self.one_of(OPENERS)
        while len(text) < characters:
            text += self.one_of(SENTENCES)
        return text

    def copy(self, characters: int) -> Copy:
        """Write a headed story whose body has about so many characters."""
        long = characters >= LONG
        person = self.random.choice(PEOPLE)
        return Copy(
            kicker=self.line("{place}见闻") if self.random.random() < 0.25 else "",
            headline=self.one_of(HEADLINES),
            deck=self.line("——{place}的三个早晨") if long else "",
            dateline="" if long else f"本报讯（通讯员{person}）",
            byline=f"本报记者 {person}" if long else "",
            blocks=tuple(self.blocks(characters)),
        )

    def blocks(self, characters: int) -> Iterator[Block]:
        """Write paragraphs, and subheads between those of a long story."""
        written, number = 0, 0
        while written < characters:
            if characters >= LONG and number % 5 == 4:
                text, kind = self.random.choice(SUBHEADS), BlockKind.SUBHEAD
            else:
                size = min(characters - written, self.random.randint(70, 200))
                text, kind = self.paragraph(size), BlockKind.PARAGRAPH
            yield Block(f"b{number + 1}", kind, (Run(text),))
            written, number = written + len(text), number + 1
