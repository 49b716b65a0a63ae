"""栏目 labels: 【园区要闻】, 栏目：双招双引, or the name of a section of the house."""

from __future__ import annotations

import re

from press.copy.recognising.people import is_person

_LABEL = re.compile(
    r"^[（(【\[]?\s*(?:投稿|拟投|建议|所投|刊发)?(?:栏目|版面|专栏)(?:名称)?\s*[：:]\s*【?(?P<name>[^，。】]{2,16})】?[）)】\]]?$"
)
_BOXED = re.compile(r"^[【\[〔]\s*(?P<name>[\u3400-\u9fff·]{2,8})\s*[】\]〕]$")
_NO_SECTION = re.compile(
    r"编者按|编者的话|导语|正文|标题|图|照|提要|核心|阅读提示|记者|通讯员|引题|副题|主题|小标题|全文|完|作者|原创|投稿|来稿|稿件|附件"
)


def section_label(text: str, sections: tuple[str, ...] = ()) -> str:
    """Return the section a line names and nothing else, else nothing."""
    if len(text) > 40:
        return ""
    label = _LABEL.match(text)
    if label:
        return label["name"].strip()
    bare = text.strip("【】[]〔〕■◆●# \u3000")
    if bare in sections:
        return bare
    boxed = _BOXED.match(text)
    if boxed is None or _NO_SECTION.search(boxed["name"]) or is_person(boxed["name"]):
        return ""
    return boxed["name"]
