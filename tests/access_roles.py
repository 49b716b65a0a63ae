"""Who opens what in the roles that came later, row by row against an older column.

Each answers as the column named first does, but for the rows below it: there stands
what she gets instead.  ``tests/test_access.py`` compares every row.
"""

OLDER = (
    "anonymous",
    "no role",
    "editor",
    "section_chief",
    "page_editor",
    "duty_editor",
    "editor_in_chief",
    "proofreader",
    "superuser",
)
BODIES = {}
DIFFERENCES = {
    "picture_editor": ("proofreader", {}),
    "reviewer": ("proofreader", {}),
    "correspondents_desk": ("proofreader", {}),
    "administrator": ("no role", {}),
}


def expected(rows):
    """Return each later role's answers, from the columns of ``rows``."""
    columns = {
        row: dict(zip(OLDER, answers.split(), strict=True))
        for row, answers in rows.items()
    }
    return {
        role: {row: differs.get(row, int(columns[row][like])) for row in rows}
        for role, (like, differs) in DIFFERENCES.items()
    }
