"""How often the public form may be sent, and how long what was not sent is kept."""

from guidekit.settings import environment as given

# One address may be a whole zone office behind one line.
FORM_RATE_PER_HOUR = given.number("FORM_RATE_PER_HOUR", 120, least=1, most=100_000)
FORM_UPLOAD_BYTES_PER_HOUR = (
    given.number("FORM_UPLOAD_MB_PER_HOUR", 2000, least=10, most=1_000_000)
    * 1024
    * 1024
)
# Photographs of a form that was never sent are thrown away after this. Seconds.
FORM_UPLOADS_KEPT = (
    given.number("FORM_UPLOADS_KEPT_HOURS", 48, least=1, most=720) * 3600
)

# The page whose width a photograph is judged by: a preset of ``press.makeup.grid``.
FORM_PAGE_GRID = given.choice(
    "FORM_PAGE_GRID", "broadsheet", allowed=("broadsheet", "tabloid")
)

# A piece from somebody who is not signed in: "on" asks the browser for a proof of work
# (ALTCHA); without one a code goes to the author's e-mail. "off" asks for nothing.
FORM_CAPTCHA = given.choice("FORM_CAPTCHA", "on", allowed=("on", "off"))
# Rounds of SHA-256 for each of some 200 tries: 2000 take a telephone about 0.3 s.
FORM_CAPTCHA_COST = given.number("FORM_CAPTCHA_COST", 2_000, least=1, most=1_000_000)
# How long a private status link opens its page after the last change of state. Days.
STATUS_LINK_DAYS = given.number("STATUS_LINK_DAYS", 180, least=1, most=3650)
# Codes by mail, and new private links: for one e-mail, and from one network address.
CODES_PER_EMAIL_PER_HOUR = given.number(
    "CODES_PER_EMAIL_PER_HOUR", 6, least=1, most=1000
)
CODES_PER_ADDRESS_PER_HOUR = given.number(
    "CODES_PER_ADDRESS_PER_HOUR", 60, least=1, most=100_000
)
# So many days before a piece stops being ours alone, the desk is warned.
EXCLUSIVE_WARNING_DAYS = given.number("EXCLUSIVE_WARNING_DAYS", 3, least=0, most=60)
# An unsent piece is kept on the server for so many days after it was last changed.
FORM_DRAFTS_KEPT_DAYS = given.number("FORM_DRAFTS_KEPT_DAYS", 30, least=1, most=365)
# One network address saves that often, and begins that many pieces, in an hour.
FORM_DRAFT_SAVES_PER_HOUR = given.number(
    "FORM_DRAFT_SAVES_PER_HOUR", 6_000, least=10, most=1_000_000
)
FORM_DRAFTS_PER_HOUR = given.number("FORM_DRAFTS_PER_HOUR", 300, least=1, most=100_000)
