import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATUS = (
    ("received", "New"),
    ("first_read", "In first read"),
    ("second_read", "In second read"),
    ("accepted", "Ready to place"),
    ("placed", "On a page"),
    ("published", "Published"),
    ("held", "On hold"),
    ("returned", "Returned for revision"),
    ("declined", "Declined"),
    ("withdrawn", "Withdrawn"),
    ("killed", "Killed"),
    ("joined", "Joined to another piece"),
)
ACTION = (
    ("claim", "Claim"),
    ("release_claim", "Give back"),
    ("start_first_read", "Begin first read"),
    ("sign_first_read", "Sign first read and send on"),
    ("sign_second_read", "Sign second read and accept"),
    ("send_back", "Send back to first read"),
    ("return", "Return for revision"),
    ("resubmit", "Take in again"),
    ("hold", "Put on hold"),
    ("resume", "Take up again"),
    ("decline", "Decline"),
    ("withdraw", "Withdraw"),
    ("kill", "Kill"),
    ("join", "Join to another piece"),
    ("place", "Place on a page"),
    ("unplace", "Take off the page"),
    ("publish", "Publish"),
    ("sign_final_read", "Sign final read of the piece"),
    ("fall_back", "Fall back to the read that is missing"),
)
RELATION = (
    ("printed", "Close to what was printed"),
    ("resent", "Sent again by the same author"),
    ("others", "Sent by somebody else, too"),
    ("handout", "A handout that several units sent"),
    ("photos", "The same photographs"),
)
DECISION = (
    ("open", "Open"),
    ("joined", "Taken as a new version"),
    ("apart", "A piece of its own"),
)


def belongs_to(model: str, name: str, **more: object) -> models.ForeignKey:
    """Return a reference whose rows go with what they speak of."""
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE,
        related_name=name,
        to=f"submissions.{model}",
        **more,
    )


class Migration(migrations.Migration):
    """Bands of texts and photographs, what was seen before, and joined pieces."""

    dependencies = (
        ("submissions", "0011_reads_that_fall"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="TextBand",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key",
                        "submission_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("submission", belongs_to("submission", "text_bands")),
            ],
        ),
        migrations.CreateModel(
            name="PhotoBand",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key",
                        "photo_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.PositiveIntegerField()),
                ("photo", belongs_to("photo", "bands")),
                ("signs", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="SeenBefore",
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
                    "relation",
                    models.CharField(
                        choices=RELATION, max_length=12, verbose_name="how they relate"
                    ),
                ),
                (
                    "share",
                    models.FloatField(
                        default=0,
                        help_text=(
                            "How much of the shorter text stands in the other, from 0"
                            " to 1."
                        ),
                        verbose_name="share",
                    ),
                ),
                (
                    "shared_characters",
                    models.PositiveIntegerField(
                        default=0, verbose_name="shared characters"
                    ),
                ),
                (
                    "shared_photos",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="shared photographs"
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=DECISION,
                        default="open",
                        max_length=8,
                        verbose_name="decision",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="decided at"
                    ),
                ),
                (
                    "found_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="found at"),
                ),
                (
                    "piece",
                    belongs_to("submission", "seen_before", verbose_name="piece"),
                ),
                (
                    "earlier",
                    belongs_to(
                        "submission", "seen_later", verbose_name="earlier piece"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
            ],
            options={
                "verbose_name": "likeness",
                "verbose_name_plural": "likenesses",
                "ordering": ("-share", "-shared_photos", "earlier_id"),
                "constraints": (
                    models.UniqueConstraint(
                        fields=("piece", "earlier"), name="seen_before_once_a_pair"
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(piece=models.F("earlier")),
                        name="seen_before_not_itself",
                    ),
                ),
            },
        ),
        migrations.RemoveConstraint(
            model_name="submission", name="submission_status_known"
        ),
        migrations.AlterField(
            model_name="submission",
            name="status",
            field=models.CharField(
                choices=STATUS, default="received", max_length=12, verbose_name="status"
            ),
        ),
        migrations.AlterField(
            model_name="transition",
            name="action",
            field=models.CharField(
                choices=ACTION, max_length=20, verbose_name="action"
            ),
        ),
        migrations.AlterField(
            model_name="transition",
            name="from_status",
            field=models.CharField(choices=STATUS, max_length=12, verbose_name="from"),
        ),
        migrations.AlterField(
            model_name="transition",
            name="to_status",
            field=models.CharField(choices=STATUS, max_length=12, verbose_name="to"),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(status__in=[value for value, _label in STATUS]),
                name="submission_status_known",
            ),
        ),
    )
