"""Who sees, marks and decides proofs, signs and reopens issues: as ``access_table``."""

from issues.services.proofing.making import make_page_proof
from issues.services.proofing.marking import MarkPlace, mark_proof

PROOF, ADMIN = "/api/proofs/{proof}", "/admin/issues/proof"
BODIES = {
    "POST /api/proofs/": {"page": "{page}"},
    f"POST {PROOF}/assign/": {"reader": "{proofreader}"},
    f"POST {PROOF}/marks/": {"wrong": "园区", "right": "园区里", "x": 0.5, "y": 0.5},
    f"POST {PROOF}/marks/1/decide/": {"decision": "refused", "reason": "原稿如此"},
    f"PATCH {PROOF}/marks/1/": {"wrong": "园", "right": "园区"},
    f"POST {PROOF}/void/": {"reason": "重出"},
    "POST /api/issues/{issue}/sign/": {},
    "POST /api/issues/{issue}/reopen/": {"reason": "改一处"},
    f"POST {ADMIN}/{{proof}}/act/": {"action": "read"},
}
TABLE = {
    "GET /api/proofs/": ("401 403 200 200 200 200 200 200 200"),
    "POST /api/proofs/": ("401 403 409 409 409 409 409 403 409"),
    "POST /api/proofs/from-desk/": ("401 403 400 400 400 400 400 400 400"),
    "GET /api/proofs/{proof}/": ("401 403 200 200 200 200 200 200 200"),
    "POST /api/proofs/{proof}/assign/": ("401 403 200 200 200 200 200 403 200"),
    "GET /api/proofs/{proof}/at/?sheet=1&x=0.5&y=0.5": (
        "401 403 204 204 204 204 204 204 204"
    ),
    "POST /api/proofs/{proof}/close/": ("401 403 409 409 409 409 409 403 409"),
    "POST /api/proofs/{proof}/marks/": ("401 403 409 409 409 409 409 409 409"),
    "PATCH /api/proofs/{proof}/marks/1/": ("401 403 409 409 409 409 409 409 409"),
    "POST /api/proofs/{proof}/marks/1/decide/": ("401 403 200 200 200 200 200 403 200"),
    "GET /api/proofs/{proof}/pdf/": ("401 403 200 200 200 200 200 200 200"),
    "POST /api/proofs/{proof}/read/": ("401 403 409 409 409 409 409 409 409"),
    "GET /api/proofs/{proof}/sheets/1/": ("401 403 200 200 200 200 200 200 200"),
    "POST /api/proofs/{proof}/take/": ("401 403 200 200 200 200 200 403 200"),
    "POST /api/proofs/{proof}/void/": ("401 403 409 409 409 409 409 403 409"),
    "GET /api/issues/{issue}/conflicts/": ("401 403 200 200 200 200 200 200 200"),
    "POST /api/issues/{issue}/sign/": ("401 403 403 403 403 409 409 403 409"),
    "POST /api/issues/{issue}/reopen/": ("401 403 403 403 403 409 409 403 409"),
    "GET /api/pages/{page}/conflicts/": ("401 403 200 200 200 200 200 200 200"),
    "GET /api/pages/{page}/changes/": ("401 403 200 200 200 200 200 200 200"),
    "GET /admin/issues/proof/": ("302 403 200 200 200 200 200 200 200"),
    "GET /admin/issues/proof/{proof}/change/": ("302 403 200 200 200 200 200 200 200"),
    "GET /admin/issues/proof/add/": ("302 403 403 403 403 403 403 403 403"),
    "POST /admin/issues/proof/{proof}/delete/": ("302 403 403 403 403 403 403 403 403"),
    "GET /admin/issues/proof/{proof}/history/": ("302 403 200 200 200 200 200 200 200"),
    "POST /admin/issues/proof/{proof}/act/": ("302 403 409 409 409 409 409 409 409"),
    "POST /admin/issues/proof/page/{page}/make/": (
        "302 403 302 302 302 302 302 403 302"
    ),
    "POST /admin/issues/proof/page/{page}/desk/": (
        "302 403 302 302 302 302 302 302 302"
    ),
    "POST /admin/issues/proof/piece/{piece}/make/": (
        "302 403 302 302 302 302 302 403 302"
    ),
    "POST /admin/issues/issue/{issue}/sign/": ("302 403 403 403 403 302 302 403 302"),
    "POST /admin/issues/issue/{issue}/reopen/": ("302 403 403 403 403 302 302 403 302"),
    "GET /desk/proofs/{proof_key}/sheets/1.png": (
        "302 403 200 200 200 200 200 200 200"
    ),
    "GET /desk/proofs/{proof_key}.pdf": ("302 403 200 200 200 200 200 200 200"),
}


def proofs_of(page, cast):
    """Print a page for its first round and mark it once."""
    proof = make_page_proof(page=page, actor=cast.page_editor)
    mark_proof(
        proof=proof,
        actor=cast.proofreader,
        place=MarkPlace(x=0.5, y=0.5),
        wrong="园",
        right="园区",
        remark="",
    )
    return {
        "proof": proof.pk,
        "proof_key": proof.key,
        "proofreader": cast.proofreader.username,
    }
