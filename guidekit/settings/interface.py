"""How the desk's screens look, and where letters go."""

from collections.abc import Callable

import environ
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guidekit.settings import environment as given

ACCENT = {  # newsprint red, as in the style sheets' --gk-accent
    "50": "#fdf5f3",
    "100": "#f8eae6",
    "200": "#f1d2cc",
    "300": "#e6aca3",
    "400": "#ea7466",
    "500": "#cf4437",
    "600": "#b3261e",
    "700": "#8f1a14",
    "800": "#771813",
    "900": "#641813",
    "950": "#370906",
}

PAPER = {  # greys as warm as the sheets of the desk, light and dark
    "50": "#faf8f3",
    "100": "#f3f0e8",
    "200": "#e4dfd3",
    "300": "#d0c9bb",
    "400": "#9d9688",
    "500": "#736c60",
    "600": "#575148",
    "700": "#453f37",
    "800": "#332e28",
    "900": "#171411",
    "950": "#0e0c0a",
}


def _link(title: str | Promise, icon: str, name: str) -> dict[str, object]:
    return {"title": title, "icon": icon, "link": reverse_lazy(f"admin:{name}")}


def _may(verb: str) -> Callable[[HttpRequest], bool]:
    """Return a test of the person against the policy, asked when the menu is drawn."""

    def allowed(request: HttpRequest) -> bool:
        from desk.policy import policy  # noqa: PLC0415  settings load before the apps

        return policy.may(request.user, verb)

    return allowed


def _list(title: str | Promise, icon: str, model: str, verb: str) -> dict[str, object]:
    return _page(title, icon, f"{model}_changelist", verb)


def _page(title: str | Promise, icon: str, name: str, verb: str) -> dict[str, object]:
    return {**_link(title, icon, name), "permission": _may(verb)}


def _is_among_pieces(request: HttpRequest) -> bool:
    """Tell whether a page belongs to the list of pieces; the search stands below it."""
    pieces = reverse("admin:submissions_submission_changelist")
    search = reverse("admin:submissions_search")
    return request.path.startswith(pieces) and not request.path.startswith(search)


def _is_among_issues(request: HttpRequest) -> bool:
    """Tell whether a page belongs to the issues; the calendar stands below them."""
    issues = reverse("admin:issues_issue_changelist")
    months = reverse("admin:issues_calendar")
    return request.path.startswith(issues) and not request.path.startswith(months)


UNFOLD = {
    "SITE_TITLE": "guidekit",
    "SITE_HEADER": "guidekit.dashboard.house_name",
    "SITE_SUBHEADER": _("Editorial desk"),
    "SITE_SYMBOL": "newspaper",
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": lambda request: static("guidekit/mark.svg"),
        }
    ],
    "LOGIN": {"form": "desk.forms.LoginForm"},
    "SHOW_HISTORY": False,
    "SHOW_LANGUAGES": True,
    "SHOW_BACK_BUTTON": False,
    "BORDER_RADIUS": "2px",
    "COLORS": {"primary": ACCENT, "base": PAPER},
    "STYLES": [
        lambda request: static("guidekit/desk.css"),
        lambda request: static("guidekit/account.css"),
        lambda request: static("submissions/mail.css"),
        lambda request: static("guidekit/letters.css"),
        lambda request: static("guidekit/proofs.css"),
        lambda request: static("guidekit/search.css"),
        lambda request: static("guidekit/tags.css"),
        lambda request: static("guidekit/seen.css"),
        lambda request: static("guidekit/contacts.css"),
        lambda request: static("guidekit/talk.css"),
        lambda request: static("guidekit/plan.css"),
        lambda request: static("guidekit/formats.css"),
        lambda request: static("guidekit/proofing.css"),
    ],
    "ACCOUNT": {
        "navigation": [
            {"title": _("My account"), "link": reverse_lazy("admin:account")},
            {
                "title": _("Signing PIN"),
                "link": reverse_lazy("admin:submissions_signing_pin"),
            },
        ]
    },
    "DASHBOARD_CALLBACK": "guidekit.dashboard.fill_dashboard",
    "SIDEBAR": {
        "show_search": False,
        "navigation": [
            {
                "items": [
                    _link(_("What waits for you"), "inbox", "index"),
                    {
                        **_list(
                            _("Submissions"),
                            "article",
                            "submissions_submission",
                            "submission.read",
                        ),
                        "active": _is_among_pieces,
                    },
                    _page(
                        _("Search"), "search", "submissions_search", "submission.read"
                    ),
                    _list(
                        _("Incoming mail"),
                        "mark_email_unread",
                        "submissions_mailmessage",
                        "mail.read",
                    ),
                    _list(
                        _("Planned stories"),
                        "lightbulb",
                        "issues_plannedstory",
                        "issue.view",
                    ),
                    {
                        **_list(_("Issues"), "newspaper", "issues_issue", "issue.view"),
                        "active": _is_among_issues,
                    },
                    _page(
                        _("Calendar"), "calendar_month", "issues_calendar", "issue.view"
                    ),
                    _list(_("Pages"), "grid_view", "issues_page", "issue.view"),
                    _list(_("Proofs"), "spellcheck", "issues_proof", "issue.view"),
                ]
            },
            {
                "title": _("Directory"),
                "items": [
                    _list(
                        _("Correspondents"),
                        "group",
                        "submissions_correspondent",
                        "submission.read",
                    ),
                    _list(
                        _("Contributing units"),
                        "apartment",
                        "submissions_unit",
                        "submission.read",
                    ),
                    _list(
                        _("Confirmed addresses"),
                        "verified_user",
                        "submissions_confirmedaddress",
                        "personal.open_all",
                    ),
                    _list(
                        _("Sections"),
                        "bookmark",
                        "submissions_section",
                        "submission.read",
                    ),
                    _list(_("Tags"), "sell", "submissions_tag", "submission.read"),
                    _list(
                        _("Past issues"),
                        "inventory_2",
                        "issues_pastissue",
                        "archive.keep",
                    ),
                    _list(
                        _("Calls for copy"),
                        "campaign",
                        "submissions_callforcopy",
                        "call.write",
                    ),
                ],
            },
            {
                "title": _("House"),
                "collapsible": True,
                "items": [
                    _list(
                        _("Supplement"), "flag", "issues_supplement", "desk.configure"
                    ),
                    _list(
                        _("Page grids"), "grid_on", "issues_pagegrid", "desk.configure"
                    ),
                    _list(
                        _("Mailboxes"),
                        "all_inbox",
                        "submissions_mailbox",
                        "mailbox.configure",
                    ),
                    _list(
                        _("Days of the desk's own"),
                        "event",
                        "desk_daymark",
                        "calendar.keep",
                    ),
                    _list(_("Letters"), "mail", "desk_letter", "letter.read"),
                    _list(_("Jobs"), "manufacturing", "desk_job", "job.read"),
                    _list(_("Ledger"), "menu_book", "desk_ledgerentry", "ledger.read"),
                    _list(_("Staff"), "badge", "desk_user", "staff.manage"),
                    _list(
                        _("Locked sign-ins"), "lock", "desk_signintries", "staff.manage"
                    ),
                    _list(_("API keys"), "key", "desk_apitoken", "staff.manage"),
                ],
            },
        ],
    },
}

MAILBOX_URL = given.address("MAILBOX_URL", "", schemes=("imap", "imaps"))
SMTP_URL = given.address(
    "SMTP_URL", "", schemes=("smtp", "smtps", "smtp+tls", "smtp+ssl")
)
DEFAULT_FROM_EMAIL = given.text("MAIL_FROM", "guidekit@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20
if SMTP_URL:
    vars().update(
        environ.Env.email_url_config(SMTP_URL.replace("smtps:", "smtp+ssl:", 1))
    )
else:  # nothing leaves the house until an address is given
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = given.home() / "letters"
