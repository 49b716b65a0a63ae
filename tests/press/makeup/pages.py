"""Random but repeatable pages of plausible copy, written for the project."""

from __future__ import annotations

import random
from collections.abc import Iterator

from press.copy.model import Block, BlockKind, Copy, Run
from press.makeup.grid import PageGrid
from press.makeup.model import Furniture, PictureSpec, Story
from press.makeup.roles import suggest_roles

PLACES = (
    "清河园区",
    "临港新区",
    "白石经开区",
    "东湖高新区",
    "柳林产业园",
    "云山开发区",
)
OPENINGS = (
    "连日来，走进{place}的生产车间，机器轰鸣，工人们正抓紧赶制订单。",
    "记者从{place}管委会获悉，今年前三季度，全区完成工业投资{a}亿元，同比增长{b}%。",
    "“从递交材料到拿到执照，只用了{b}个小时。”在{place}政务大厅，企业负责人这样说。",
    "近日，{place}举行重点项目集中开工仪式，{b}个项目同时动工，总投资{a}亿元。",
)
SENTENCES = (
    "项目建成后，预计年产值可达{a}亿元，带动就业{c}余人。",
    "围绕主导产业，园区组建了{b}支招商小分队，奔赴长三角、珠三角开展精准对接。",
    "“有困难随时打电话，专员当天就上门。”一家装备制造企业的总经理说。",
    "目前，全区已聚集上下游企业{c}家，其中高新技术企业{b}家。",
    "园区把审批事项由{b}项压减到6项，办理时限缩短一半以上。",
    "下一步，将继续完善道路、管网、供热等配套设施，让企业进得来、留得住、发展好。",
    "在研发中心，技术人员正对新一代传感器进行测试，各项指标均达到设计要求。",
    "同时，园区与{b}所高校共建实验室，推动成果就地转化。",
    "截至9月底，累计减免税费{a}万元，发放稳岗补贴{c}万元。",
    "车间主任介绍，新生产线投用后，效率提高了{b}%，能耗下降近三成。",
)
HEADLINES = (
    "{place}{b}个项目集中开工",
    "{place}让企业办事“只进一扇门”",
    "{place}打造装备制造产业新高地",
    "“小巨人”扎堆{place}",
    "{place}产学研合作签约活动举办",
    "专员上门解难题 {place}服务送到车间",
    "{place}跑出项目建设“加速度”",
)
SUBHEADS = (
    "把服务送到车间",
    "让创新成为动力 为发展蓄能",
    "链条越拉越长",
    "向绿色要效益",
)
SECTIONS = ("园区要闻", "营商环境", "产业观察", "")
SIZES = (
    (2400, 1600),
    (1920, 1440),
    (3000, 2000),
    (2560, 1440),
    (1800, 1200),
    (1500, 2000),
)


class Writer:
    """Writes copy from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def fill(self, pattern: str) -> str:
        pick = self.random
        return pattern.format(
            place=pick.choice(PLACES),
            a=round(pick.uniform(1, 90), 1),
            b=pick.randint(2, 36),
            c=pick.randint(40, 900),
        )

    def blocks(self, chars: int) -> Iterator[Block]:
        """Yield paragraphs of about so many characters, subheads in long copy."""
        written, number = 0, 0
        while written < chars:
            if chars > 900 and number and number % 5 == 0:
                text = self.random.choice(SUBHEADS)
                yield Block(f"b{number}", BlockKind.SUBHEAD, (Run(text),))
                number += 1
            text = self.paragraph(min(chars - written, self.random.randint(60, 220)))
            yield Block(f"b{number}", BlockKind.PARAGRAPH, (Run(text),))
            written += len(text)
            number += 1

    def paragraph(self, chars: int) -> str:
        text = self.fill(self.random.choice(OPENINGS))
        while len(text) < chars:
            text += self.fill(self.random.choice(SENTENCES))
        return text

    def story(self, slot: int, chars: int, pictures: int = 0) -> Story:
        pick = self.random
        copy = Copy(
            kicker=self.fill("来自{place}的报道") if pick.random() < 0.2 else "",
            headline=self.fill(pick.choice(HEADLINES)),
            deck="——一线走访见闻" if chars > 1000 else "",
            dateline="本报讯（通讯员 林晓舟）" if chars < 900 else "",
            byline="通讯员 林晓舟" if chars < 900 else "本报记者 秦川 通讯员 何雨",
            blocks=tuple(self.blocks(chars)),
        )
        shots = tuple(self.picture(slot, n) for n in range(pictures))
        section = pick.choice(SECTIONS)
        return Story(f"s{slot:02}", slot, copy, section=section, pictures=shots)

    def picture(self, slot: int, number: int) -> PictureSpec:
        pick = self.random
        caption = (
            self.fill("图为{place}一家企业的生产现场。") if pick.random() < 0.6 else ""
        )
        size = pick.choice(SIZES)
        credit = "林晓舟 摄" if caption else ""
        return PictureSpec(f"pic-{slot}-{number}", *size, caption, credit)

    def editorial(self, slot: int) -> Story:
        copy = Copy(blocks=tuple(self.blocks(420)))
        return Story(f"s{slot:02}", slot, copy)

    def photo_news(self, slot: int) -> Story:
        picture = PictureSpec(
            f"pic-{slot}-0", 2400, 1600, self.paragraph(90), "林晓舟 摄"
        )
        return Story(f"s{slot:02}", slot, Copy(), pictures=(picture,))


def random_page(
    grid: PageGrid, seed: int, *, share: float, stories: int, pictures: int
) -> tuple[Story, ...]:
    """Return a page whose body text would fill ``share`` of the type area."""
    writer = Writer(seed)
    weights = [writer.random.uniform(0.25, 1.6) for _ in range(stories)]
    weights[0] = 2.2
    chars = grid.cells * grid.column_chars * share * 0.88
    sizes = [max(120, int(chars * weight / sum(weights))) for weight in weights]
    shots = [pictures // stories + (n < pictures % stories) for n in range(stories)]
    page = [
        writer.story(slot, size, shot)
        for slot, (size, shot) in enumerate(zip(sizes, shots, strict=True), start=1)
    ]
    return suggest_roles(page)


def page_furniture() -> Furniture:
    return Furniture(
        paper="清河日报",
        supplement="园区周刊",
        folio=("清河日报 10月8日", "第12期", "05版"),
        nameplate=True,
        nameplate_notes=("第12期", "10月8日 星期六"),
        contact=("投稿邮箱：tougao@example.com", "《园区周刊》编辑部"),
    )
