from django.urls import path

from issues.views import pages, proofs

app_name = "issues"

urlpatterns = [
    path("pages/<int:pk>/preview.png", pages.page_preview, name="page-preview"),
    path(
        "pages/<int:pk>/drafts/<int:number>.png",
        pages.draft_preview,
        name="draft-preview",
    ),
    path("pages/<int:pk>/proof.pdf", pages.page_proof, name="page-proof"),
    path("packages/<uuid:pk>.zip", pages.package, name="package"),
    path("printed/<str:ref>/page.jpg", proofs.proof_picture, name="proof-picture"),
    path("printed/<str:ref>/proof.pdf", proofs.proof_sheet, name="proof-sheet"),
]
