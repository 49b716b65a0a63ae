"""How much of everything we take; the form, the API and the service say the same."""

HEADLINE_CHARACTERS = 100
BODY_CHARACTERS = 20_000  # visible characters; a full page of print holds about 7,000
PHOTOS = 20
PHOTO_BYTES = 100 * 1024**2
DOCUMENTS = 5
DOCUMENT_BYTES = 50 * 1024**2  # a Word file with its pictures
CLEARANCES = 5
CLEARANCE_BYTES = 50 * 1024**2  # a stamped page
ALL_BYTES = 300 * 1024**2  # all photographs of a piece together
# How long a piece may be promised to us alone, from the day it is sent.
EXCLUSIVE_DAYS_LEAST = 15
EXCLUSIVE_DAYS_MOST = 180
MAIL_BYTES = 60 * 1024**2  # a larger mail stays in its mailbox
