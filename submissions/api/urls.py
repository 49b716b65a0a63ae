from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import SimpleRouter

from submissions.api import talk_urls
from submissions.api.approvals import ApprovalLinksView, RevokeApprovalView
from submissions.api.beats import StaffSectionsView
from submissions.api.calls import CallViewSet
from submissions.api.clearances import ClearancePageView
from submissions.api.directory import CorrespondentViewSet, UnitViewSet
from submissions.api.documents import DocumentsView, DocumentView
from submissions.api.mail_parts import (
    AskingLetterView,
    MailPartView,
    ResendLetterView,
    TakeOverView,
)
from submissions.api.mailboxes import MailboxViewSet
from submissions.api.mails import MailViewSet
from submissions.api.photos import PhotoFileView, PhotoViewSet, SubmissionPhotosView
from submissions.api.presence import PresenceView
from submissions.api.proposals import (
    AcceptAllView,
    AuthorMessagesView,
    ProposalsView,
    ProposalView,
    SeenView,
)
from submissions.api.searching import (
    SavedSearchesView,
    SavedSearchView,
    SearchView,
)
from submissions.api.seen import SeenBeforeView, SeenDecisionView
from submissions.api.shelf import ShelfView
from submissions.api.slips import SlipView
from submissions.api.status_links import StatusLinkView
from submissions.api.submissions import SectionViewSet, SubmissionViewSet
from submissions.api.tagging import (
    AcceptTagsView,
    PieceTagsView,
    TagDecisionView,
    TagManyView,
)
from submissions.api.tags import TagTableView, TagViewSet, VocabulariesView
from submissions.api.terms import TermView
from submissions.api.upload_links import CloseUploadLinkView, UploadLinksView
from submissions.api.versions import RestoreVersionView, VersionChangesView

router = SimpleRouter()
router.register("submissions", SubmissionViewSet, basename="submission")
router.register("sections", SectionViewSet, basename="section")
router.register("calls", CallViewSet, basename="call")
router.register("tags", TagViewSet, basename="tag")
router.register("mailboxes", MailboxViewSet, basename="mailbox")
router.register("mails", MailViewSet, basename="mail")
router.register("correspondents", CorrespondentViewSet, basename="correspondent")
router.register("units", UnitViewSet, basename="unit")

one_photo = PhotoViewSet.as_view({"get": "retrieve", "patch": "partial_update"})

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "submissions/<str:ref>/photos/",
        SubmissionPhotosView.as_view(),
        name="submission-photos",
    ),
    path(
        "staff/<int:pk>/sections/", StaffSectionsView.as_view(), name="staff-sections"
    ),
    path("vocabularies/", VocabulariesView.as_view(), name="vocabularies"),
    path("tags/table/", TagTableView.as_view(), name="tag-table"),
    path("tags/many/", TagManyView.as_view(), name="tag-many"),
    path(
        "submissions/<str:ref>/tags/", PieceTagsView.as_view(), name="submission-tags"
    ),
    path(
        "submissions/<str:ref>/tags/accept-all/",
        AcceptTagsView.as_view(),
        name="submission-tags-accept",
    ),
    path(
        "submissions/<str:ref>/tags/<int:pk>/",
        TagDecisionView.as_view(),
        name="submission-tag-decision",
    ),
    path("search/", SearchView.as_view(), name="search"),
    path("saved-searches/", SavedSearchesView.as_view(), name="saved-searches"),
    path("saved-searches/<int:pk>/", SavedSearchView.as_view(), name="saved-search"),
    path("photos/<uuid:key>/", one_photo, name="photo-detail"),
    path("photos/<uuid:key>/<slug:kind>/", PhotoFileView.as_view(), name="photo-file"),
    path(
        "submissions/<str:ref>/status-link/",
        StatusLinkView.as_view(),
        name="submission-status-link",
    ),
    path("submissions/<str:ref>/shelf/", ShelfView.as_view(), name="submission-shelf"),
    path(
        "submissions/<str:ref>/exclusive-term/",
        TermView.as_view(),
        name="submission-term",
    ),
    path(
        "submissions/<str:ref>/upload-links/",
        UploadLinksView.as_view(),
        name="upload-links",
    ),
    path(
        "submissions/<str:ref>/upload-links/<int:pk>/close/",
        CloseUploadLinkView.as_view(),
        name="upload-link-close",
    ),
    path(
        "submissions/<str:ref>/clearance/page/",
        ClearancePageView.as_view(),
        name="clearance-page",
    ),
    path(
        "submissions/<str:ref>/presence/",
        PresenceView.as_view(),
        name="submission-presence",
    ),
    path("submissions/<str:ref>/slip/", SlipView.as_view(), name="submission-slip"),
    path(
        "submissions/<str:ref>/approval-links/",
        ApprovalLinksView.as_view(),
        name="approval-links",
    ),
    path(
        "submissions/<str:ref>/approval-links/<int:pk>/revoke/",
        RevokeApprovalView.as_view(),
        name="approval-link-revoke",
    ),
    path(
        "submissions/<str:ref>/versions/<int:number>/changes/",
        VersionChangesView.as_view(),
        name="version-changes",
    ),
    path(
        "submissions/<str:ref>/versions/<int:number>/restore/",
        RestoreVersionView.as_view(),
        name="version-restore",
    ),
    path(
        "submissions/<str:ref>/seen-before/",
        SeenBeforeView.as_view(),
        name="seen-before",
    ),
    path(
        "submissions/<str:ref>/seen-before/<str:earlier>/",
        SeenDecisionView.as_view(),
        name="seen-decision",
    ),
    path("documents/read/", DocumentsView.as_view(), name="documents"),
    path("documents/<uuid:key>/", DocumentView.as_view(), name="document-detail"),
    path(
        "submissions/<str:ref>/proposals/",
        ProposalsView.as_view(),
        name="submission-proposals",
    ),
    path(
        "submissions/<str:ref>/proposals/accept-all/",
        AcceptAllView.as_view(),
        name="proposals-accept-all",
    ),
    path(
        "submissions/<str:ref>/proposals/<int:position>/",
        ProposalView.as_view(),
        name="proposal-decision",
    ),
    path(
        "submissions/<str:ref>/author-messages/",
        AuthorMessagesView.as_view(),
        name="author-messages",
    ),
    path(
        "submissions/<str:ref>/author-messages/<int:pk>/seen/",
        SeenView.as_view(),
        name="author-message-seen",
    ),
    path(
        "mails/<uuid:key>/parts/<int:position>/",
        MailPartView.as_view(),
        name="mail-part",
    ),
    path(
        "mails/<uuid:key>/parts/<int:position>/take-over/",
        TakeOverView.as_view(),
        name="mail-part-take-over",
    ),
    path(
        "mails/<uuid:key>/resend-letter/",
        ResendLetterView.as_view(),
        name="resend-letter",
    ),
    path(
        "mails/<uuid:key>/large-files/<int:position>/letter/",
        AskingLetterView.as_view(),
        name="large-file-letter",
    ),
    *talk_urls.urlpatterns,
    *router.urls,
]
