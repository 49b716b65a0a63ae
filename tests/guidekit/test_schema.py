"""The description of the API: made once, the same for all who ask."""

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from guidekit import schema
from tests.desk.builders import make_user

pytestmark = pytest.mark.django_db


def test_it_is_made_once_however_many_ask(client: Client, monkeypatch):
    made = []
    really = SchemaGenerator.get_schema

    def counted(self, request=None, public=False):
        made.append(public)
        return really(self, request, public)

    schema._described.cache_clear()
    monkeypatch.setattr(SchemaGenerator, "get_schema", counted)

    first = client.get("/api/schema/?format=json")
    client.force_login(make_user())
    second = client.get("/api/schema/?format=json")

    assert made == [True]
    assert first.status_code == 200
    assert first.json() == second.json()
    assert "/api/search/" in first.json()["paths"]
    schema._described.cache_clear()
