"""How well a headline may be broken at a place, judged by its words.

No dictionary is loaded: a list of particles, suffixes and words of the trade is enough
for headlines of development-zone news, and a wrong guess costs looks, not sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.typesetting import classes

FORBIDDEN = 1000
AT_SPACE = 0
AFTER_MARK = 1
AFTER_PARTICLE = 4
ANYWHERE = 10
BESIDE_SPACE = 5  # a headline with a pause breaks at the pause
BEFORE_SUFFIX = 20
INSIDE_WORD = 30

LINKING = frozenset("的与和及或为在向对从以让使把被由将")
"""A break right before these reads well, save 的; right after 的 too."""
SUFFIXES = frozenset(
    "的了着过地得化性区市县省镇乡村级型式率业者们度量式群链力家个项亿万元年月日届期"
)

_ZONE = (
    r"[^\s，、：；“”《》]{0,2}(?:经济技术开发区|高新技术产业开发区|经济开发区|经开区|"
    r"高新区|开发区|综保区|综合保税区|自贸区|自由贸易试验区|示范区|工业园区|产业园区|"
    r"产业园|工业园|园区|新区|功能区|保税区)"
)
_KEPT_WHOLE = re.compile(
    "“[^“”]{1,8}”|‘[^‘’]{1,8}’|《[^《》]{1,12}》|「[^「」]{1,8}」|"
    rf"{_ZONE}|第?\d[\d.,]*\s?[%％‰]?(?:余|多)?[万亿]?[^\s\d，、：；“”《》（）]|"
    "[一二三四五六七八九十百千万亿两几]+[个项家条大届次批年月日亿万]"
)
_WORDS = re.compile(
    "高质量|现代化|一体化|数字化|智能化|产业链|供应链|创新链|营商环境|双招双引|"
    "新能源|新材料|新动能|生物医药|装备制造|电子信息|战略性|新兴|总产值|负责人|"
    "发展|建设|项目|企业|创新|产业|集群|集聚|开放|合作|招商|引资|投资|签约|落地|投产|"
    "开工|竣工|服务|环境|优化|提升|加快|推进|推动|打造|构建|培育|壮大|转型|升级|改革|"
    "科技|人才|绿色|低碳|循环|经济|技术|工业|农业|制造|智造|数字|智能|平台|基地|中心|"
    "园区|全省|全市|全国|国家|省级|市级|国际|贸易|外贸|增长|同比|突破|实现|完成|启动|"
    "举行|召开|举办|揭牌|成立|发布|出台|政策|措施|机制|体制|管理|审批|办理|政务|窗口|"
    "活力|动力|实力|能力|优势|特色|品牌|市场|主体|公司|集团|资金|融资|金融|银行|税收|"
    "重点|重大|重要|主要|首批|首个|首家|新增|累计|总投资|落户|入驻|入园|助力|赋能|蓄能|"
    "跑出|加速度|新高地|高地|样板|示范|标杆|引领|领跑|跃升|崛起|腾飞|春水|热土|答卷|"
    "河北|石家庄|唐山|秦皇岛|邯郸|邢台|保定|张家口|承德|沧州|廊坊|衡水|雄安|京津冀|"
    "北京|天津|上海|中国|世界|工作|任务|目标|责任|党建|队伍|干部|群众|民生|就业|安全|"
    "生产|生态|文明|治理|协同|融合|联动|共建|共享|联合|交流|考察|调研|座谈|大会|会议|"
    "论坛|大赛|活动|行动|工程|计划|规划|方案|试点|改造|扩建|新建|道路|厂房|车间|设备|"
    "专班|专员|帮办|代办|全程|全力|全面|持续|不断|积极|深入|扎实|精准|有效|做强|做优|"
    "做大|部署|主营|业务|营业|收入|兴业|热土|集约|战略|区域|系统|体系|标准|质量|效益|速度|规模|总部|"
    "物流|港口|铁路|高铁|机场|旅游|文化|教育|医疗|健康|养老|社区|乡村|农村|城市|城乡|更新|"
    "签署|协议|备案|审核|验收|考核|评比|表彰|获评|荣获|入选|上榜|百强|第一|专利|研发|实验|"
    "夯实|筑牢|激活|激发|释放|凝聚|汇聚|聚焦|瞄准|围绕|抢抓|抢占|机遇|挑战|未来"
)


def break_costs(text: str) -> dict[int, int]:
    """Return what a break before each character costs, up to ``FORBIDDEN``."""
    inside = set(_inside(_KEPT_WHOLE, text))
    in_word = set(_inside(_WORDS, text))
    return {
        at: FORBIDDEN if at in inside else _cost(text, at, in_word=at in in_word)
        for at in range(1, len(text))
    }


def _inside(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    for match in pattern.finditer(text):
        yield from range(match.start() + 1, match.end())


def _cost(text: str, at: int, *, in_word: bool) -> int:
    before, after = text[at - 1], text[at]
    if before in classes.SPACES or before == "\n":
        return AT_SPACE
    if before in classes.NO_START or after in classes.NO_END:
        return AFTER_MARK
    if in_word:
        return INSIDE_WORD
    if after in SUFFIXES:
        return BEFORE_SUFFIX
    cost = AFTER_PARTICLE if before == "的" or after in LINKING else ANYWHERE
    return cost if classes.SPACES.isdisjoint(text) else cost + BESIDE_SPACE
