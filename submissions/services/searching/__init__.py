"""Search over everything ever received, in Chinese as people type it."""

from submissions.services.searching.asking import (
    Found,
    Order,
    Wishes,
    matching,
    search,
)
from submissions.services.searching.hits import Hit
from submissions.services.searching.indexing import (
    index_copy,
    index_missing,
    rebuild_index,
)
from submissions.services.searching.keeping import (
    forget_search,
    keep_search,
    saved_for,
)

__all__ = [
    "Found",
    "Hit",
    "Order",
    "Wishes",
    "forget_search",
    "index_copy",
    "index_missing",
    "keep_search",
    "matching",
    "rebuild_index",
    "saved_for",
    "search",
]
