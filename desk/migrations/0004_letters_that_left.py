from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0003_correspondents"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="came_back",
            field=models.BooleanField(
                default=False,
                help_text=(
                    "It left, and a mail server reported that it was not delivered."
                ),
                verbose_name="came back",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="may_have_left",
            field=models.BooleanField(
                default=False,
                help_text="The mail server hung up over it: nobody knows.",
                verbose_name="may have left",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                fields=["object_type", "object_id"], name="letter_about"
            ),
        ),
    ]
