from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IssuesConfig(AppConfig):
    name = "issues"
    verbose_name = _("Issues")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the job that builds packages, the rules of pages, and the panel."""
        from desk.enums import JobQueue  # noqa: PLC0415 - needs loaded apps
        from desk.jobs import register  # noqa: PLC0415 - as above
        from desk.policy import policy  # noqa: PLC0415 - as above
        from desk.services.loose_files import Shelf, keep_swept  # noqa: PLC0415 - as above
        from issues.letter_kinds import register_letters  # noqa: PLC0415 - as above
        from issues.models import PastFile, Proof, ProofSheet  # noqa: PLC0415 - as above
        from issues.panels import measure_panel, placement_panel  # noqa: PLC0415 - as above
        from issues.proof_panels import galley_panel  # noqa: PLC0415 - as above
        from issues.services import issue_runs, morning, print_proofs  # noqa: PLC0415 - as above
        from issues.services import placement_rules as rules  # noqa: PLC0415 - as above
        from issues.services.exporting import BUILD_PACKAGE  # noqa: PLC0415 - as above
        from issues.services.packaging import build_package  # noqa: PLC0415 - as above
        from issues.services.past_issues import bringing, keeping  # noqa: PLC0415 - as above
        from issues.services.proofing import desk_pdf  # noqa: PLC0415 - as above
        from issues.services.proofing.rules import refuse_following_round  # noqa: PLC0415 - as above
        from issues.services.third_person import refuse_reader  # noqa: PLC0415 - as above
        from submissions.panels import register_panel  # noqa: PLC0415 - as above

        register(BUILD_PACKAGE, build_package, queue=JobQueue.EXPORTS)
        print_proofs.register_jobs()
        issue_runs.register_jobs()
        morning.register_jobs()
        bringing.register_jobs()
        keeping.register_jobs()
        desk_pdf.register_jobs()
        keep_swept(Shelf(PastFile, "file", "past-issues"))
        keep_swept(Shelf(Proof, "file", "proofs"))
        keep_swept(Shelf(ProofSheet, "picture", "proof-sheets"))
        register_letters()
        policy.add_rule("page.sign", refuse_reader)
        policy.add_rule("proof.mark", refuse_following_round)
        policy.add_rule("page.place", rules.status_follows_place)
        policy.add_rule("issue.release", rules.published_with_issue)
        for verb in ("submission.edit", "photo.edit", "photo.ask"):
            policy.add_rule(verb, rules.signed_words_stay)
        register_panel("measure", measure_panel, "issues/measure_panel.html", place=10)
        register_panel("galley", galley_panel, "issues/galley_panel.html", place=16)
        register_panel(
            "placement", placement_panel, "issues/placement_panel.html", place=14
        )
