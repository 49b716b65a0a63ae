"""System checks: what would work badly is said at start, with what to change."""

import shutil
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register

from desk.enums import StaffRole
from guidekit.supervisor.errors import StartRefusedError
from guidekit.supervisor.redis import redis_binary
from press.typesetting.fonts import font_folder, node_modules

# On this machine nobody listens in between.
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@register()
def check_redis(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Find the embedded Redis's binary before a start needs it."""
    if not settings.EMBED_REDIS:
        return []
    try:
        redis_binary()
    except StartRefusedError as error:
        hint = "Install redis-server 6.2 or newer, or set REDIS_URL."
        return [Error(str(error), hint=hint, id="guidekit.E001")]
    return []


@register()
def check_fonts(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Find the fonts that pages are set in."""
    if node_modules() or font_folder():
        return []
    hint = "Type: make setup (or name their folder in GUIDEKIT_FONTS)."
    return [Error("The fonts are missing.", hint=hint, id="guidekit.E002")]


@register()
def check_print_profile(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Find the printer's colour profile where one is named."""
    named = settings.PRINT_PROFILE
    if not named or Path(named).is_file():
        return []
    message = f"PRINT_PROFILE names {named}, which is no file."
    hint = "Name an .icc file, or leave it out for the built-in newsprint profile."
    return [Error(message, hint=hint, id="guidekit.E003")]


@register(Tags.security)
def check_second_factor_roles(
    app_configs: Any, **kwargs: Any
) -> Sequence[CheckMessage]:
    """Refuse a role that is none: its people would sign in by password alone."""
    unknown = [name for name in settings.SECOND_FACTOR_ROLES if name not in StaffRole]
    if not unknown:
        return []
    message = f"SECOND_FACTOR_ROLES names {', '.join(unknown)}, which is no role."
    hint = f"Choose from: {', '.join(StaffRole.values)}."
    return [Error(message, hint=hint, id="guidekit.E005")]


@register(Tags.security)
def check_secrets(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Refuse keys that other accounts of the machine can read."""
    return [
        Error(
            f"{path} can be read by others.",
            hint=f"Type: chmod 600 {path}",
            id="guidekit.E004",
        )
        for path in kept_secrets()
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


def kept_secrets() -> Iterator[Path]:
    """List the secret files that are in the home."""
    for name in ("secret.key", "field.keys", "accounts.txt"):
        path = settings.GUIDEKIT_HOME / name
        if path.is_file():
            yield path


@register(Tags.security, deploy=True)
def check_site_url(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Ask for an encrypted address where the house is open to others."""
    if settings.HTTPS:
        return []
    message = "SITE_URL is not https: passwords cross the network in the open."
    hint = "Put a web server with a certificate in front, and set SITE_URL to it."
    return [checks.Warning(message, hint=hint, id="guidekit.W001")]


@register(deploy=True)
def check_letters(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Say that letters stay in the house."""
    if settings.SMTP_URL:
        return []
    message = "SMTP_URL is not set: letters are written to the home, not sent."
    hint = "Set it to smtps://user:code@host:465 and MAIL_FROM to its address."
    return [checks.Warning(message, hint=hint, id="guidekit.W002")]


# What reads files that correspondents send, and the package that brings it.
CONVERTERS = {
    "soffice": ("libreoffice-writer", "old Word files lose pictures and headings"),
    "bsdtar": ("libarchive-tools", "rar archives are kept unopened"),
    "bwrap": ("bubblewrap", "converters are boxed in less tightly"),
}


@register()
def check_converters(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Say which programs are missing that read files from outside."""
    return [
        checks.Info(
            f"{program} is not on PATH: {loss}.",
            hint=f"Type: apt-get install {package}",
            id="guidekit.I001",
        )
        for program, (package, loss) in CONVERTERS.items()
        if shutil.which(program) is None
    ]


@register(Tags.security)
def check_mailbox(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Ask for an encrypted way to the mailbox."""
    parts = urlsplit(settings.MAILBOX_URL)
    if parts.scheme != "imap" or parts.hostname in LOOPBACK:
        return []
    message = "MAILBOX_URL is not imaps: the code crosses the network in the open."
    hint = "Write imaps:// and port 993."
    return [checks.Warning(message, hint=hint, id="guidekit.W003")]
