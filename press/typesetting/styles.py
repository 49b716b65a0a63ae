"""The paragraph styles of the house, by the names the layout desk knows.

Everything that flows with the body stands on its baseline grid of 14 pt.  Headline
sizes are where a tier begins; ``headlines.fit_headline`` chooses the size that is set.
Sizes follow the usual 号: 小五 9, 五 10.5, 小四 12, 三 16, 二 22 points.
"""

from __future__ import annotations

from dataclasses import replace

from press.typesetting.model import Align, Cmyk, Face, TextStyle

GRID = 14.0  # points from baseline to baseline of body type
BODY_SIZE = 9.0

LEAD_RED = Cmyk(0, 100, 100, 10)  # 导刊红, for the lead of a festive page

KICKER = TextStyle("引题", Face.HEI, 16, 21, Align.CENTRE)
HEADLINE_LEAD = TextStyle("主题-头条", Face.SONG_BLACK, 48, 58, Align.CENTRE)
HEADLINE_SECOND = TextStyle("主题-二条", Face.SONG_BLACK, 32, 40, Align.CENTRE)
HEADLINE = TextStyle("主题-普通", Face.SONG_BOLD, 22, 28, Align.CENTRE)
HEADLINE_BRIEF = TextStyle("主题-简讯", Face.HEI_BOLD, 16, 21, Align.CENTRE)
DECK = TextStyle("副题", Face.KAI, 14, 21, Align.CENTRE)
BYLINE = TextStyle("署名", Face.KAI, BODY_SIZE, GRID, Align.CENTRE)
BODY = TextStyle("正文", Face.SONG, BODY_SIZE, GRID, indent_em=2, strong=Face.HEI)
SUBHEAD = TextStyle("小标题", Face.HEI_BOLD, 10.5, GRID, Align.CENTRE)
SUMMARY = TextStyle("提要", Face.HEI, BODY_SIZE, GRID, inset_em=1)
EDITORS_NOTE = TextStyle("编者按", Face.KAI, BODY_SIZE, GRID, indent_em=2, inset_em=1)
VERSE = TextStyle("诗", Face.KAI, BODY_SIZE, GRID, Align.LEFT, inset_em=2)
TABLE = TextStyle("表", Face.HEI, 8, GRID, Align.LEFT)
CAPTION = TextStyle("图说", Face.KAI, 8, 11)
CREDIT = TextStyle("图片署名", Face.HEI, 7, 11, Align.RIGHT)
SECTION_LABEL = TextStyle("栏目", Face.HEI_BOLD, 10.5, GRID, Align.LEFT)
NAMEPLATE = TextStyle(
    "报头", Face.SONG_BLACK, 60, 72, Align.CENTRE, colour=Cmyk(0, 100, 100, 10)
)
FOLIO = TextStyle("报眉", Face.SONG, 8, 11, Align.LEFT)
CONTACT = TextStyle("联系栏", Face.HEI, 8, 12, Align.LEFT)
PAPER_NAME = TextStyle("报名", Face.SONG_BLACK, 24, 32, Align.CENTRE)
NOTES = TextStyle("刊期", Face.HEI, 10, 14, Align.CENTRE)
MOTTO = TextStyle("刊头语", Face.KAI, 12, 16, Align.CENTRE)
EDITORIAL = replace(BODY, name="言论", face=Face.KAI, size=10)
PHOTO_NEWS = replace(BODY, name="图片新闻", face=Face.KAI)
PHOTO_NEWS_CREDIT = replace(CREDIT, name="图片新闻署名", size=8, leading=14)
STANDING_HEAD = TextStyle("栏题", Face.SONG_BLACK, 22, 28, Align.CENTRE)
NOTICE = TextStyle("启事", Face.HEI, BODY_SIZE, GRID, Align.CENTRE)
IMPRINT = TextStyle("版权", Face.SONG, 8, 12, Align.CENTRE)
ADVERT = TextStyle("广告文字", Face.HEI, 10.5, 16, Align.CENTRE)
ADVERT_MARK = TextStyle("广告标记", Face.HEI, 7.5, 10, Align.LEFT)
