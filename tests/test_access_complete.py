"""No address is forgotten: each that Django knows stands in a table of who opens it."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404

from tests.test_access import TABLE

# Those for which no table asks, and why.
NOT_ASKED = {
    "admin:login": "opens to everybody who is not signed in",
    "admin:logout": "opens to everybody who is signed in",
    "admin:password_change_done": "says a sentence to whoever is signed in",
    "admin:jsi18n": "the admin's words",
    "admin:view_on_site": "leads on to an address that is asked itself",
    "set_language": "a cookie of the visitor's own",
}
# What stands for a part of an address, of every form there is.
EXAMPLES = (
    "1",
    "GK-2026-0001",
    "00000000-0000-4000-8000-000000000002",
    "a" * 32,
    "A" * 43,
    "2026-11-20",
)


def leaves(resolver, spaces=()):
    """Give the names of all addresses; what only redirects to another has none."""
    for found in resolver.url_patterns:
        if isinstance(found, URLPattern):
            if found.name:
                yield ":".join([*spaces, found.name])
        elif isinstance(found, URLResolver):
            inner = (*spaces, found.namespace) if found.namespace else spaces
            yield from leaves(found, inner)


def named(row):
    """Return the names of the addresses that a row of a table may stand for."""
    path = row.partition(" ")[2].partition("?")[0]
    names = set()
    for example in EXAMPLES:
        try:
            names.add(resolve(re.sub(r"\{\w+\}", example, path)).view_name)
        except Resolver404:
            continue
    return names


@pytest.fixture(scope="module")
def asked():
    return set().union(*(named(row) for row in TABLE))


def test_every_address_stands_in_a_table(asked):
    known = set(leaves(get_resolver()))

    assert sorted(known - asked - NOT_ASKED.keys()) == []


def test_every_row_is_an_address_and_no_exception_is_left_over(asked):
    assert [row for row in TABLE if not named(row)] == []
    assert NOT_ASKED.keys() <= set(leaves(get_resolver()))
    assert not NOT_ASKED.keys() & asked
