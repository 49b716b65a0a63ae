"""Files of printed issues, and issues brought in from them."""

import io
import zipfile
from datetime import date
from typing import Any

from django.core.files.base import ContentFile, File
from docx import Document

from desk.enums import StaffRole
from desk.services.jobs import run_job
from issues.models import PastIssue
from issues.services.past_issues.bringing import bring_in
from tests.desk.builders import make_user
from tests.issues.builders import make_supplement

FACTORY = (
    "昨天，滨河高新区的第三座零碳工厂正式投产，全年可以少用两万吨标准煤，屋顶全是电站。"
)
SCHOOL = "产业工人夜校本月开课，两百名工人报名学习数控和工业机器人，晚上七点准时上课。"
PAGES = f"""第01版：要闻

滨河高新区
第三座零碳工厂投产
本报记者 林晓
　　{FACTORY}
　　负责人说，明年还有两座工厂要开工，届时全区一半的用电将来自屋顶。

第02版：综合

夜校开课
通讯员 陈河
　　{SCHOOL}
"""


def text_file(text: str = PAGES, name: str = "2024-03-15.txt") -> tuple[str, File]:
    return name, ContentFile(text.encode(), name=name)


def word_file(*paragraphs: str, name: str = "第3版.docx") -> tuple[str, File]:
    """Write a Word file of these paragraphs."""
    document, out = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return name, ContentFile(out.getvalue(), name=name)


def zip_file(*files: tuple[str, File], name: str = "issue.zip") -> tuple[str, File]:
    """Pack files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for inner, file in files:
            packed.writestr(inner, file.read())
    return name, ContentFile(out.getvalue(), name=name)


def make_past(*files: tuple[str, File], **overrides: Any) -> PastIssue:
    """Bring an issue in and read it, as a worker would."""
    fields = {
        "actor": make_user(StaffRole.SECTION_CHIEF),
        "cover_date": date(2024, 3, 15),
        "number": 3,
        "files": files or [text_file()],
    }
    if "supplement" not in overrides:
        fields["supplement"] = make_supplement()
    past = bring_in(**{**fields, **overrides})
    run_job(past.job_id)
    return PastIssue.objects.get(pk=past.pk)
