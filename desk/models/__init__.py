from desk.models.api_token import ApiToken
from desk.models.day_mark import DayMark
from desk.models.job import Job
from desk.models.ledger import DaySeal, LedgerEntry
from desk.models.letter import Letter, LetterEnclosure, LetterTemplate
from desk.models.letter_wish import LetterWish
from desk.models.sign_in import (
    RecoveryCode,
    SecondFactor,
    SignInTries,
    StaffSession,
)
from desk.models.user import User

__all__ = [
    "ApiToken",
    "DayMark",
    "DaySeal",
    "Job",
    "LedgerEntry",
    "Letter",
    "LetterEnclosure",
    "LetterTemplate",
    "LetterWish",
    "RecoveryCode",
    "SecondFactor",
    "SignInTries",
    "StaffSession",
    "User",
]
