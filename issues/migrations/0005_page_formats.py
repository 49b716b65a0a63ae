import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import issues.models.fixed_piece


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0004_past_issues"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="issue",
            name="daily_serial",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="serial number of the daily"
            ),
        ),
        migrations.AddField(
            model_name="page",
            name="booked_by",
            field=models.CharField(blank=True, max_length=80, verbose_name="booked by"),
        ),
        migrations.AddField(
            model_name="page",
            name="daily_page",
            field=models.CharField(
                blank=True,
                help_text="As the daily counts it, for example A05.",
                max_length=8,
                verbose_name="page number in the daily",
            ),
        ),
        migrations.AddField(
            model_name="page",
            name="layout_artist",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="layout artist",
            ),
        ),
        migrations.AddField(
            model_name="page",
            name="paid_mark",
            field=models.CharField(
                blank=True,
                choices=[
                    ("广告", "Advertisement (广告)"),
                    ("专版", "Paid special page (专版)"),
                ],
                default="",
                help_text="The whole page is paid for and marked so in the folio.",
                max_length=8,
                verbose_name="paid page",
            ),
        ),
        migrations.AddField(
            model_name="page",
            name="proofreader",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="proofreader",
            ),
        ),
        migrations.AddField(
            model_name="page",
            name="telephone",
            field=models.CharField(
                blank=True,
                help_text="Empty: the telephone of the supplement.",
                max_length=30,
                verbose_name="telephone",
            ),
        ),
        migrations.AddField(
            model_name="pagegrid",
            name="styles",
            field=models.JSONField(blank=True, default=dict, verbose_name="styles"),
        ),
        migrations.AddField(
            model_name="supplement",
            name="desk_fonts",
            field=models.JSONField(
                blank=True, default=dict, verbose_name="fonts of the desk"
            ),
        ),
        migrations.AddField(
            model_name="supplement",
            name="first_serial",
            field=models.PositiveIntegerField(
                default=1,
                help_text="Where the count of all issues goes on from before guidekit.",
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="serial number of the first issue here",
            ),
        ),
        migrations.AddField(
            model_name="supplement",
            name="telephone",
            field=models.CharField(
                blank=True,
                help_text="Stands in the folio of every page that has none of its own.",
                max_length=30,
                verbose_name="telephone",
            ),
        ),
        migrations.CreateModel(
            name="FixedPiece",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("advertisement", "Advertisement"),
                            ("imprint", "Imprint"),
                            ("notice", "Notice"),
                            ("standing_head", "Standing head"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "column",
                    models.PositiveSmallIntegerField(verbose_name="first column"),
                ),
                ("line", models.PositiveSmallIntegerField(verbose_name="first line")),
                (
                    "columns",
                    models.PositiveSmallIntegerField(verbose_name="columns wide"),
                ),
                ("lines", models.PositiveSmallIntegerField(verbose_name="lines deep")),
                ("text", models.TextField(blank=True, verbose_name="words")),
                ("framed", models.BooleanField(default=True, verbose_name="framed")),
                (
                    "artwork",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        upload_to=issues.models.fixed_piece.artwork_path,
                        verbose_name="artwork",
                    ),
                ),
                (
                    "artwork_name",
                    models.CharField(blank=True, editable=False, max_length=200),
                ),
                (
                    "artwork_sha256",
                    models.CharField(blank=True, editable=False, max_length=64),
                ),
                (
                    "artwork_width",
                    models.PositiveIntegerField(editable=False, null=True),
                ),
                (
                    "artwork_height",
                    models.PositiveIntegerField(editable=False, null=True),
                ),
                (
                    "client",
                    models.CharField(blank=True, max_length=80, verbose_name="client"),
                ),
                (
                    "booking_ref",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="booking reference"
                    ),
                ),
                (
                    "price",
                    models.CharField(blank=True, max_length=40, verbose_name="price"),
                ),
                (
                    "booked_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="entered at"),
                ),
                (
                    "booked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fixed_pieces",
                        to="issues.page",
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "booked piece",
                "verbose_name_plural": "booked pieces",
                "ordering": ("line", "column", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("columns__gte", 1), ("lines__gte", 1)),
                        name="fixed_piece_has_room",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("artwork", ""),
                            models.Q(
                                ("artwork_height__gte", 1), ("artwork_width__gte", 1)
                            ),
                            _connector="OR",
                        ),
                        name="fixed_piece_artwork_has_size",
                    ),
                ],
            },
        ),
    ]
