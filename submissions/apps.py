from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = _("Submissions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name this app's jobs to the desk."""
        from desk.services.letters import add_silence  # noqa: PLC0415  models load first
        from submissions.letter_kinds import register_letters  # noqa: PLC0415
        from submissions.services import (  # noqa: PLC0415  models load first
            new_words,
            photos,
            reach,
            reading_words,
            status_links,
        )
        from submissions.services.copy import FOLLOWERS  # noqa: PLC0415
        from submissions.services.directory.knowing import know_author  # noqa: PLC0415
        from submissions.services.joining import join_if_asked  # noqa: PLC0415
        from submissions.services.letter_subjects import register_subjects  # noqa: PLC0415
        from submissions.services.letter_wishes import unwanted  # noqa: PLC0415
        from submissions.services.mail import backlog, reading  # noqa: PLC0415
        from submissions.services.seen import looking as seen  # noqa: PLC0415
        from submissions.services.story_letters import tell_of_new_story  # noqa: PLC0415
        from submissions.services.tagging.proposing import propose_for  # noqa: PLC0415
        from submissions.services.uploads import looking  # noqa: PLC0415
        from submissions.services.voiding import follow_version  # noqa: PLC0415

        register_letters()
        register_subjects()
        show_panels()
        add_silence(unwanted)
        sweep_shelves()
        if follow_version not in FOLLOWERS:
            FOLLOWERS.append(follow_version)
        looking.once_ready(join_if_asked)
        reading_words.register()
        reach.register_rules()
        new_words.register_reader(propose_for)
        new_words.register_reader(know_author)
        new_words.register_reader(tell_of_new_story)
        for module in (
            looking,
            photos,
            status_links,
            reading,
            backlog,
            seen,
            new_words,
        ):
            module.register_jobs()


def show_panels() -> None:
    """Put this app's panels into the rooms of the desk."""
    from submissions import (  # noqa: PLC0415  models load first
        approval_panels,
        call_panels,
        letter_panels,
        room_panels,
        tag_panels,
        talk_panels,
    )

    call_panels.register_calls()
    tag_panels.register_panels()
    room_panels.register_panels()
    talk_panels.register_panels()
    approval_panels.register_panels()
    letter_panels.register_panels()


def sweep_shelves() -> None:
    """Name the stored files that are swept when no row speaks of them."""
    from desk.services.loose_files import Shelf, keep_swept  # noqa: PLC0415
    from submissions.models import (  # noqa: PLC0415  they load first
        Clearance,
        ConfirmedAddress,
        OutsideClearance,
    )

    keep_swept(Shelf(Clearance, "page", "clearances"))
    keep_swept(Shelf(OutsideClearance, "page", "outside"))
    keep_swept(Shelf(ConfirmedAddress, "clearance_page", "kept-pages"))
