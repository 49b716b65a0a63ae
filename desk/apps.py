from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = _("Desk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the desk's own kinds of jobs and letters."""
        from desk.jobs import register  # noqa: PLC0415 - needs loaded apps
        from desk.letter_subjects import register_subject  # noqa: PLC0415 - as above
        from desk.models import LetterEnclosure  # noqa: PLC0415 - as above
        from desk.policy import policy  # noqa: PLC0415 - as above
        from desk.services import (  # noqa: PLC0415 - as above
            letter_tests,
            loose_files,
            selftest,
            signing_in,
        )
        from desk.services.staff import (  # noqa: PLC0415 - as above
            find_staff,
            not_hers_to_manage,
        )

        register(
            selftest.KIND, selftest.count_seconds, lease_seconds=selftest.LEASE_SECONDS
        )
        letter_tests.register_letters()
        register_subject("desk.user", find_staff)
        signing_in.connect()
        policy.add_rule("staff.manage", not_hers_to_manage)
        enclosures = loose_files.Shelf(LetterEnclosure, "file", "enclosures")
        loose_files.keep_swept(enclosures)
