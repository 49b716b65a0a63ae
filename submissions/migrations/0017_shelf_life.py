from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0016_calls_for_copy"),
    ]

    operations = [
        migrations.AddField(
            model_name="section",
            name="shelf_days",
            field=models.PositiveSmallIntegerField(
                default=30,
                help_text="For so long a piece of this section is held before it is looked at again.",
                verbose_name="days on hold",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="held_until",
            field=models.DateField(
                blank=True,
                help_text="On this day a piece on hold is looked at again.",
                null=True,
                verbose_name="held until",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("status", "held")),
                fields=["held_until"],
                name="submission_held_until",
            ),
        ),
    ]
