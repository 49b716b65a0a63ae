from django.db import migrations

# The grams stand apart from the words: their rows are small and quickly read.
FORWARDS = (
    "DELETE FROM submissions_searchtext",  # ``prepare`` indexes what is missing
    "ALTER TABLE submissions_searchtext DROP COLUMN grams",
    "CREATE TABLE submissions_searchgrams"
    " (key bigint PRIMARY KEY, grams tsvector NOT NULL)",
    "CREATE INDEX submissions_searchgrams_grams ON submissions_searchgrams"
    " USING gin (grams)",
    "CREATE FUNCTION submissions_searchgrams_gone() RETURNS trigger"
    " LANGUAGE plpgsql AS $$ BEGIN"
    " IF TG_OP = 'TRUNCATE' THEN TRUNCATE submissions_searchgrams;"
    " ELSE DELETE FROM submissions_searchgrams WHERE key = old.key; END IF;"
    " RETURN NULL; END $$",
    "CREATE TRIGGER submissions_searchtext_gone AFTER DELETE ON submissions_searchtext"
    " FOR EACH ROW EXECUTE FUNCTION submissions_searchgrams_gone()",
    "CREATE TRIGGER submissions_searchtext_emptied AFTER TRUNCATE"
    " ON submissions_searchtext EXECUTE FUNCTION submissions_searchgrams_gone()",
)
BACKWARDS = (
    "DROP TRIGGER submissions_searchtext_gone ON submissions_searchtext",
    "DROP TRIGGER submissions_searchtext_emptied ON submissions_searchtext",
    "DROP FUNCTION submissions_searchgrams_gone",
    "DROP TABLE submissions_searchgrams",
    "DELETE FROM submissions_searchtext",
    "ALTER TABLE submissions_searchtext ADD COLUMN grams tsvector",
    "CREATE INDEX submissions_searchtext_grams ON submissions_searchtext"
    " USING gin (grams)",
)


def part(apps, schema_editor):
    """Give PostgreSQL's grams a table of their own; SQLite has one."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in FORWARDS:
            schema_editor.execute(statement)


def join(apps, schema_editor):
    """Put them back into the table of words."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in BACKWARDS:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0021_unpublish"),
    ]

    operations = [
        migrations.RunPython(part, join),
    ]
