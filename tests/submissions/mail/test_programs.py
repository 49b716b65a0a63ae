"""One letter, sent by each program: the same letter comes out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from submissions.mail.parsing import parse_mail
from tests.submissions.mail.making import PNG, WORD
from tests.submissions.mail.programs import PROGRAMS, Letter

sentences = st.lists(
    st.sampled_from(
        [
            "金秋时节，走进鹿泉经济开发区，塔吊林立，机器轰鸣，一派热火朝天的建设景象。",
            "今年以来，开发区把项目建设作为头等大事，新开工项目二十三个。",
            "“我们就是要让企业少跑腿、好办事。”管委会负责人说。",
            "据介绍，2026年前三季度，规模以上工业增加值同比增长8.6%，高于全市平均水平2.1个百分点。",
        ]
    ),
    min_size=1,
    max_size=3,
).map("".join)
letters = st.builds(
    Letter,
    subject=st.sampled_from(
        [
            "开发区里春潮急",
            "关于《园区导刊》投稿（附照片3张）",
            "GDP增长8%：鹿泉  再起步",
            "稿件",
        ]
    ),
    name=st.sampled_from(
        ["赵晓燕", "王建国", "鹿泉开发区宣传部", "欧阳婧琪", "Zhao Xiaoyan"]
    ),
    paragraphs=st.lists(sentences, min_size=1, max_size=8).map(tuple),
    files=st.lists(
        st.tuples(
            st.sampled_from(["图1.jpg", "稿件（定稿）.docx", "现场 照片①.png"]),
            st.sampled_from([PNG, WORD]),
        ),
        max_size=3,
        unique_by=lambda file: file[0],
    ).map(tuple),
)


@pytest.mark.parametrize("program", PROGRAMS)
@settings(max_examples=25, deadline=None)
@given(letter=letters)
def test_f32_a_letter_comes_out_as_it_went_in(program: str, letter: Letter):
    read = parse_mail(PROGRAMS[program](letter))

    assert (read.subject, read.sender_name) == (letter.subject, letter.name)
    assert read.sender_address == letter.address
    assert read.text == letter.text
    assert [(file.name, file.data) for file in read.attachments] == list(letter.files)
    assert read.automatic is None
    assert read.quoted == ""
