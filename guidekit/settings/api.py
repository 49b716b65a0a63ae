"""The API: who may call, how much at once, and its description."""

from guidekit.settings import environment as given

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "desk.api.authentication.ApiTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 50,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": "60/min", "user": "1200/min"},
    # Client addresses come through this many proxies of ours, and no more.
    "NUM_PROXIES": given.number("TRUSTED_PROXIES", 0, least=0, most=5),
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "guidekit",
    "DESCRIPTION": "The editorial system of a newspaper supplement.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "DEFAULT_GENERATOR_CLASS": "guidekit.schema.KeptSchemaGenerator",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "COMPONENT_SPLIT_REQUEST": True,
    # A field's name alone says too little of its words: `kind` of what?
    "ENUM_NAME_OVERRIDES": {
        "SubmissionStatus": "submissions.enums.Status",
        "SubmissionKind": "submissions.enums.Kind",
        "SectionKind": "submissions.enums.SectionKind",
        "IssueStatus": "issues.enums.IssueStatus",
        "PageStatus": "issues.enums.PageStatus",
        "PastIssueState": "issues.enums.PastIssueState",
        "StoryState": "issues.enums.StoryState",
        "MilestoneKind": "issues.enums.MilestoneKind",
        "BookedKind": "issues.enums.FixedKind",
        "ProofKind": "issues.proof_enums.ProofKind",
        "ProofState": "issues.proof_enums.ProofState",
        "ProofSource": "issues.proof_enums.ProofSource",
        "ProofMarkState": "issues.proof_enums.MarkState",
        "SubmissionSource": "submissions.enums.Source",
        "PaidMark": "issues.enums.PaidMark",
        "JobState": "desk.enums.JobState",
        "LetterState": "desk.enums.LetterState",
        "ExportState": "issues.enums.ExportState",
        "PhotoState": "submissions.enums.PhotoState",
        "UploadState": "submissions.enums.UploadState",
        "MailPartRole": "submissions.mail_enums.PartRole",
        "ProposalOrigin": "submissions.mail_enums.ProposalOrigin",
        "PlacementRole": "issues.enums.PlacementRole",
        "SubmissionOrigin": "submissions.enums.Origin",
        "SeenDecision": "submissions.enums.SeenDecision",
        "ReviewStage": "submissions.enums.ReviewStage",
        "MailOutcome": "submissions.mail_enums.Outcome",
        "ApprovalOutcome": "submissions.enums.ApprovalOutcome",
        "OutsideVerdict": "submissions.enums.OutsideVerdict",
    },
    # Everything from this host: a newsroom's network may reach no other.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}
