"""How the desk's screens look, and where letters go."""

import environ
from django.utils.translation import gettext_lazy as _

from guidekit.settings import environment as given

UNFOLD = {
    "SITE_TITLE": "guidekit",
    "SITE_HEADER": "guidekit",
    "SITE_SUBHEADER": _("Editorial desk"),
    "SITE_SYMBOL": "newspaper",
    "SHOW_HISTORY": True,
    "SHOW_LANGUAGES": True,
    "BORDER_RADIUS": "6px",
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
