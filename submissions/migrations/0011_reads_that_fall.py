import django.db.models.deletion
from django.db import migrations, models

EMPTY = {"blank": True, "default": list}


def name_page_reads(apps, schema_editor):
    """Until now a final read was given by signing a page only."""
    Review = apps.get_model("submissions", "Review")
    Review.objects.filter(stage="final").update(on_page=True)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0010_tags")]

    operations = [
        migrations.AddField(
            "submission",
            "flags",
            models.JSONField(
                "flags",
                help_text="A flagged piece is signed a third time before it is placed.",
                **EMPTY,
            ),
        ),
        migrations.AddIndex(
            "version", models.Index(fields=["copy_hash"], name="version_hash")
        ),
        migrations.AddField(
            "review",
            "on_page",
            models.BooleanField("signed on the page", default=False),
        ),
        migrations.AddField(
            "review", "covers", models.JSONField("later versions it covers", **EMPTY)
        ),
        migrations.AddField(
            "review",
            "void_cause",
            models.CharField(
                "void because",
                blank=True,
                choices=[
                    ("edit", "The words were changed"),
                    ("action", "The piece went back"),
                    ("page", "The sign-off of the page was withdrawn"),
                ],
                default="",
                max_length=8,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "review",
            "void_version",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="submissions.version",
                verbose_name="version that voided it",
            ),
        ),
        migrations.AddField(
            "review",
            "void_changes",
            models.JSONField("changes that voided it", **EMPTY),
        ),
        migrations.RunPython(name_page_reads, migrations.RunPython.noop),
        migrations.RemoveConstraint("review", "review_one_valid_per_stage"),
        migrations.AddConstraint(
            "review",
            models.UniqueConstraint(
                condition=models.Q(("void_at__isnull", True)),
                fields=("submission", "stage", "on_page"),
                name="review_one_valid_per_stage",
            ),
        ),
        migrations.AlterField(
            "transition",
            "action",
            models.CharField(
                "action",
                max_length=20,
                choices=[
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
                    ("place", "Place on a page"),
                    ("unplace", "Take off the page"),
                    ("publish", "Publish"),
                    ("sign_final_read", "Sign final read of the piece"),
                    ("fall_back", "Fall back to the read that is missing"),
                ],
            ),
        ),
    ]
