from django.urls import path, re_path

from issues.views import pages, proof_files, proofs

app_name = "issues"

urlpatterns = [
    path("pages/<int:pk>/preview.png", pages.page_preview, name="page-preview"),
    path(
        "pages/<int:pk>/drafts/<int:number>.png",
        pages.draft_preview,
        name="draft-preview",
    ),
    re_path(
        r"^pages/(?P<pk>\d+)/pictures/(?P<picture>[0-9a-f]{32})\.jpg$",
        pages.page_picture,
        name="page-picture",
    ),
    path("pages/<int:pk>/proof.pdf", pages.page_proof, name="page-proof"),
    path("packages/<uuid:pk>.zip", pages.package, name="package"),
    path(
        "proofs/<uuid:key>/sheets/<int:number>.png",
        proof_files.proof_sheet_picture,
        name="proof-sheet-picture",
    ),
    path("proofs/<uuid:key>.pdf", proof_files.proof_print, name="proof-print"),
    path("printed/<str:ref>/page.jpg", proofs.proof_picture, name="proof-picture"),
    path("printed/<str:ref>/proof.pdf", proofs.proof_sheet, name="proof-sheet"),
]
