from django.urls import path

from issues import views

app_name = "issues"

urlpatterns = [
    path("pages/<int:pk>/preview.png", views.page_preview, name="page-preview"),
    path(
        "pages/<int:pk>/drafts/<int:number>.png",
        views.draft_preview,
        name="draft-preview",
    ),
    path("pages/<int:pk>/proof.pdf", views.page_proof, name="page-proof"),
    path("packages/<uuid:pk>.zip", views.package, name="package"),
]
