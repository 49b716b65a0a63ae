import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


def key() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("submissions", "0015_contacts"),
    ]

    operations = [
        migrations.CreateModel(
            name="CallForCopy",
            fields=[
                ("id", key()),
                (
                    "title",
                    models.CharField(max_length=80, verbose_name="what is wanted"),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="Stands in the letter as typed: the theme, the length, the form.",
                        verbose_name="text",
                    ),
                ),
                ("until", models.DateTimeField(verbose_name="until")),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="written at"),
                ),
                (
                    "sent_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="sent at"),
                ),
                (
                    "reminded_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="reminded at"
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="closed at"
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
                        verbose_name="written by",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="submissions.section",
                        verbose_name="section",
                    ),
                ),
            ],
            options={
                "verbose_name": "call for copy",
                "verbose_name_plural": "calls for copy",
                "ordering": ("-created_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="CallRecipient",
            fields=[
                ("id", key()),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                (
                    "token_hash",
                    models.CharField(editable=False, max_length=64, unique=True),
                ),
                (
                    "opened_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="link opened at"
                    ),
                ),
                (
                    "declined_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="declined at"
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what she says"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recipients",
                        to="submissions.callforcopy",
                        verbose_name="call for copy",
                    ),
                ),
                (
                    "correspondent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="calls",
                        to="submissions.correspondent",
                        verbose_name="correspondent",
                    ),
                ),
            ],
            options={
                "verbose_name": "recipient of a call",
                "verbose_name_plural": "recipients of calls",
                "ordering": ("name", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        models.F("call"),
                        django.db.models.functions.text.Lower("email"),
                        name="call_once_to_an_address",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CallForm",
            fields=[
                ("id", key()),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "delivery_key",
                    models.CharField(editable=False, max_length=80, unique=True),
                ),
                (
                    "begun_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="begun at"),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="forms",
                        to="submissions.callrecipient",
                        verbose_name="recipient of a call",
                    ),
                ),
            ],
            options={
                "verbose_name": "form of a call",
                "verbose_name_plural": "forms of calls",
                "ordering": ("pk",),
            },
        ),
    ]
