"""The form in which a mailbox is set up, in the order in which one does it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from submissions.mail_enums import AfterIntake, Security
from submissions.models import Mailbox
from submissions.services.mail.mailboxes import WAY

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Provider:
    """How a provider's mailboxes are reached."""

    name: str
    label: str | _StrPromise
    host: str
    port: int = 993
    security: Security = Security.SSL


PROVIDERS = {
    each.name: each
    for each in (
        Provider("163", "163.com", "imap.163.com"),
        Provider("126", "126.com", "imap.126.com"),
        Provider("qq", _("QQ Mail"), "imap.qq.com"),
        Provider("exmail", _("Tencent Exmail"), "imap.exmail.qq.com"),
    )
}
OTHER = "other"


class ProviderSelect(forms.Select):
    """A choice whose options carry the fields they fill."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        """Give an option its server, port and protection."""
        option = super().create_option(name, value, *args, **kwargs)
        provider = PROVIDERS.get(str(value))
        if provider:
            option["attrs"] |= {
                "data-host": provider.host,
                "data-port": provider.port,
                "data-security": provider.security.value,
            }
        return option


@dataclass(frozen=True, slots=True)
class Group:
    """Some fields of the form under one heading."""

    title: str | _StrPromise
    names: tuple[str, ...]
    note: str | _StrPromise = ""


GROUPS = (
    Group(_("Mailbox and provider"), ("name", "provider")),
    Group(_("Server"), ("host", "port", "security")),
    Group(
        _("Access"),
        ("username", "new_code", "folder"),
        _(
            "Switch IMAP on in the mailbox's web page (Settings, POP3/SMTP/IMAP) and"
            " have an authorisation code made there. It stands here instead of the"
            " password."
        ),
    ),
    Group(
        _("Reading"),
        ("is_active", "poll_seconds", "largest_mb", "after_intake", "done_folder"),
        _(
            "Mail that is in the mailbox already is left alone when it is first"
            " reached; its old mail is taken in only when you ask for it."
        ),
    ),
    Group(
        _("Receipt to the author"),
        ("acknowledges", "receipt_subject", "receipt_body"),
    ),
    Group(_("Not too many receipts"), ("receipts_per_address", "receipts_per_hour")),
)


class MailboxForm(forms.ModelForm):
    """The kept code is never sent to the browser; a new one replaces it."""

    provider = forms.ChoiceField(
        label=_("Provider"),
        required=False,
        choices=(
            *((each.name, each.label) for each in PROVIDERS.values()),
            (OTHER, _("Another")),
        ),
        widget=ProviderSelect(attrs={"data-provider": ""}),
        help_text=_("Fills in the server where it is left empty."),
    )
    new_code = forms.CharField(
        label=_("Authorisation code"),
        required=False,
        max_length=200,
        strip=True,
        widget=forms.PasswordInput(
            render_value=False,
            attrs={"autocomplete": "new-password", "spellcheck": "false"},
        ),
    )

    class Meta:
        model = Mailbox
        fields = (
            *("name", "host", "port", "security", "username", "folder"),
            *("is_active", "poll_seconds", "largest_mb", "after_intake"),
            *("done_folder", "acknowledges", "receipt_subject", "receipt_body"),
            *("receipts_per_address", "receipts_per_hour"),
        )
        widgets = {"receipt_body": forms.Textarea(attrs={"rows": 7})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].required = False
        for name in ("host", "username", "folder", "done_folder"):
            self.fields[name].widget.attrs |= {
                "autocomplete": "off",
                "autocapitalize": "off",
                "spellcheck": "false",
            }
        self.fields["new_code"].help_text = self._code_help()
        self.initial.setdefault("provider", _provider_of(self.instance))

    def _code_help(self) -> str:
        if self.instance.code:
            return gettext("Leave empty to keep the code that is there.")
        return gettext("Kept encrypted and never shown again.")

    def groups(self) -> Iterator[tuple[Group, list[forms.BoundField]]]:
        """Yield the groups, each with its fields."""
        for group in GROUPS:
            yield group, [self[name] for name in group.names]

    def clean(self) -> dict[str, Any]:
        """Fill in what the provider tells, and miss what nobody told."""
        data = super().clean() or self.cleaned_data
        provider = PROVIDERS.get(data.get("provider", ""))
        if not data.get("host") and provider:
            data |= {
                "host": provider.host,
                "port": provider.port,
                "security": provider.security.value,
            }
        if not data.get("host"):
            self.add_error("host", gettext("Name the server, or choose a provider."))
        self._clean_code(data)
        if data.get("after_intake") == AfterIntake.MOVE and not data.get("done_folder"):
            said = gettext("Name the folder to which taken mail is moved.")
            self.add_error("done_folder", said)
        return data

    def _clean_code(self, data: dict[str, Any]) -> None:
        if data.get("new_code"):
            return
        if not self.instance.code:
            said = gettext("Enter the authorisation code.")
            self.add_error("new_code", said)
        elif any(data.get(name) != self.initial.get(name) for name in WAY):
            said = gettext(
                "The server, its port or the protection is another one. Enter the"
                " authorisation code again."
            )
            self.add_error("new_code", said)


def _provider_of(mailbox: Mailbox) -> str:
    for provider in PROVIDERS.values():
        if provider.host == mailbox.host:
            return provider.name
    return OTHER if mailbox.pk else "163"
