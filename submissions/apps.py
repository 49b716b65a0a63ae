from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = _("Submissions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name this app's jobs to the desk."""
        from submissions.services.photos import register_jobs  # noqa: PLC0415

        register_jobs()
