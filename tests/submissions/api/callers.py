"""Who calls the API, and how many queries a call costs."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient


def client_of(user) -> APIClient:
    """Return a client that calls as this person."""
    client = APIClient()
    client.force_authenticate(user)
    return client


def queries_of(client: APIClient, address: str) -> int:
    """Return how many queries an answer takes."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
