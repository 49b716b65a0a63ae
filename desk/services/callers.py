"""What is kept of a browser: its name in words, its address without the last part."""

from __future__ import annotations

import ipaddress
from typing import Any

from django.http import HttpRequest
from rest_framework.throttling import BaseThrottle

BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("QQBrowser", "QQ"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def address_of(request: HttpRequest) -> str:
    """Return the caller's address as the API's throttles see it: past our own proxies.

    Whatever a caller says of herself beyond them is not believed.
    """
    asked: Any = request  # it reads the headers that any request has
    return str(BaseThrottle().get_ident(asked) or "")


def masked(address: str) -> str:
    """Return an address without its last part: the network, not the machine."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "?"
    if known.version == 4:
        return address.rpartition(".")[0] + ".*"
    return ":".join(known.exploded.split(":")[:4]) + ":*"


def browser_of(request: HttpRequest) -> str:
    """Return what a browser calls itself, in two words that people know."""
    told = request.headers.get("User-Agent", "")
    browser = next((name for mark, name in BROWSERS if mark in told), "")
    system = next((name for mark, name in SYSTEMS if mark in told), "")
    return " · ".join(filter(None, (browser, system))) or "?"
