"""Behind either door: answer a question of the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from desk.exceptions import Refused
from submissions.services.questions import ANSWER_CHARACTERS, answer, open_questions
from submissions.views.doors import Door
from submissions.views.private_pages import nothing_here


@require_http_methods(["GET", "HEAD", "POST"])
def answer_question(request: HttpRequest, door: Door, pk: int) -> HttpResponse:
    """Show a question of the desk, or take the answer to it.

    A question that is closed leads back to the piece; another piece's is not here.
    """
    asked = open_questions(door.piece).filter(pk=pk).first()
    if asked is None:
        if door.piece.questions.filter(pk=pk).exists():
            return HttpResponseRedirect(door.address, status=303)
        return nothing_here(request)
    typed, sentence, status = request.POST.get("answer", ""), "", 200
    if request.method == "POST":
        try:
            answer(submission=door.piece, question_id=pk, text=typed)
            return HttpResponseRedirect(f"{door.address}?answered", status=303)
        except Refused as refusal:
            sentence, status = str(refusal), 422
    context = {
        "door": door,
        "piece": door.piece,
        "question": asked,
        "typed": typed,
        "sentence": sentence,
        "most": ANSWER_CHARACTERS,
    }
    return render(request, "submissions/answer.html", context, status=status)
