import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("copy_deadline", "Copy deadline"),
    ("conference", "Editorial conference"),
    ("first_reads", "First reads done"),
    ("second_reads", "Second reads done"),
    ("make_up", "Make-up done"),
    ("proofs", "Page proofs signed"),
    ("release", "Released to press"),
]


def key() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClockStep",
            fields=[
                ("id", key()),
                (
                    "kind",
                    models.CharField(choices=KINDS, max_length=16, verbose_name="step"),
                ),
                (
                    "days_before",
                    models.PositiveSmallIntegerField(
                        verbose_name="working days before press day"
                    ),
                ),
                ("at", models.TimeField(verbose_name="time of day")),
                (
                    "supplement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clock_steps",
                        to="issues.supplement",
                        verbose_name="supplement",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of the month clock",
                "verbose_name_plural": "steps of the month clock",
                "ordering": ("supplement", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("supplement", "kind"),
                        name="clock_step_once_a_supplement",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", key()),
                (
                    "kind",
                    models.CharField(choices=KINDS, max_length=16, verbose_name="step"),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="issues.issue",
                        verbose_name="issue",
                    ),
                ),
            ],
            options={
                "verbose_name": "milestone",
                "verbose_name_plural": "milestones",
                "ordering": ("issue", "at"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issue", "kind"), name="milestone_once_an_issue"
                    )
                ],
            },
        ),
    ]
