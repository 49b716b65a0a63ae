"""Make API keys for members of staff; the keys are printed this once."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from desk.services.api_tokens import create_token


class Command(BaseCommand):
    help = "Make an API key for each member of staff; they are shown only now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="what the keys are for")
        parser.add_argument("usernames", nargs="+")
        parser.add_argument("--json", action="store_true", help="one object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        names = options["usernames"]
        users = {
            u.username: u for u in get_user_model().objects.filter(username__in=names)
        }
        for username in names:
            if username not in users:
                said = _("No member of staff is called %(name)s.")
                raise CommandError(said % {"name": username})
        for username in names:
            _token, key = create_token(user=users[username], name=options["name"])
            line = json.dumps({"username": username, "key": key})
            self.stdout.write(line if options["json"] else f"{username}\t{key}")
