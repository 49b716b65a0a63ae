"""How much of a file from outside is read; one place, so that they can be compared."""

from __future__ import annotations

MIB = 1024 * 1024
CHUNK = 256 * 1024

HEAD = 4096  # bytes that tell what a file is

# Archives
MAX_ENTRIES = 200
MAX_UNPACKED = 300 * MIB
MAX_RATIO = 100  # unpacked to packed, once more than RATIO_FREE bytes came out
RATIO_FREE = 10 * MIB

# Word files as archives: parts are many, but small
MAX_PARTS = 10_000
MAX_MAIN_PART = 64 * MIB  # the words themselves, read as a stream
MAX_SIDE_PART = 8 * MIB  # styles, numbers, relationships: read whole
MAX_ELEMENTS = 400_000  # of the words' XML; some two seconds
MAX_PICTURES = 200
MAX_PICTURE = 200 * MIB

# Everything else
MAX_TEXT_FILE = 8 * MIB
MAX_WORD_FILE = 200 * MIB
MAX_BLOCKS = 20_000
MAX_CHARACTERS = 500_000  # of one document: fifty full pages
MAX_MAIL_PAGE = 64 * MIB  # a page saved with its pictures (MHT)

# Converters in a child process
OFFICE_SECONDS = 60
UNPACK_SECONDS = 30
PDF_SECONDS = 20
