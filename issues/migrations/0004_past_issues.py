import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import issues.models.past_issue


def key() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def line(words: str) -> models.CharField:
    return models.CharField(blank=True, max_length=200, verbose_name=words)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("desk", "0005_working_days"),
        ("issues", "0003_planned_stories"),
        ("submissions", "0018_past_issues"),
    ]

    operations = [
        migrations.CreateModel(
            name="PastIssue",
            fields=[
                ("id", key()),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("cover_date", models.DateField(verbose_name="cover date")),
                (
                    "number",
                    models.PositiveSmallIntegerField(verbose_name="number in the year"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Being read"),
                            ("divided", "Waits for a look"),
                            ("keeping", "Being kept"),
                            ("kept", "Kept"),
                        ],
                        default="reading",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "problem",
                    models.TextField(blank=True, verbose_name="what could not be read"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        auto_now_add=True, verbose_name="brought in at"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="brought in by",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="desk.job",
                        verbose_name="job",
                    ),
                ),
                (
                    "supplement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="past_issues",
                        to="issues.supplement",
                        verbose_name="supplement",
                    ),
                ),
            ],
            options={
                "verbose_name": "past issue",
                "verbose_name_plural": "past issues",
                "ordering": ("-cover_date", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("supplement", "cover_date"),
                        name="past_issue_once_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PastFile",
            fields=[
                ("id", key()),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        upload_to=issues.models.past_issue.past_file_path,
                        verbose_name="file",
                    ),
                ),
                (
                    "past",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="issues.pastissue",
                        verbose_name="past issue",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a past issue",
                "verbose_name_plural": "files of past issues",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="PastPiece",
            fields=[
                ("id", key()),
                ("position", models.PositiveIntegerField(verbose_name="order")),
                (
                    "page_number",
                    models.PositiveSmallIntegerField(default=1, verbose_name="page"),
                ),
                (
                    "page_label",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="page label"
                    ),
                ),
                ("kicker", line("kicker")),
                ("headline", line("headline")),
                ("deck", line("deck")),
                ("byline", line("byline")),
                ("body", models.TextField(blank=True, verbose_name="body")),
                (
                    "is_dropped",
                    models.BooleanField(default=False, verbose_name="left out"),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it was not kept"
                    ),
                ),
                (
                    "past",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="issues.pastissue",
                        verbose_name="past issue",
                    ),
                ),
                (
                    "submission",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="past_piece",
                        to="submissions.submission",
                        verbose_name="the printed piece",
                    ),
                ),
            ],
            options={
                "verbose_name": "piece of a past issue",
                "verbose_name_plural": "pieces of past issues",
                "ordering": ("position", "pk"),
            },
        ),
    ]
