"""The description of the API: complete, valid, and made without a warning."""

from django.core.management import call_command


def test_the_description_is_made_without_a_warning(tmp_path):
    path = tmp_path / "schema.yml"

    call_command("spectacular", "--fail-on-warn", "--validate", file=str(path))

    assert "/api/mails/{key}/parts/{position}/take-over/" in path.read_text()
