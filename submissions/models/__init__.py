from submissions.models.address import ConfirmedAddress, MailedCode
from submissions.models.approval import ApprovalLink, SigningPin
from submissions.models.beat import Beat
from submissions.models.call import CallForCopy, CallForm, CallRecipient
from submissions.models.correspondent import (
    Correspondent,
    CorrespondentAddress,
    CorrespondentMerge,
    CorrespondentNote,
    Unit,
    UnitName,
)
from submissions.models.incoming import IncomingRecord
from submissions.models.mail import AuthorMessage, LargeFileLink, MailMessage, MailPart
from submissions.models.mailbox import Mailbox
from submissions.models.outside import OutsideClearance
from submissions.models.photo import Photo, Rendition
from submissions.models.presence import Presence
from submissions.models.proposal import Proposal
from submissions.models.publication import Publication
from submissions.models.review import Review, Transition
from submissions.models.searching import SavedSearch, SearchText
from submissions.models.section import Section
from submissions.models.seen import PhotoBand, SeenBefore, TextBand
from submissions.models.spent import SpentChallenge
from submissions.models.submission import BylineCredit, Submission
from submissions.models.tag import Tag, TagMerge, TagName
from submissions.models.tagging import Tagging, TagMemory, TagProposal
from submissions.models.talking import Mention, Note, Question
from submissions.models.upload import Clearance, FormDraft, Upload, UploadLink
from submissions.models.version import Version

__all__ = [
    "ApprovalLink",
    "AuthorMessage",
    "Beat",
    "BylineCredit",
    "CallForCopy",
    "CallForm",
    "CallRecipient",
    "Clearance",
    "ConfirmedAddress",
    "Correspondent",
    "CorrespondentAddress",
    "CorrespondentMerge",
    "CorrespondentNote",
    "FormDraft",
    "IncomingRecord",
    "LargeFileLink",
    "MailMessage",
    "MailPart",
    "Mailbox",
    "MailedCode",
    "Mention",
    "Note",
    "OutsideClearance",
    "Photo",
    "PhotoBand",
    "Presence",
    "Proposal",
    "Publication",
    "Question",
    "Rendition",
    "Review",
    "SavedSearch",
    "SearchText",
    "Section",
    "SeenBefore",
    "SigningPin",
    "SpentChallenge",
    "Submission",
    "Tag",
    "TagMemory",
    "TagMerge",
    "TagName",
    "TagProposal",
    "Tagging",
    "TextBand",
    "Transition",
    "Unit",
    "UnitName",
    "Upload",
    "UploadLink",
    "Version",
]
