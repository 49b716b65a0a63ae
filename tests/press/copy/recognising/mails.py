"""Words and small builders for tests of whole mails."""

from press.copy.recognising.model import (
    Field,
    Guess,
    PhotoMaterial,
    Recognised,
    TextMaterial,
)
from tests.press.copy.recognising.habits import written

OPENED = (
    "东岭经开区今年以来抓项目、优环境、促发展，六个重点项目陆续开工，"
    "园区面貌一新，企业信心更足。"
)
GROWN = (
    "据介绍，该园区累计引进企业二百余家，带动就业一万三千余人，"
    "成为全市经济增长的重要引擎。"
)
SCHOOL = (
    "每周三晚上七点，临江高新区人才中心座无虚席，工程师们轮流登台，"
    "把多年积累的经验讲给一线工人听。"
)
TITLE = "东岭经开区六个重点项目集中开工"


def photos(*names: str) -> tuple[PhotoMaterial, ...]:
    return tuple(PhotoMaterial(f"p{n}", name) for n, name in enumerate(names, 1))


def document(name: str, *lines: str) -> TextMaterial:
    return TextMaterial(name, written([("paragraph", line) for line in lines]))


def body(story: Recognised) -> list[str]:
    return [block.text for block in story.blocks]


def words(story: Recognised) -> list[tuple[str, str]]:
    return [(photo.caption, photo.credit) for photo in story.photos]


def guess(story: Recognised, field: Field) -> Guess:
    return next(guess for guess in story.guesses if guess.field is field)
