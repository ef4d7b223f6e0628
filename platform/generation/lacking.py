"""Which texts and recordings lack checks: for a plan in SQL, for a batch from its reports."""

from collections.abc import Iterable, Sequence

from generation.crew import Crew
from generation.examining import ClipExaminer, Examiner, Named, TextExaminer, examiners
from generation.models import CheckRules
from generation.planning import Subjects

# A report is complete by its language and rules: a few rows of rules stand for all reports.
_TEXTS = """
SELECT t.language, t.id, length(t.question) AS size, t.item_id FROM corpus_translation t
WHERE t.dataset_id = %(dataset)s AND t.is_current AND (
  t.language = ANY(%(texts)s) AND NOT EXISTS (
    SELECT FROM generation_checkreport c WHERE c.translation_id = t.id
      AND c.language || ' ' || c.rules_id = ANY(%(complete_texts)s))
  OR EXISTS (
    SELECT FROM corpus_recording r
    CROSS JOIN LATERAL (SELECT r.language || ' ' || (r.parameters ? 'reference')) AS kind (name)
    WHERE r.translation_id = t.id AND r.is_current AND kind.name = ANY(%(clips)s)
      AND NOT EXISTS (
        SELECT FROM generation_checkreport c WHERE c.recording_id = r.id
          AND kind.name || ' ' || c.rules_id = ANY(%(complete_clips)s))))
"""


def lacking_subjects(
    crew: Crew, dataset_id: int, languages: Sequence[str], *, again: bool
) -> Subjects:
    """Texts that lack a check of the crew, or whose current recording does; `again`: all."""
    rules = [] if again else [*CheckRules.objects.all()]
    texts: list[str] = []
    clips: list[str] = []
    complete_texts: list[str] = []
    complete_clips: list[str] = []
    for language in languages:
        crowd = [*examiners(crew, dataset_id, language)]
        if wanted := text_checks(crowd):
            texts.append(language)
            complete_texts += [f"{language} {one.pk}" for one in rules if wanted <= _named(one)]
        for cloned in (False, True):
            if wanted := recording_checks(crowd, cloned=cloned):
                kind = f"{language} {str(cloned).lower()}"
                clips.append(kind)
                complete_clips += [f"{kind} {one.pk}" for one in rules if wanted <= _named(one)]
    values = {
        "texts": texts,
        "clips": clips,
        "complete_texts": complete_texts,
        "complete_clips": complete_clips,
    }
    return Subjects(_TEXTS, values)


def text_checks(crowd: Iterable[Examiner]) -> Named:
    return _all(one.checks for one in crowd if isinstance(one, TextExaminer))


def recording_checks(crowd: Iterable[Examiner], *, cloned: bool) -> Named:
    return _all(
        one.checks
        for one in crowd
        if not isinstance(one, TextExaminer)
        and (cloned or not (isinstance(one, ClipExaminer) and one.cloned_only))
    )


def _all(checks: Iterable[Named]) -> Named:
    nothing: Named = frozenset()
    return nothing.union(*checks)


def _named(rules: CheckRules) -> Named:
    return frozenset(zip(rules.names, rules.versions, strict=True))
