"""Copies of 1600 pixels are called by their new name; links get an end."""

from datetime import timedelta

from django.db import migrations
from django.utils import timezone

LINK_DAYS = 180


def forwards(apps, schema_editor):
    Rendition = apps.get_model("submissions", "Rendition")
    Rendition.objects.filter(kind="screen").update(kind="reading")
    Submission = apps.get_model("submissions", "Submission")
    until = timezone.now() + timedelta(days=LINK_DAYS)
    Submission.objects.filter(status_token_until=None).update(status_token_until=until)


def backwards(apps, schema_editor):
    Rendition = apps.get_model("submissions", "Rendition")
    Rendition.objects.filter(kind="screen").delete()
    Rendition.objects.filter(kind="reading").update(kind="screen")


class Migration(migrations.Migration):
    dependencies = [("submissions", "0003_correspondents")]

    operations = [migrations.RunPython(forwards, backwards)]
