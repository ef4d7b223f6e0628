from django.db.models import TextChoices


class CampaignKind(TextChoices):
    LISTENING = "listening", "Listening"
    CORRECTION = "correction", "Correction"
    PREFERENCE = "preference", "Preference"


class Backend(TextChoices):
    """Where raters of a campaign work."""

    BUILT_IN = "built_in", "The studio's own workspace"
    LABEL_STUDIO = "label_studio", "Label Studio"


class CampaignState(TextChoices):
    DRAFT = "draft", "Draft"
    OPEN = "open", "Open"
    PAUSED = "paused", "Paused"
    CLOSED = "closed", "Closed"


class BenchStage(TextChoices):
    """How far a language of a bench loop is; nothing is stored, it follows from what is there."""

    UNTRANSLATED = "untranslated", "Waits for translations"
    CORRECTING = "correcting", "Natives correct it"
    VOICING = "voicing", "What they corrected is voiced again"
    LISTENING = "listening", "Natives hear it"
    HEARD = "heard", "Corrected, voiced and heard"


ALLOWED_CAMPAIGN: dict[CampaignState, frozenset[CampaignState]] = {
    CampaignState.DRAFT: frozenset({CampaignState.OPEN, CampaignState.CLOSED}),
    CampaignState.OPEN: frozenset({CampaignState.PAUSED, CampaignState.CLOSED}),
    CampaignState.PAUSED: frozenset({CampaignState.OPEN, CampaignState.CLOSED}),
    CampaignState.CLOSED: frozenset(),
}


class AssignmentState(TextChoices):
    HELD = "held", "Held"
    ANSWERED = "answered", "Answered"
    SKIPPED = "skipped", "Skipped"
    EXPIRED = "expired", "Expired"


ENDED = frozenset({AssignmentState.ANSWERED, AssignmentState.SKIPPED})
# What lapsed, was skipped, or whose answer was taken back is taken up again. Skipping again only
# changes the reason.
ALLOWED_ASSIGNMENT: dict[AssignmentState, frozenset[AssignmentState]] = {
    AssignmentState.HELD: frozenset(AssignmentState) - {AssignmentState.HELD},
    AssignmentState.ANSWERED: frozenset({AssignmentState.HELD}),
    AssignmentState.SKIPPED: frozenset({AssignmentState.HELD, AssignmentState.SKIPPED}),
    AssignmentState.EXPIRED: frozenset({AssignmentState.HELD, AssignmentState.SKIPPED}),
}


class Verdict(TextChoices):
    CONFIRMED = "confirmed", "It's correct"
    CORRECTED = "corrected", "Corrected"
    UNTRANSLATABLE = "untranslatable", "Can't be translated"


class Preferred(TextChoices):
    """Which answer of a pair is the better one; the pair's own first and second."""

    FIRST = "first", "The first answer"
    SECOND = "second", "The second answer"
    TIE = "tie", "Equally good"


class PairOrder(TextChoices):
    """How a pair's answers stood before a rater."""

    STRAIGHT = "straight", "The first answer stood first"
    SWAPPED = "swapped", "The second answer stood first"


class ShownChoice(TextChoices):
    """What a rater chose, as the answers stood there."""

    A = "a", "The one that stood first"
    B = "b", "The one that stood second"
    TIE = "tie", "Equally good"


class ReviewState(TextChoices):
    """Where a correction stands in a campaign with a second reviewer."""

    PROPOSED = "proposed", "Waits for a second native"
    DISPUTED = "disputed", "Two natives disagree"
    SETTLED = "settled", "Settled"
    WITHDRAWN = "withdrawn", "The proposal was taken back"


# Taking back the last answer goes one step back; only the first proposal leaves nothing behind.
ALLOWED_REVIEW: dict[ReviewState, frozenset[ReviewState]] = {
    ReviewState.PROPOSED: frozenset(
        {ReviewState.DISPUTED, ReviewState.SETTLED, ReviewState.WITHDRAWN}
    ),
    ReviewState.DISPUTED: frozenset({ReviewState.SETTLED, ReviewState.PROPOSED}),
    ReviewState.SETTLED: frozenset({ReviewState.PROPOSED, ReviewState.DISPUTED}),
    ReviewState.WITHDRAWN: frozenset({ReviewState.PROPOSED}),
}


class FindingLevel(TextChoices):
    """What a finding of the automatic checks means for what a rater wrote."""

    ERROR = "error", "It can't be sent like this"
    WARNING = "warning", "It can be sent with a reason"


class SkipReason(TextChoices):
    AUDIO_BROKEN = "audio_broken", "The audio doesn't play"
    NOT_MY_LANGUAGE = "not_my_language", "It isn't my language"
    OFFENSIVE = "offensive", "I don't want to work on this text"
    UNCLEAR = "unclear", "I can't judge it"
    OTHER = "other", "Something else"


class SampleSplit(TextChoices):
    """What a campaign samples from."""

    BENCH = "bench", "Bench"
    TEST = "test", "Test"
    DEV = "dev", "Dev"
    TRAIN = "train", "Train"


class SampleSlice(TextChoices):
    """Why an item is in the sample. Rates are estimated from the uniform slice alone."""

    UNIFORM = "uniform", "Drawn by lot"
    ASR_DISAGREEMENT = "asr_disagreement", "Speech recognition heard other words"
    FAILED_CHECKS = "failed_checks", "Failed automatic checks"


class ControlRole(TextChoices):
    TRAP = "trap", "Says which score to give"
    GOLD = "gold", "Of known quality"
    TRAINING = "training", "A step of the ladder from worst to best"
    ENVIRONMENT = "environment", "Heard right only in quiet, with headphones"


class Step(TextChoices):
    """Where a rater stands in a campaign and language, in the order of the way."""

    CONSENT = "consent", "Read and agree"
    QUALIFICATION = "qualification", "Show that you understand the language"
    ENVIRONMENT = "environment", "Check the headphones"
    TRAINING = "training", "Hear what bad and good sounds like"
    WORK = "work", "Rate"
    BREAK = "break", "Rest"
    REFUSED = "refused", "Not this time"
    DONE = "done", "Nothing waits"


class TrialKind(TextChoices):
    QUALIFICATION = "qualification", "Qualification"
    ENVIRONMENT = "environment", "Environment check"
    TRAINING = "training", "Training"


class Asks(TextChoices):
    """What a question of a trial wants to know."""

    WORDS = "words", "Which words were heard"
    ANSWER = "answer", "Which answer belongs to a question"
    TONE = "tone", "Which tone was the quietest"
    NUMBER = "number", "Which number was heard"
    SCORE = "score", "How natural it sounds"


class TrialState(TextChoices):
    OPEN = "open", "Open"
    PASSED = "passed", "Passed"
    FAILED = "failed", "Failed"


ALLOWED_TRIAL: dict[TrialState, frozenset[TrialState]] = {
    TrialState.OPEN: frozenset({TrialState.PASSED, TrialState.FAILED}),
    TrialState.PASSED: frozenset(),
    TrialState.FAILED: frozenset(),
}


class SessionState(TextChoices):
    ACTIVE = "active", "Active"
    FINISHED = "finished", "Finished"
    LAPSED = "lapsed", "Not finished in time"


ALLOWED_SESSION: dict[SessionState, frozenset[SessionState]] = {
    SessionState.ACTIVE: frozenset({SessionState.FINISHED, SessionState.LAPSED}),
    SessionState.FINISHED: frozenset(),
    SessionState.LAPSED: frozenset(),
}


class PlaybackKind(TextChoices):
    STARTED = "started", "Started"
    ENDED = "ended", "Heard to its end"
    REPLAYED = "replayed", "Started again"
    HIDDEN = "hidden", "The page was hidden"


class ProblemCause(TextChoices):
    SOURCE_TEXT = "source_text", "The English text"
    TRANSLATION = "translation", "The translation"
    PRONUNCIATION = "pronunciation", "The pronunciation"
    PROSODY = "prosody", "Rhythm or melody"
    AUDIO = "audio", "Noise, cuts, silence"


# The stage that makes it anew: an import, or a job kind.
STAGE_TO_RERUN: dict[ProblemCause, str] = {
    ProblemCause.SOURCE_TEXT: "import",
    ProblemCause.TRANSLATION: "translate",
    ProblemCause.PRONUNCIATION: "synthesize",
    ProblemCause.PROSODY: "synthesize",
    ProblemCause.AUDIO: "synthesize",
}
