import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import desk.fields


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0005_working_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignInTries",
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
                ("key", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "username",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="username"
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        help_text="Without its last part.",
                        max_length=45,
                        verbose_name="network address",
                    ),
                ),
                (
                    "failures",
                    models.PositiveIntegerField(
                        default=0, verbose_name="wrong passwords"
                    ),
                ),
                ("last_at", models.DateTimeField(verbose_name="last one at")),
                (
                    "locked_until",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="locked until"
                    ),
                ),
            ],
            options={
                "verbose_name": "locked sign-in",
                "verbose_name_plural": "locked sign-ins",
                "ordering": ("-last_at",),
            },
        ),
        migrations.CreateModel(
            name="SecondFactor",
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
                ("secret", desk.fields.EncryptedTextField(editable=False)),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="set up at"
                    ),
                ),
                ("last_step", models.BigIntegerField(default=0, editable=False)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="second_factor",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="member of staff",
                    ),
                ),
            ],
            options={
                "verbose_name": "second factor",
                "verbose_name_plural": "second factors",
            },
        ),
        migrations.CreateModel(
            name="StaffSession",
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
                    "key_hash",
                    models.CharField(editable=False, max_length=64, unique=True),
                ),
                ("key", desk.fields.EncryptedTextField(editable=False)),
                ("browser", models.CharField(max_length=60, verbose_name="browser")),
                (
                    "address",
                    models.CharField(
                        help_text="Without its last part.",
                        max_length=45,
                        verbose_name="network address",
                    ),
                ),
                ("began_at", models.DateTimeField(verbose_name="signed in at")),
                ("last_seen_at", models.DateTimeField(verbose_name="last seen")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staff_sessions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="member of staff",
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ("-last_seen_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
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
                ("code_hash", models.CharField(editable=False, max_length=64)),
                (
                    "used_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="used at"),
                ),
                (
                    "factor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_codes",
                        to="desk.secondfactor",
                    ),
                ),
            ],
            options={
                "verbose_name": "recovery code",
                "verbose_name_plural": "recovery codes",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("factor", "code_hash"), name="recovery_code_once"
                    )
                ],
            },
        ),
    ]
