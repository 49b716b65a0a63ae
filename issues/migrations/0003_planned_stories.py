import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


def to(model: str, words: str, *, name: str = "planned_stories") -> models.ForeignKey:
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name=name,
        to=model,
        verbose_name=words,
    )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("issues", "0002_month_clock"),
        ("submissions", "0012_seen_before"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlannedStory",
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
                ("title", models.CharField(max_length=80, verbose_name="title")),
                (
                    "brief",
                    models.TextField(
                        blank=True,
                        help_text="What it is about, whom to ask, what must not be missing.",
                        verbose_name="brief",
                    ),
                ),
                (
                    "length",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="0: as the section usually has.",
                        verbose_name="characters",
                    ),
                ),
                (
                    "photos",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="photographs wanted"
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("idea", "Idea"),
                            ("agreed", "Agreed"),
                            ("asked", "Copy asked for"),
                            ("in", "Copy is in"),
                            ("dropped", "Dropped"),
                        ],
                        default="idea",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="planned at"),
                ),
                ("section", to("submissions.section", "section", name="+")),
                ("responsible", to(settings.AUTH_USER_MODEL, "responsible editor")),
                ("correspondent", to("submissions.correspondent", "asked of")),
                ("unit", to("submissions.unit", "asked of the unit")),
                ("issue", to("issues.issue", "for the issue")),
                ("created_by", to(settings.AUTH_USER_MODEL, "planned by", name="+")),
                (
                    "submission",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="planned_story",
                        to="submissions.submission",
                        verbose_name="the piece that came",
                    ),
                ),
            ],
            options={
                "verbose_name": "planned story",
                "verbose_name_plural": "planned stories",
                "ordering": (F("due_at").asc(nulls_last=True), "pk"),
                "indexes": [
                    models.Index(fields=["state", "due_at"], name="story_state_due")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(submission__isnull=True) | Q(state="in"),
                        name="planned_story_with_copy_is_in",
                    )
                ],
            },
        ),
    ]
