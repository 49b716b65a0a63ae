"""What the API says of accounts, their sessions and their sign-in."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from desk.duties import VERBS
from desk.enums import StaffRole
from desk.models import LedgerEntry, SignInTries, StaffSession, User
from desk.policy import policy
from desk.services import second_factor
from desk.services.staff import facts_of


class StaffSerializer(serializers.ModelSerializer[User]):
    """An account and its roles."""

    roles = serializers.SerializerMethodField()
    has_second_factor = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = (
            *("id", "username", "display_name", "is_active", "is_superuser"),
            *("roles", "has_second_factor", "last_login"),
        )
        read_only_fields = fields

    def get_roles(self, user: User) -> list[str]:
        """Return the names of the roles, in the order of the newsroom."""
        names = {group.name for group in user.groups.all()}
        return [role.value for role in StaffRole if role in names]

    def get_has_second_factor(self, user: User) -> bool:
        """Tell whether a code is asked for after the password."""
        factor = getattr(user, "second_factor", None)
        return factor is not None and factor.confirmed_at is not None


class StaffChangeSerializer(serializers.Serializer[Any]):
    """What of an account is changed; what is left out stays."""

    display_name = serializers.CharField(max_length=60, required=False)
    is_active = serializers.BooleanField(required=False)
    roles = serializers.ListField(
        child=serializers.ChoiceField(choices=StaffRole.choices), required=False
    )


class NewStaffSerializer(serializers.Serializer[Any]):
    """A new account."""

    username = serializers.CharField(max_length=150)
    display_name = serializers.CharField(max_length=60)
    roles = serializers.ListField(
        child=serializers.ChoiceField(choices=StaffRole.choices), default=list
    )


class MadeStaffSerializer(serializers.Serializer[Any]):
    """A new account with its first password, which is told only now."""

    account = StaffSerializer()
    password = serializers.CharField()


class MeSerializer(serializers.Serializer[User]):
    """Who calls: roles, sections, and all that she may ask for."""

    id = serializers.IntegerField()
    username = serializers.CharField()
    display_name = serializers.CharField()
    roles = serializers.SerializerMethodField()
    sections = serializers.SerializerMethodField()
    duties = serializers.SerializerMethodField()

    def get_roles(self, user: User) -> list[str]:
        """Return the names of the roles."""
        return list(facts_of(user)["roles"])

    def get_sections(self, user: User) -> list[str]:
        """Return the sections she works for; none means all."""
        return list(facts_of(user).get("sections", []))

    def get_duties(self, user: User) -> list[str]:
        """Return the verbs that the policy allows, before it looks at an object."""
        return [verb for verb in VERBS if policy.may(user, verb)]


class SessionSerializer(serializers.ModelSerializer[StaffSession]):
    """A browser in which somebody is signed in."""

    is_here = serializers.SerializerMethodField()

    class Meta:
        model = StaffSession
        fields = ("id", "browser", "address", "began_at", "last_seen_at", "is_here")
        read_only_fields = fields

    def get_is_here(self, session: StaffSession) -> bool:
        """Tell whether this very request comes from it."""
        return bool(session.key_hash == self.context.get("here"))


class EndedSerializer(serializers.Serializer[Any]):
    """In how many browsers somebody was signed out."""

    ended = serializers.IntegerField()


class CodeSerializer(serializers.Serializer[Any]):
    """A code of the telephone, or a recovery code."""

    code = serializers.CharField(max_length=20)


class FactorSerializer(serializers.Serializer[User]):
    """How the second factor of a person stands."""

    is_set_up = serializers.SerializerMethodField()
    is_compulsory = serializers.SerializerMethodField()
    recovery_codes_left = serializers.SerializerMethodField()

    def get_is_set_up(self, user: User) -> bool:
        """Tell whether a code is asked for after the password."""
        return second_factor.is_set_up(user)

    def get_is_compulsory(self, user: User) -> bool:
        """Tell whether a role of hers has to have one."""
        return second_factor.is_compulsory(user)

    def get_recovery_codes_left(self, user: User) -> int:
        """Count the recovery codes that are not used."""
        return second_factor.codes_left(user)


class NewFactorSerializer(serializers.Serializer[Any]):
    """The secret for the telephone, told until a code has proved it."""

    secret = serializers.CharField()
    address = serializers.CharField()


class RecoveryCodesSerializer(serializers.Serializer[Any]):
    """Recovery codes, told only now."""

    recovery_codes = serializers.ListField(child=serializers.CharField())


class TriesSerializer(serializers.ModelSerializer[SignInTries]):
    """Wrong passwords for a name from an address."""

    class Meta:
        model = SignInTries
        fields = ("id", "username", "address", "failures", "last_at", "locked_until")
        read_only_fields = fields


class LedgerEntrySerializer(serializers.ModelSerializer[LedgerEntry]):
    """An entry of the ledger: who did what to what, and when."""

    actor = serializers.StringRelatedField[Any]()

    class Meta:
        model = LedgerEntry
        fields = (
            *("id", "created_at", "verb", "object_type", "object_id", "sequence"),
            *("actor", "data", "hash"),
        )
        read_only_fields = fields
