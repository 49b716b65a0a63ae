"""Copy goes through JSON unharmed, and wrong JSON is refused by name."""

import json

import pytest

from press.copy.exceptions import CopyFormatError
from press.copy.model import (
    Block,
    BlockKind,
    Copy,
    Credit,
    Picture,
    Run,
    RunStyle,
)
from press.copy.serial import (
    MAX_BODY,
    MAX_FIELD,
    canonical_bytes,
    copy_hash,
    from_json,
    to_json,
)

SHA = "0a" * 32
PIECE = Copy(
    kicker="东岭经开区",
    headline="六大项目　集中开工",
    deck="——总投资12.5亿元",
    dateline="本报讯(通讯员王小明)",
    byline="□ 王小明",
    credits=(Credit("王小明", "通讯员", "东岭经开区"),),
    blocks=(
        Block("b1", BlockKind.PARAGRAPH, (Run("“开工！”", RunStyle.STRONG), Run("今"))),
        Block("b2", BlockKind.SUBHEAD, (Run("办事快"),)),
    ),
    pictures=(Picture("p1", SHA, "车间一景。", "王小明 摄"),),
)


def test_copy_survives_json():
    assert from_json(json.loads(json.dumps(to_json(PIECE)))) == PIECE


def test_json_is_plain():
    assert to_json(Copy(blocks=PIECE.blocks[1:])) == {
        "kicker": "",
        "headline": "",
        "deck": "",
        "dateline": "",
        "byline": "",
        "credits": [],
        "blocks": [
            {
                "id": "b2",
                "kind": "subhead",
                "runs": [{"text": "办事快", "style": "plain"}],
            }
        ],
        "pictures": [],
        "schema": 1,
    }


def test_missing_and_unknown_fields_are_tolerated():
    data = {"headline": "开工", "mood": 3, "blocks": [{"id": "x", "runs": []}]}

    assert from_json(data) == Copy(
        headline="开工", blocks=(Block("x", BlockKind.PARAGRAPH, ()),)
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "The piece must be a JSON object."),
        ({"schema": 2}, "Schema 2 of the piece is not known here."),
        ({"schema": True}, "Schema True of the piece is not known here."),
        ({"headline": 3}, "The field headline must be text."),
        (
            {"headline": "长" * (MAX_FIELD + 1)},
            "The field headline has more than 2000 characters.",
        ),
        ({"deck": "a\x00b"}, "The field deck holds a control character."),
        ({"deck": "a\ud800b"}, "The field deck holds a control character."),
        ({"blocks": {}}, "The field blocks must be a list."),
        ({"blocks": [3]}, "A block must be a JSON object."),
        ({"blocks": [{}]}, "A block has no id."),
        ({"blocks": [{"id": "b1", "kind": "ad"}]}, "'ad' is no block kind."),
        ({"blocks": [{"id": "b1", "kind": []}]}, "'[]' is no block kind."),
        (
            {"blocks": [{"id": "b1", "runs": [{"text": "", "style": 1}]}]},
            "'1' is no run style.",
        ),
        (
            {"blocks": [{"id": "b1"}, {"id": "b1"}]},
            "Two blocks of the body have the same id.",
        ),
        (
            {
                "blocks": [
                    {"id": str(n), "runs": [{"text": "长" * (MAX_BODY // 2 + 1)}]}
                    for n in range(2)
                ]
            },
            "The body has more than 200000 characters.",
        ),
        (
            {"credits": [{"name": "王"}] * 101},
            "The field credits has more than 100 entries.",
        ),
        ({"credits": [{"role": "记者"}]}, "A credit has no name."),
        ({"pictures": [{"sha256": SHA}]}, "A picture has no id."),
        (
            {"pictures": [{"id": "p1", "sha256": "xyz"}]},
            "The sha256 of a picture must be 64 hex digits.",
        ),
    ],
)
def test_wrong_json_is_refused(data, message):
    with pytest.raises(CopyFormatError) as refused:
        from_json(data)

    assert str(refused.value) == message


def test_hash_is_of_the_words_and_the_photographs():
    base = Copy(
        headline="开工", blocks=(Block("b1", BlockKind.PARAGRAPH, (Run("甲乙"),)),)
    )
    same = Copy(
        headline="开工",
        blocks=(Block("b9", BlockKind.PARAGRAPH, (Run("甲"), Run(""), Run("乙"))),),
    )
    others = (
        Copy(headline="开工。", blocks=base.blocks),
        Copy(headline="开工", blocks=base.blocks, pictures=(Picture("p", SHA),)),
        Copy(
            headline="开工",
            blocks=(Block("b1", BlockKind.PARAGRAPH, (Run("甲乙", RunStyle.STRONG),)),),
        ),
    )

    assert copy_hash(same) == copy_hash(base)
    assert len({copy_hash(base), *map(copy_hash, others)}) == 4


def test_canonical_bytes_are_fixed():
    assert canonical_bytes(Copy(headline="开工")).decode() == (
        '{"blocks":[],"byline":"","credits":[],"dateline":"","deck":"",'
        '"headline":"开工","kicker":"","pictures":[],"schema":1}'
    )
