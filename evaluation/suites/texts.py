"""Text sets as they are published, whose texts are to be spoken: GLUE, XNLI, and SQuAD's layout.

GLUE leaves out the labels of its test files, so its development files are read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import languages
from evaluation.suites.errors import LayoutError
from evaluation.suites.samples import BadRow, Fault
from evaluation.suites.squad import find_squad, read_questions
from evaluation.suites.suite import Source, Suite
from evaluation.suites.tables import Fields, read_rows

_LANGUAGE = "language"


@dataclass(frozen=True, kw_only=True, slots=True)
class TextSet:
    """Where a suite's texts stand in a table with tabs between its columns."""

    files: tuple[str, ...]
    """Names that the table may have, the first one there is taken."""
    said: str
    """The column that is spoken."""
    label: str
    """The column with what is right."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """The suite's label by that column's, where they differ."""
    given: Mapping[str, str] = field(default_factory=dict)
    """The column of each text that the prompt names."""
    id: str = ""
    """The column that tells rows apart; empty: their line does."""
    by_language: bool = False
    """One table for all languages, whose column language has their two letters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TextRow:
    """One sample to be."""

    id: str
    """Fit for a file's name, and the same in all languages of a parallel set."""
    said: str
    reference: str
    given: Mapping[str, str]


_HYPOTHESIS = {"hypothesis": "sentence2"}
TEXT_SETS: Mapping[str, TextSet] = MappingProxyType(
    {
        "spoken_sst2": TextSet(
            files=("dev.tsv",),
            said="sentence",
            label="label",
            labels={"0": "negative", "1": "positive"},
        ),
        "spoken_rte": TextSet(
            files=("dev.tsv",), said="sentence1", label="label", given=_HYPOTHESIS, id="index"
        ),
        "spoken_mrpc": TextSet(
            files=("dev.tsv", "msr_paraphrase_test.txt"),
            said="#1 String",
            label="Quality",
            labels={"0": "different", "1": "equivalent"},
            given={"other": "#2 String"},
        ),
        "spoken_qqp": TextSet(
            files=("dev.tsv",),
            said="question1",
            label="is_duplicate",
            labels={"0": "different", "1": "equivalent"},
            given={"other": "question2"},
            id="id",
        ),
        "spoken_qnli": TextSet(
            files=("dev.tsv",),
            said="question",
            label="label",
            labels={"entailment": "answered", "not_entailment": "unanswered"},
            given={"sentence": "sentence"},
            id="index",
        ),
        "spoken_nli": TextSet(
            files=("xnli.test.tsv", "xnli.dev.tsv"),
            said="sentence1",
            label="gold_label",
            given=_HYPOTHESIS,
            id="pairID",
            by_language=True,
        ),
    }
)
"""By suite; suites of SQuAD's layout need none."""


def read_texts(suite: Suite, language: str, root: Path) -> Iterator[TextRow | BadRow]:
    """The texts of a language, in the order of their file.

    Args:
        suite: One of `TEXT_SETS`, or of SQuAD's layout.
        language: ISO 639-3.
        root: The folder with the published files.

    Raises:
        LayoutError: a file is missing, or has other columns.
        LanguageUnknownError: the table has no such language.
        ValueError: nobody knows how the suite's texts are published.
    """
    if suite.source is Source.SQUAD:
        return _read_questions(find_squad(root, language, split=suite.split))
    if suite.name not in TEXT_SETS:
        known = ", ".join([*TEXT_SETS, "those of SQuAD's layout"])
        raise ValueError(f"No published text set is known of {suite.name}; it is of {known}.")
    return _read_table(suite, TEXT_SETS[suite.name], language, root)


def _read_questions(path: Path) -> Iterator[TextRow | BadRow]:
    for one in read_questions(path):
        if isinstance(one, BadRow):
            yield one
        elif not one.question:
            yield _bad(path, one.line, Fault.NO_TEXT, "it has no question to be spoken.")
        else:
            yield TextRow(
                id=one.id, said=one.question, reference=one.reference, given=dict(one.given)
            )


def _read_table(
    suite: Suite, texts: TextSet, language: str, root: Path
) -> Iterator[TextRow | BadRow]:
    path = next((root / name for name in texts.files if (root / name).is_file()), None)
    if path is None:
        raise LayoutError(root / texts.files[0], "there is no such file.")
    letters = languages.get(language).bcp47.split("-")[0]
    columns = [texts.said, texts.label, *texts.given.values(), *([texts.id] if texts.id else [])]
    columns += [_LANGUAGE] if texts.by_language else []
    for found in read_rows(path, columns=columns):
        if isinstance(found, BadRow):
            yield found
        elif not texts.by_language or found[1][_LANGUAGE] == letters:
            yield _row(suite, texts, path, *found)


def _row(suite: Suite, texts: TextSet, path: Path, line: int, fields: Fields) -> TextRow | BadRow:
    label = texts.labels.get(fields[texts.label], fields[texts.label])
    given = {name: fields[column] for name, column in texts.given.items()}
    if label not in suite.label_names:
        return _bad(path, line, Fault.UNKNOWN_LABEL, f"its {texts.label} is {label[:40]!r}.")
    if not fields[texts.said]:
        return _bad(path, line, Fault.NO_TEXT, f"its {texts.said} is empty.")
    if not all(given.values()):
        return _bad(path, line, Fault.NO_GIVEN, "a text for the prompt is empty.")
    own = fields[texts.id] if texts.id else str(line)
    return TextRow(id=own, said=fields[texts.said], reference=label, given=given)


def _bad(path: Path, line: int, fault: Fault, problem: str) -> BadRow:
    return BadRow(file=path, line=line, fault=fault, problem=problem)
