from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0004_letters_that_left"),
    ]

    operations = [
        migrations.CreateModel(
            name="DayMark",
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
                ("day", models.DateField(unique=True, verbose_name="day")),
                (
                    "is_working",
                    models.BooleanField(
                        default=False,
                        help_text="On: the desk works on this day. Off: it rests.",
                        verbose_name="working day",
                    ),
                ),
                (
                    "note",
                    models.CharField(blank=True, max_length=40, verbose_name="why"),
                ),
            ],
            options={
                "verbose_name": "day of the desk's own",
                "verbose_name_plural": "days of the desk's own",
                "ordering": ("-day",),
            },
        ),
    ]
