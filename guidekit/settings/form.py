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
