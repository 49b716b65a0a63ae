"""Addresses of the public pages."""

from django.urls import path, re_path

from submissions.views import answers, mine, page_pictures, revise, sign_in
from submissions.views.approving import approval, approval_photo
from submissions.views.calls import call
from submissions.views.challenge import challenge
from submissions.views.confirm import confirm, confirm_link
from submissions.views.doors import by_author, by_token
from submissions.views.drafts import continue_piece, draft
from submissions.views.new_link import new_link
from submissions.views.phone import phone, phone_done, phone_link
from submissions.views.resume_code import resume_code
from submissions.views.saving import mail_link
from submissions.views.status import received, status
from submissions.views.stories import read_document, story
from submissions.views.submit import submit
from submissions.views.tus import files, one_file
from submissions.views.upload_states import screen, state, thumbnail

app_name = "submissions"

urlpatterns = [
    path("", submit, name="submit"),
    path("challenge/", challenge, name="challenge"),
    path("files/", files, name="files"),
    re_path(r"^files/(?P<key>[0-9a-f]{32})/$", one_file, name="file"),
    re_path(r"^files/(?P<key>[0-9a-f]{32})/state/$", state, name="file_state"),
    re_path(
        r"^files/(?P<key>[0-9a-f]{32})/thumbnail/$", thumbnail, name="file_thumbnail"
    ),
    re_path(r"^files/(?P<key>[0-9a-f]{32})/screen/$", screen, name="file_screen"),
    re_path(r"^files/(?P<key>[0-9a-f]{32})/story/$", story, name="file_story"),
    path("confirm/link/<str:secret>/", confirm_link, name="confirm_link"),
    path("confirm/<str:handle>/", confirm, name="confirm"),
    path("drafts/<uuid:key>/", draft, name="draft"),
    path("drafts/<uuid:key>/code/", resume_code, name="draft_code"),
    path("drafts/<uuid:key>/phone/", phone_link, name="draft_phone"),
    path("drafts/<uuid:key>/mail/", mail_link, name="draft_mail"),
    path("up/done/", phone_done, name="phone_done"),
    path("up/<str:token>/", phone, name="phone"),
    path("read/<str:token>/", approval, name="approval"),
    path("read/<str:token>/photos/<uuid:key>/", approval_photo, name="approval_photo"),
    path("read-document/", read_document, name="read_document"),
    path("continue/<str:token>/", continue_piece, name="continue"),
    path("call/<str:token>/", call, name="call"),
    path("link/", new_link, name="link"),
    path("status/<str:token>/", by_token(status), name="status"),
    path("status/<str:token>/received/", by_token(received), name="received"),
    path("status/<str:token>/revise/", by_token(revise.revise), name="revise"),
    path("status/<str:token>/withdraw/", by_token(revise.take_back), name="withdraw"),
    path(
        "status/<str:token>/photos/<uuid:key>/",
        by_token(revise.photo),
        name="piece_photo",
    ),
    path(
        "status/<str:token>/questions/<int:pk>/",
        by_token(answers.answer_question),
        name="answer",
    ),
    path("status/<str:token>/page/", by_token(page_pictures.picture), name="page"),
    path("status/<str:token>/proof.pdf", by_token(page_pictures.proof), name="proof"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/link/<str:secret>/", sign_in.link, name="sign_in_link"),
    path("sign-in/<str:handle>/", sign_in.code, name="sign_in_code"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("mine/", mine.mine, name="mine"),
    path("mine/me/", mine.me, name="me"),
    path("mine/me/sign-out/", mine.sign_out_everywhere, name="sign_out_everywhere"),
    path("mine/me/forget/", mine.forget, name="forget"),
    path("mine/<str:ref>/", by_author(status), name="my_piece"),
    path("mine/<str:ref>/revise/", by_author(revise.revise), name="my_revise"),
    path("mine/<str:ref>/withdraw/", by_author(revise.take_back), name="my_withdraw"),
    path(
        "mine/<str:ref>/photos/<uuid:key>/",
        by_author(revise.photo),
        name="my_piece_photo",
    ),
    path(
        "mine/<str:ref>/questions/<int:pk>/",
        by_author(answers.answer_question),
        name="my_answer",
    ),
    path("mine/<str:ref>/page/", by_author(page_pictures.picture), name="my_page"),
    path("mine/<str:ref>/proof.pdf", by_author(page_pictures.proof), name="my_proof"),
]
