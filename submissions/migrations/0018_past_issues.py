from django.db import migrations, models

SOURCES = [
    ("form", "Web form"),
    ("mail", "Mail"),
    ("api", "API"),
    ("desk", "Desk"),
    ("archive", "Past issue"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0017_shelf_life"),
    ]

    operations = [
        migrations.AlterField(
            model_name="submission",
            name="source",
            field=models.CharField(
                choices=SOURCES, max_length=10, verbose_name="by way of"
            ),
        ),
        migrations.AlterField(
            model_name="incomingrecord",
            name="source",
            field=models.CharField(
                choices=SOURCES, max_length=10, verbose_name="by way of"
            ),
        ),
    ]
