"""Application set-up of the joining package."""

from django.apps import AppConfig


class GuidekitConfig(AppConfig):
    """Register the checks when Django starts."""

    name = "guidekit"
    verbose_name = "guidekit"

    def ready(self) -> None:
        """Import the checks for their registration."""
        from guidekit import checks  # noqa: F401, PLC0415 - needs loaded apps
