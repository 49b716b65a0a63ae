import re
from datetime import timedelta

import pytest
from django.utils import timezone

from desk.exceptions import NotAllowed
from desk.models import ApiToken
from desk.services.api_tokens import create_token, find_token, revoke_token
from desk.services.ledger import entries_for
from tests.desk.builders import make_user

pytestmark = pytest.mark.django_db


def test_a_key_is_random_and_only_its_hash_is_kept():
    token, key = create_token(user=make_user(), name="版面插件")

    assert re.fullmatch(r"gk_[A-Za-z0-9]{40}", key)
    assert token.prefix == key[:8]
    stored = ApiToken.objects.values().get()
    assert key not in map(str, stored.values())
    assert len(stored["token_hash"]) == 64


def test_a_key_is_found_and_its_use_noted_once_a_minute(django_assert_num_queries):
    token, key = create_token(user=make_user(), name="script")

    with django_assert_num_queries(2):
        first = find_token(key)
    with django_assert_num_queries(1):
        find_token(key)
    noted = ApiToken.objects.get().last_used_at
    ApiToken.objects.update(last_used_at=noted - timedelta(minutes=2))
    find_token(key)

    assert first == token
    assert (
        ApiToken.objects.get().last_used_at
        >= noted
        > timezone.now() - timedelta(minutes=1)
    )


def test_an_unknown_key_and_a_key_of_a_leaver_open_nothing():
    leaver = make_user(is_active=False)
    _token, key = create_token(user=leaver, name="script")

    assert [find_token(key), find_token("gk_" + "a" * 40), find_token("")] == [None] * 3


def test_revoking_is_for_ever_and_written_down_once():
    user = make_user()
    token, key = create_token(user=user, name="script")

    revoked = revoke_token(token=token, actor=user)
    again = revoke_token(token=token, actor=user)

    assert revoked.revoked_at == again.revoked_at is not None
    assert find_token(key) is None
    assert [entry.verb for entry in entries_for(token)] == [
        "api_token.created",
        "api_token.revoked",
    ]


def test_only_the_owner_or_the_administrator_revokes():
    token, key = create_token(user=make_user(), name="script")

    with pytest.raises(NotAllowed):
        revoke_token(token=token, actor=make_user())
    assert find_token(key) == token
    revoke_token(token=token, actor=make_user(is_superuser=True))
    assert find_token(key) is None
