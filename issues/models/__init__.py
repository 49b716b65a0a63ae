from issues.models.draft import PageDraft
from issues.models.export import Export
from issues.models.fixed_piece import FixedPiece
from issues.models.issue import Issue
from issues.models.issue_run import IssueRun, IssueRunPage
from issues.models.issue_signoff import IssueSignOff
from issues.models.milestone import ClockStep, Milestone
from issues.models.page import Page, PageGrid
from issues.models.page_presence import PagePresence
from issues.models.past_issue import PastFile, PastIssue, PastPiece
from issues.models.placement import Placement
from issues.models.planned_story import PlannedStory
from issues.models.proof import Proof, ProofMark, ProofSheet
from issues.models.signoff import SignOff, Snapshot
from issues.models.story_weight import StoryWeight
from issues.models.supplement import Supplement

__all__ = [
    "ClockStep",
    "Export",
    "FixedPiece",
    "Issue",
    "IssueRun",
    "IssueRunPage",
    "IssueSignOff",
    "Milestone",
    "Page",
    "PageDraft",
    "PageGrid",
    "PagePresence",
    "PastFile",
    "PastIssue",
    "PastPiece",
    "Placement",
    "PlannedStory",
    "Proof",
    "ProofMark",
    "ProofSheet",
    "SignOff",
    "Snapshot",
    "StoryWeight",
    "Supplement",
]
