"""What can go wrong with campaigns, the way into them, and assignments.

StudioError
├── InvalidInputError  CampaignInvalidError, ControlInvalidError, CorrectionInvalidError,
│                      OverrideNeededError, TrialInvalidError
├── MissingError       AssignmentMissingError, ReviewMissingError, TrialMissingError
└── ConflictError      BenchLoopRunningError, CampaignClosedError, CampaignNotOpenError,
                       ProtocolFrozenError, ControlsMissingError, ControlNeededError,
                       MaterialMissingError, StepDueError, TrialTooFastError,
                       SessionElsewhereError, SessionNeededError,
                       AssignmentTakenError, AssignmentAnsweredError, AnswerWithdrawnError,
                       NotHeardYetError, ListenedTooShortError, NothingToUndoError,
                       WordsShownError, SubjectReplacedError, CampaignElsewhereError,
                       ReviewBegunError, ReviewChangedError, AdjudicatorTookPartError
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from common.errors import ConflictError, InvalidInputError, MissingError


class CampaignInvalidError(InvalidInputError):
    code = "campaign_invalid"


class ControlInvalidError(InvalidInputError):
    code = "control_invalid"


class ControlNeededError(ConflictError):
    """Without any the studio would make its own anew, and sessions could not be mixed."""

    code = "control_needed"

    def __init__(self, role: str) -> None:
        super().__init__(
            f"This is the last {role} clip in use for its language. Add or bring back another "
            "one first."
        )


class BenchLoopRunningError(ConflictError):
    code = "bench_loop_running"

    def __init__(self, languages: Sequence[str], campaign: str) -> None:
        super().__init__(
            f"The bench is being corrected already in {', '.join(languages)}, by the campaign "
            f"{campaign!r}. Close it to begin anew, or choose other languages."
        )


class CampaignClosedError(ConflictError):
    code = "campaign_closed"

    def __init__(self) -> None:
        super().__init__("This campaign is closed. Thank you; nothing more is needed.")


class CampaignElsewhereError(ConflictError):
    code = "campaign_elsewhere"

    def __init__(self) -> None:
        super().__init__(
            "Answers of this campaign are given in Label Studio, not here. Whoever invited you "
            "has the address."
        )


class AssignmentMissingError(MissingError):
    code = "assignment_missing"

    def __init__(self) -> None:
        super().__init__("This is not among what you were given. Take the next one.")


class AssignmentTakenError(ConflictError):
    code = "assignment_taken"

    def __init__(self) -> None:
        super().__init__("Others finished this one while you were away. Take the next one.")


class AssignmentAnsweredError(ConflictError):
    code = "already_answered"

    def __init__(self) -> None:
        super().__init__("You answered this one already. Undo the answer to change it.")


class NotHeardYetError(ConflictError):
    code = "not_heard_yet"

    def __init__(self) -> None:
        super().__init__("Please listen to the clip to its end first; then the scale opens.")


class ListenedTooShortError(ConflictError):
    code = "listened_too_short"

    def __init__(self, heard_s: float, duration_s: float) -> None:
        super().__init__(
            f"The clip lasts {duration_s:.1f} s; only {heard_s:.1f} s of it can have been heard. "
            "Please listen to its end."
        )


class SubjectReplacedError(ConflictError):
    code = "subject_replaced"

    def __init__(self) -> None:
        super().__init__("The text or its recording was replaced before the answer came.")


class CorrectionInvalidError(InvalidInputError):
    code = "correction_invalid"


class OverrideNeededError(InvalidInputError):
    """``details`` name, by field, what the automatic checks doubt."""

    code = "override_needed"

    def __init__(self, doubts: Mapping[str, Sequence[str]]) -> None:
        field, messages = next(iter(doubts.items()))
        super().__init__(
            f"The automatic checks doubt the {field}: {' '.join(messages)} "
            "Mend it, or write why it is right like this.",
            details=doubts,
        )


class ReviewMissingError(MissingError):
    code = "review_missing"

    def __init__(self) -> None:
        super().__init__("There is no such dispute between natives, or it is settled by now.")


class ReviewBegunError(ConflictError):
    code = "review_begun"

    def __init__(self) -> None:
        super().__init__(
            "Another native has read your text already, or reads it now. It can't be taken back; "
            "what is wrong in it will be put right there."
        )


class ReviewChangedError(ConflictError):
    code = "review_changed"

    def __init__(self) -> None:
        super().__init__(
            "Another native answered meanwhile, so this is no longer the text that you were "
            "shown. Take the next one."
        )


class AdjudicatorTookPartError(ConflictError):
    code = "adjudicator_took_part"

    def __init__(self) -> None:
        super().__init__(
            "One of the two answers is yours. Someone else must have the last word here."
        )


class NothingToUndoError(ConflictError):
    code = "nothing_to_undo"

    def __init__(self) -> None:
        super().__init__("There is no answer of yours here that can be taken back.")


class WordsShownError(ConflictError):
    """Else a rater could read what was said, take the scores back, and give better ones."""

    code = "words_shown"

    def __init__(self) -> None:
        super().__init__(
            "You have read the words of this clip, so your scores stand: whoever knows the words "
            "hears a clip as better than it is."
        )


class CampaignNotOpenError(ConflictError):
    code = "campaign_not_open"

    def __init__(self, state: str) -> None:
        super().__init__(f"This campaign is {state} at the moment. Come back later.")


class ProtocolFrozenError(ConflictError):
    code = "protocol_frozen"

    def __init__(self, protocol: str) -> None:
        super().__init__(
            f"Votes were asked for under {protocol}, so it can't change. "
            "Make a protocol with the same name: it becomes the next version."
        )


class ControlsMissingError(ConflictError):
    code = "controls_missing"

    def __init__(self, role: str, language: str) -> None:
        super().__init__(
            f"There is no {role} clip in {language}, and nothing to make one from: the dataset "
            "needs a recording in this language that can be decoded, from a source that is not "
            "sensitive."
        )


class MaterialMissingError(ConflictError):
    code = "material_missing"

    def __init__(self, language: str, needed: int, found: int) -> None:
        super().__init__(
            f"A qualification in {language} needs {needed} voiced items outside the campaign's "
            f"sample and from no sensitive source; there are {found}. Voice more items, or "
            "sample fewer."
        )


class StepDueError(ConflictError):
    """Something else comes first. ``details`` name the step and until when it holds."""

    code = "step_due"

    def __init__(self, step: str, message: str, until: datetime | None = None) -> None:
        details = {"step": [step]} | ({"until": [until.isoformat()]} if until else {})
        super().__init__(message, details=details)
        self.step = step


class TrialInvalidError(InvalidInputError):
    code = "trial_invalid"


class TrialMissingError(MissingError):
    code = "trial_missing"

    def __init__(self) -> None:
        super().__init__("This test is not yours, or it is over. Begin a new one.")


class TrialTooFastError(ConflictError):
    code = "trial_too_fast"

    def __init__(self, needed_s: float) -> None:
        super().__init__(
            f"The clips of this test last {needed_s:.0f} s together, and less time has passed. "
            "Please hear them all."
        )


class SessionElsewhereError(ConflictError):
    code = "session_elsewhere"

    def __init__(self, campaign: str) -> None:
        super().__init__(
            f"A session of {campaign} is open in another tab or on another device. Go on there, "
            "or take it over here."
        )


class SessionNeededError(ConflictError):
    code = "session_needed"

    def __init__(self) -> None:
        super().__init__("Clips of this campaign come in sessions, and none is open. Start one.")


class AnswerWithdrawnError(ConflictError):
    code = "answer_withdrawn"

    def __init__(self) -> None:
        super().__init__("You took this answer back. Give a new one.")
