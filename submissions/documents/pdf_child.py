"""Started as a program of its own: print the words of a PDF, a form feed after a page.

It ends with 3 for a file that is locked, with 4 for one that cannot be opened.
"""

import sys

import pypdfium2

LOCKED, BROKEN = 3, 4
MOST_PAGES = 300


def main(path: str) -> int:
    """Print the words of a file's pages."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        return LOCKED if "password" in str(error).lower() else BROKEN
    for number in range(min(len(document), MOST_PAGES)):
        text = document[number].get_textpage().get_text_bounded()
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\f")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
