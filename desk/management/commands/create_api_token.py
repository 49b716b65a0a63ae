"""Make an API key for a member of staff; the key is printed this once."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from desk.services.api_tokens import create_token


class Command(BaseCommand):
    help = "Make an API key for a member of staff; the key is shown only now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("name", help="what the key is for")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        username = options["username"]
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"No member of staff is called {username}.")
        token, key = create_token(user=user, name=options["name"])
        line = json.dumps({"username": username, "name": token.name, "key": key})
        self.stdout.write(line if options["json"] else key)
