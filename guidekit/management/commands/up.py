"""Start the whole house: Redis, web, worker and beat."""

import argparse
import logging
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from guidekit.preparing import Accounts, prepare_if_needed
from guidekit.supervisor.errors import StartRefusedError
from guidekit.supervisor.places import hold_roles, require_free_port
from guidekit.supervisor.roles import ROLE_NAMES, Opening, roles_to_run
from guidekit.supervisor.supervisor import Supervisor

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run the supervisor; TERM or Ctrl-C stops it cleanly."""

    help = "Start the whole system and keep it running."
    # Checks are for `check`; here they would only delay the first page.
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Offer to run one role alone."""
        parser.add_argument(
            "--only", choices=ROLE_NAMES, help="Run this role alone, on this machine."
        )

    def handle(self, *args: Any, only: str | None = None, **options: Any) -> None:
        """Refuse what cannot work; then watch until told to stop."""
        try:
            self._run(only)
        except StartRefusedError as error:
            raise CommandError(str(error)) from None

    def _run(self, only: str | None) -> None:
        made: Accounts = []

        def prepare() -> None:
            if not only:
                made.extend(prepare_if_needed())

        def greet() -> None:
            self.stdout.write(welcome(made))
            self.stdout.flush()

        roles = roles_to_run(only, Opening(prepare, greet))
        names = [role.name for role in roles]
        with hold_roles(settings.GUIDEKIT_HOME, names):
            if "web" in names:
                require_free_port(settings.BIND, settings.PORT)
            Supervisor(roles).run()
        self.stdout.write(_("guidekit has stopped."))


def welcome(made: Accounts) -> str:
    """Write the lines that greet the person at the terminal."""
    site = settings.SITE_URL
    lines = [
        "",
        _("guidekit is open at %(url)s/") % {"url": site},
        _("  the desk          %(url)s/admin/") % {"url": site},
        _("  the API           %(url)s/api/docs/") % {"url": site},
        _("  all data is in    %(home)s") % {"home": settings.GUIDEKIT_HOME},
    ]
    if made:
        lines += ["", _("Accounts made now (kept in %(path)s):") % accounts_place()]
        lines += [f"  {name:<12} {password}" for name, password in made]
    elif accounts_file().exists():
        lines.append(_("  accounts are in   %(path)s") % accounts_place())
    return "\n".join([*lines, "", _("Ctrl-C stops it."), ""])


def accounts_file() -> Path:
    """Name the file that the first start keeps passwords in."""
    return settings.GUIDEKIT_HOME / "accounts.txt"


def accounts_place() -> dict[str, str]:
    """Name the file with the first accounts, relative where that is shorter."""
    path = str(accounts_file())
    return {"path": min(path, os.path.relpath(path), key=len)}
