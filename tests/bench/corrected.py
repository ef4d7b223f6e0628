"""What natives would have corrected: one reading of 20,000 texts, over two months."""

from accounts.models import User
from annotation.enums import CampaignKind, SampleSplit
from annotation.models import Assignment, Correction, CorrectionEffort
from annotation.services.campaigns import open_campaign
from catalog.models import Dataset
from evaluation.metrics.edit_kinds import EDITS_SIGNATURE, EditKind
from languages import SOURCE
from tests.bench.insert import Values, insert_select

CORRECTIONS = 20_000
_WHEN = "now() - a.id %% 60 * interval '1 day'"
_OF_ASSIGNMENTS = """
FROM annotation_assignment a JOIN annotation_task t ON t.id = a.task_id
JOIN corpus_translation text ON text.id = t.translation_id WHERE t.campaign_id = %(campaign)s
"""
_OF_CORRECTIONS = """
FROM annotation_correction c JOIN annotation_assignment a ON a.id = c.assignment_id
JOIN annotation_task t ON t.id = a.task_id
WHERE t.campaign_id = %(campaign)s AND c.verdict <> 'untranslatable'
"""


def correct_texts(dataset: Dataset, manager: User, raters: list[User]) -> None:
    """Of items of test: 72 in 100 are corrected, as in the paper, and 1 can't be translated."""
    campaign = open_campaign(
        dataset,
        by=manager,
        kind=CampaignKind.CORRECTION,
        name="Bench corrections",
        languages=[code for code in dataset.languages if code != SOURCE],
        split=SampleSplit.TEST,
        votes_per_item=1,
    )
    values: Values = {
        "campaign": campaign.pk,
        "raters": [rater.pk for rater in raters],
        "corrections": CORRECTIONS,
        "kinds": [f"question.{kind}" for kind in EditKind],
        "signature": EDITS_SIGNATURE,
    }
    _answer(values)
    _measure(values)
    campaign.tasks.filter(assignments__isnull=False).update(answered=1, taken=1)


def _answer(values: Values) -> None:
    insert_select(
        Assignment,
        {
            "task_id": "t.id",
            "rater_id": "(%(raters)s::bigint[])[1 + t.id %% cardinality(%(raters)s::bigint[])]",
            "state": "'answered'", "lease_expires_at": "now()", "opened_at": "now()",
            "answered_at": "now()",
        },
        "FROM annotation_task t WHERE t.campaign_id = %(campaign)s"
        " ORDER BY shuffle LIMIT %(corrections)s",
        values,
    )  # fmt: skip
    insert_select(
        Correction,
        {
            "assignment_id": "a.id", "rater_id": "a.rater_id", "translation_id": "text.id",
            "verdict": "CASE WHEN a.id %% 100 < 72 THEN 'corrected'"
            " WHEN a.id %% 100 = 99 THEN 'untranslatable' ELSE 'confirmed' END",
            "question": "CASE WHEN a.id %% 100 = 99 THEN '' ELSE 'x ' || text.question END",
            "answer": "CASE WHEN a.id %% 100 = 99 THEN '' ELSE text.answer END",
            "seconds": "20 + a.id %% 80", "created_at": _WHEN,
        },
        _OF_ASSIGNMENTS,
        values,
    )  # fmt: skip


def _measure(values: Values) -> None:
    changed = "CASE WHEN c.verdict = 'corrected' THEN 1 + c.id %% 5 ELSE 0 END"
    insert_select(
        CorrectionEffort,
        {
            "correction_id": "c.id", "words": "12 + c.id %% 9", "words_added": changed,
            "words_removed": "c.id %% 2", "words_replaced": "c.id %% 3", "shifted_edits": changed,
            "characters": "70 + c.id %% 50", "character_edits": f"4 * ({changed})",
            "chrf": f"100 - 7 * ({changed})", "active_s": "15 + c.id %% 70",
            "kinds": f"(%(kinds)s::varchar[])[1 : ({changed})]",
            "replacements": "ARRAY['w' || c.id %% 997 || E'\\t' || c.id %% 31]",
            "signature": "%(signature)s",
        },
        _OF_CORRECTIONS,
        values,
    )  # fmt: skip
