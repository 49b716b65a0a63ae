"""Run inside Scribus: open a document and write down what Scribus made of it.

scribus -g -ns -py scribus_report.py IN.idml OUT.json OUT.pdf
"""

import json
import os
import sys
import traceback
from pathlib import Path

import scribus

TEXT, IMAGE = 4, 2


def text_facts(name):
    return {
        "text": scribus.getAllText(name),
        "overset": scribus.textOverflows(name),
        "next": scribus.getNextLinkedFrame(name),
        "previous": scribus.getPrevLinkedFrame(name),
        "font": scribus.getFont(name),
    }


def item_facts(name, kind):
    facts = {
        "kind": kind,
        "at": scribus.getPosition(name),
        "size": scribus.getSize(name),
    }
    if kind == TEXT:
        facts.update(text_facts(name))
    if kind == IMAGE:
        facts["image"] = Path(scribus.getImageFile(name)).name
        facts["scale"] = scribus.getImageScale(name)
    return facts


def document_facts():
    scribus.setUnit(scribus.UNIT_POINTS)
    items = {}
    for page in range(1, scribus.pageCount() + 1):
        scribus.gotoPage(page)
        for name, kind, _order in scribus.getPageItems():
            items[name] = item_facts(name, kind)
    return {
        "pages": scribus.pageCount(),
        "page_size": scribus.getPageSize(),
        "styles": scribus.getParagraphStyles(),
        "layers": scribus.getLayers(),
        "colours": scribus.getColorNames(),
        "items": items,
    }


def save_pdf(path):
    pdf = scribus.PDFfile()
    pdf.outdst = 1  # for the press: CMYK
    pdf.file = path
    pdf.save()


source, report_path, pdf_path = sys.argv[-3:]
try:
    scribus.openDoc(source)
    report = document_facts()
    save_pdf(pdf_path)
except Exception:  # noqa: BLE001  # whatever it is, the test must read it
    report = {"error": traceback.format_exc()}
Path(report_path).write_text(json.dumps(report, ensure_ascii=False))
os._exit(0)  # Scribus itself would ask whether to save
