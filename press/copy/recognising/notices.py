"""Tell a notice (启事, 公告) by its headline."""

from __future__ import annotations

import re

_NOTICE = re.compile(r"(?:通知|公告|启事|声明|通告|公示)$")


def is_notice(headline: str) -> bool:
    return bool(_NOTICE.search(headline))
