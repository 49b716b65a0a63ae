"""Who opens what of tags and guesses: rows and bodies as in ``access_table``."""

from submissions.models import Tag, TagProposal

BODIES = {
    "POST /api/submissions/{ref}/proposals/1/": {"decision": "accept"},
    "POST /admin/submissions/submission/tags/{proposed}/": {"choice": "accept"},
    "POST /api/tags/": {"name": "夜校", "vocabulary": "topic"},
    "PATCH /api/tags/{tag}/": {"note": "新"},
    "POST /api/tags/{tag}/rename/": {"name": "新名"},
    "POST /api/tags/{tag}/merge/": {"into": "{tag}"},
    "POST /api/tags/table/": {"table": "vocabulary,name\ntopic,表里的词"},
    "POST /api/tags/many/": {"refs": ["{ref}"], "add": ["夜校"]},
    "PUT /api/submissions/{ref}/tags/": {"tags": ["夜校"]},
    "POST /api/submissions/{ref}/tags/{proposed}/": {"verdict": "accept"},
}

TABLE = {
    "POST /admin/submissions/submission/guesses/{guess}/": (
        "302 403 302 302 302 302 302 302 302"
    ),
    "POST /admin/submissions/submission/{piece}/guesses/": (
        "302 403 302 302 302 302 302 302 302"
    ),
    "GET /admin/submissions/tag/add/": "302 403 200 200 403 403 200 403 200",
    "GET /api/submissions/{ref}/proposals/": "401 403 200 200 200 200 200 200 200",
    "POST /api/submissions/{ref}/proposals/1/": ("401 403 200 200 403 403 200 403 200"),
    "POST /api/submissions/{ref}/proposals/accept-all/": (
        "401 403 200 200 403 403 200 403 200"
    ),
    "POST /admin/submissions/submission/{piece}/tags/": (
        "302 403 302 302 302 302 302 302 302"
    ),
    "POST /admin/submissions/submission/tags/{proposed}/": (
        "302 403 302 302 302 302 302 302 302"
    ),
    "GET /admin/submissions/tag/": "302 403 200 200 200 200 200 200 200",
    "GET /admin/submissions/tag/export/": "302 403 200 200 200 200 200 200 200",
    "GET /admin/submissions/tag/import/": "302 403 403 200 403 403 200 403 200",
    "GET /admin/submissions/tag/{tag}/change/": "302 403 200 200 200 200 200 200 200",
    "GET /admin/submissions/tag/{tag}/rename/": "302 403 403 200 403 403 200 403 200",
    "GET /admin/submissions/tag/{tag}/merge/": "302 403 403 200 403 403 200 403 200",
    "GET /admin/submissions/tag/{tag}/unmerge/": "302 403 403 200 403 403 200 403 200",
    "GET /api/vocabularies/": "401 403 200 200 200 200 200 200 200",
    "GET /api/tags/": "401 403 200 200 200 200 200 200 200",
    "POST /api/tags/": "401 403 201 201 403 403 201 403 201",
    "GET /api/tags/{tag}/": "401 403 200 200 200 200 200 200 200",
    "PATCH /api/tags/{tag}/": "401 403 403 200 403 403 200 403 200",
    "POST /api/tags/{tag}/rename/": "401 403 403 200 403 403 200 403 200",
    "POST /api/tags/{tag}/merge/": "401 403 403 409 403 403 409 403 409",
    "POST /api/tags/{tag}/undo-merge/": "401 403 403 409 403 403 409 403 409",
    "GET /api/tags/table/": "401 403 200 200 200 200 200 200 200",
    "POST /api/tags/table/": "401 403 403 200 403 403 200 403 200",
    "POST /api/tags/many/": "401 403 200 200 403 403 200 403 200",
    "GET /api/submissions/{ref}/tags/": "401 403 200 200 200 200 200 200 200",
    "PUT /api/submissions/{ref}/tags/": "401 403 200 200 403 403 200 403 200",
    "POST /api/submissions/{ref}/tags/{proposed}/": (
        "401 403 200 200 403 403 200 403 200"
    ),
    "POST /api/submissions/{ref}/tags/accept-all/": (
        "401 403 200 200 403 403 200 403 200"
    ),
}


def tags_of(piece, words):
    """Make a tag that is proposed for a piece, by words from outside."""
    tag = Tag.objects.create(name="码头", vocabulary="topic")
    word = {"word": words, "place": "headline", "part": 0, "start": 0, "end": 9}
    row = TagProposal.objects.create(
        submission=piece, tag=tag, score=0.5, words=[{**word, "is_outdated": False}]
    )
    return {"tag": tag.pk, "proposed": row.pk}
