from submissions.models.correspondent import Correspondent, Unit
from submissions.models.incoming import IncomingRecord
from submissions.models.photo import Photo, Rendition
from submissions.models.publication import Publication
from submissions.models.review import Review, Transition
from submissions.models.section import Section, Tag
from submissions.models.submission import BylineCredit, Submission
from submissions.models.version import Version

__all__ = [
    "BylineCredit",
    "Correspondent",
    "IncomingRecord",
    "Photo",
    "Publication",
    "Rendition",
    "Review",
    "Section",
    "Submission",
    "Tag",
    "Transition",
    "Unit",
    "Version",
]
