"""The press package: everything a page desk needs, in one zip, the same each time.

Files go out as they are made; of the pictures only the small samples for the PDFs are
kept until the issue is joined.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from press.composing.model import PressPicture
from press.composing.pdf import compose_pdf
from press.exporters.contact_sheet import ContactEntry, contact_sheet
from press.exporters.contents import contents_xlsx
from press.exporters.docx import story_docx
from press.exporters.idml import FontMap, Link, write_idml
from press.exporters.manifest import FileEntry, changed_slots, manifest
from press.exporters.pictures import (
    NoStore,
    PagePicture,
    Store,
    contact_entry,
    page_pictures,
    press_rendition,
)
from press.exporters.snapshot import (
    Format,
    IssueSnapshot,
    PageSnapshot,
    StorySnapshot,
    story_name,
)
from press.exporters.text import gb18030, story_text, utf8
from press.exporters.zips import member
from press.imaging.originals import without_position
from press.imaging.sniffing import sniff

Progress = Callable[[int, int, str], None]
"""Told how many steps are done, of how many, and what was made."""

ENDINGS = {
    "JPEG": "jpg",
    "PNG": "png",
    "TIFF": "tif",
    "GIF": "gif",
    "BMP": "bmp",
    "WEBP": "webp",
    "HEIF": "heic",
}
PACKED = frozenset((".tif", ".jpg", ".png", ".pdf", ".docx", ".xlsx", ".idml"))


@dataclass(frozen=True, slots=True)
class PackageSummary:
    """What was written: files with hashes, and the slots that changed."""

    files: tuple[FileEntry, ...]
    changed_slots: tuple[str, ...]
    manifest: bytes


def write_package(
    snapshot: IssueSnapshot,
    out: BinaryIO,
    *,
    progress: Progress | None = None,
    store: Store | None = None,
    fonts: FontMap | None = None,
) -> PackageSummary:
    """Write an issue's package into ``out`` as a zip; same snapshot, same bytes."""
    with zipfile.ZipFile(out, "w") as package:
        kept = NoStore() if store is None else store
        packer = _Packer(snapshot, package, kept, fonts or FontMap())
        packer.report = progress or _silence
        for page in snapshot.pages:
            packer.add_page(page)
        packer.add_issue_files()
        account = manifest(snapshot, packer.files, packer.fonts)
        packer.add("manifest.json", account)
    changed = tuple(changed_slots(snapshot))
    return PackageSummary(tuple(packer.files), changed, account)


def _silence(_done: int, _total: int, _note: str) -> None:
    return


class _Packer:
    """Writes one package; remembers what the issue's joint files need."""

    def __init__(
        self,
        snapshot: IssueSnapshot,
        package: zipfile.ZipFile,
        store: Store,
        fonts: FontMap,
    ) -> None:
        self.snapshot = snapshot
        self.package = package
        self.store = store
        self.fonts = fonts
        self.files: list[FileEntry] = []
        self.report: Progress = _silence
        self._done = 0
        self._pictures: dict[str, PressPicture] = {}
        self._contacts: list[ContactEntry] = []

    def add(self, path: str, data: bytes) -> None:
        """Add a file; what is packed already is stored."""
        stored = PurePosixPath(path).suffix in PACKED
        info = member(f"{self.snapshot.root}/{path}", stored=stored)
        self.package.writestr(info, data)
        self.files.append(FileEntry(path, len(data), hashlib.sha256(data).hexdigest()))

    def add_page(self, page: PageSnapshot) -> None:
        folder = f"pages/{page.folder}"
        links = self._add_pictures(page, folder)
        if self._wants(Format.IDML):
            document = write_idml(page.layout, links, fonts=self.fonts)
            self.add(f"{folder}/{page.folder}.idml", document)
        if self._wants(Format.PDF):
            self.add(f"{folder}/{page.folder}.pdf", self._compose([page]))
        for story in page.stories:
            self._add_story(page, story, folder)
        self._step(f"{page.folder}")

    def add_issue_files(self) -> None:
        snapshot = self.snapshot
        if self._wants(Format.PDF):
            self.add("issue.pdf", self._compose(list(snapshot.pages)))
        self.add("contents.xlsx", contents_xlsx(snapshot))
        if self._wants(Format.PDF) or self._wants(Format.IMAGES):
            sheet = contact_sheet(
                self._contacts,
                title=snapshot.title,
                profile=snapshot.profile,
                stamp=snapshot.taken_at,
            )
            self.add("contact-sheet.pdf", sheet)
        self._step("issue")

    def _wants(self, form: Format) -> bool:
        return form in self.snapshot.formats

    def _needs_pictures(self) -> bool:
        wanted = {Format.IDML, Format.PDF, Format.IMAGES}
        return bool(wanted & self.snapshot.formats)

    def _step(self, note: str) -> None:
        self._done += 1
        total = len(self.snapshot.pages) + 1
        self.report(self._done, total, note)

    def _compose(self, pages: list[PageSnapshot]) -> bytes:
        return compose_pdf(
            [page.layout for page in pages],
            self._pictures,
            profile=self.snapshot.profile,
            title=self.snapshot.title,
            stamp=self.snapshot.taken_at,
        )

    def _add_story(self, page: PageSnapshot, story: StorySnapshot, folder: str) -> None:
        stem = f"{folder}/stories/{story_name(story)}"
        if self._wants(Format.TXT):
            text = story_text(page, story)
            self.add(f"{stem}.txt", utf8(text))
            self.add(f"{stem}.gb18030.txt", gb18030(text))
        if self._wants(Format.DOCX):
            document = story_docx(page, story, self.snapshot.taken_at)
            self.add(f"{stem}.docx", document)

    def _add_pictures(self, page: PageSnapshot, folder: str) -> dict[str, Link]:
        """Add the page's pictures, one in memory at a time; return their links."""
        links: dict[str, Link] = {}
        if not self._needs_pictures():
            return links
        for entry in page_pictures(page):
            original = entry.picture.load()
            if entry.frame is not None:
                links[entry.picture.id] = self._add_link(entry, original, folder)
            self._add_original(entry.stem, original, folder)
            link = links.get(entry.picture.id)
            ppi = min(link.dpi) if link else 0.0
            profile = self.snapshot.profile
            self._contacts.append(contact_entry(entry, original, profile, ppi))
        return links

    def _add_link(self, entry: PagePicture, original: bytes, folder: str) -> Link:
        made = press_rendition(entry, original, self.snapshot.profile, self.store)
        name = f"{entry.stem}.tif"
        self.add(f"{folder}/Links/{name}", made.tiff)
        self._pictures[entry.picture.id] = made.picture
        picture = made.picture
        return Link(name, picture.width, picture.height, made.dpi, picture.crop)

    def _add_original(self, stem: str, original: bytes, folder: str) -> None:
        if self._wants(Format.IMAGES):
            ending = ENDINGS.get(sniff(original[:64]), "bin")
            clean = without_position(original)
            self.add(f"{folder}/originals/{stem}.{ending}", clean)
