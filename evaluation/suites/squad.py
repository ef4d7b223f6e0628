"""Questions about passages in SQuAD's layout, with a clip of each question.

XQuAD and MLQA have the same questions in many languages under the same ids: one id is one cluster.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import languages
from evaluation.suites.errors import LayoutError
from evaluation.suites.samples import BadRow, Fault, Row, Sample
from evaluation.suites.suite import Pair
from evaluation.suites.tables import find_clip

_PROBLEMS = {
    Fault.UNREADABLE: "question {at} is not as SQuAD has it: it needs id, context and answers.",
    Fault.NO_TEXT: "question {id!r} has no answer.",
    Fault.NO_CLIP_NAME: "a question has no id.",
    Fault.CLIP_OUTSIDE: "the id {id!r} leads out of the folder clips; it must be a bare name.",
    Fault.CLIP_MISSING: "there is no clip of question {id!r} in the folder clips, in any format.",
    Fault.REPEATED: "the id {id!r} stands there before.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PassageQuestion:
    """A question of the file, whoever speaks it."""

    id: str
    question: str
    """Empty where the file has none."""
    context: str
    """The passage that it is about."""
    answers: tuple[str, ...]
    """All that are right."""
    line: int
    """Its number among the file's questions, from 1."""

    @property
    def reference(self) -> str:
        """One answer a line, as the metrics take them."""
        return "\n".join(self.answers)

    @property
    def given(self) -> Mapping[str, str]:
        """What the prompt names."""
        return {"context": self.context}


def read_squad(root: Path, pair: Pair, *, split: str = "test") -> Iterator[Row]:
    """Reads a language's questions, and the clip ``<language>/clips/<id>.*`` of each.

    Languages are ISO 639-3. All right answers are the reference, one a line; the passage is given
    as ``context``. A bad row's line counts questions.

    Raises:
        LayoutError: the file is missing or no SQuAD.
    """
    path = find_squad(root, pair.language, split=split)
    return _samples(path, root / pair.language / "clips", pair)


def read_questions(path: Path) -> Iterator[PassageQuestion | BadRow]:
    """The questions of a file, in its order, without any clip.

    Raises:
        LayoutError: it is no SQuAD.
    """
    seen: set[str] = set()
    for at, (context, told) in enumerate(_questions(path), start=1):
        own, answers = _id_of(told), _answers(told)
        if fault := _fault(own, context, answers, seen):
            yield _bad_row(path, at, own or "", fault)
            continue
        seen.add(own or "")
        yield PassageQuestion(
            id=own or "",
            question=_one_line(told.get("question")),
            context=_one_line(context),
            answers=tuple(answers or ()),
            line=at,
        )


def find_squad(root: Path, language: str, *, split: str = "test") -> Path:
    """The file of a language: ``<language>/<split>.json``, or as XQuAD and MLQA name theirs.

    Those are ``xquad.de.json`` and ``test-context-de-question-de.json``, by the language's two
    letters, in the root. Any may be packed with gzip and end in ``.gz``.

    Raises:
        LayoutError: there is none, or several published ones.
        LanguageUnknownError: the table has no such language.
    """
    own = root / language / f"{split}.json"
    letters = languages.get(language).bcp47.split("-")[0]
    published = (f"*.{letters}.json", f"{split}-context-{letters}-question-{letters}.json")
    packed = ("", ".gz")
    found = [path for path in (own, own.with_suffix(".json.gz")) if path.is_file()]
    found = found or sorted(
        path for name in published for ending in packed for path in root.glob(name + ending)
    )
    if not found:
        raise LayoutError(own, "there is no such file, nor one with .gz, nor a published one.")
    if len(found) > 1 and found[0].parent == root:
        raise LayoutError(root, f"{found[0].name} and {found[1].name} are both of {language}.")
    return found[0]


def _samples(path: Path, clips: Path, pair: Pair) -> Iterator[Row]:
    for asked in read_questions(path):
        if isinstance(asked, BadRow):
            yield asked
            continue
        clip = find_clip(clips, f"{asked.id}.wav")
        if isinstance(clip, Fault):
            yield _bad_row(path, asked.line, asked.id, clip)
            continue
        yield Sample(
            id=asked.id,
            language=pair.language,
            target=pair.target,
            audio=clip,
            reference=asked.reference,
            cluster=asked.id,
            given=asked.given,
            transcript=asked.question,
        )


def _bad_row(path: Path, at: int, own: str, fault: Fault) -> BadRow:
    told = _PROBLEMS[fault].format(at=at, id=own[:100])
    return BadRow(file=path, line=at, fault=fault, problem=told)


def _fault(
    own: str | None, context: object, answers: list[str] | None, seen: set[str]
) -> Fault | None:
    if own is None or answers is None or not isinstance(context, str):
        return Fault.UNREADABLE
    if not own:
        return Fault.NO_CLIP_NAME
    if not answers:
        return Fault.NO_TEXT
    return Fault.REPEATED if own in seen else None


def _questions(path: Path) -> Iterator[tuple[object, Any]]:
    try:
        packed = path.read_bytes()
        told = json.loads(gzip.decompress(packed) if path.suffix == ".gz" else packed)
        for article in told["data"]:
            for passage in article["paragraphs"]:
                for question in passage["qas"]:
                    yield passage.get("context"), question
    except (OSError, EOFError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise LayoutError(path, "it is not JSON in SQuAD's layout.") from error


def _id_of(question: object) -> str | None:
    match question:
        case {"id": str(own)}:
            return own.strip()
        case _:
            return None


def _answers(question: object) -> list[str] | None:
    """Each right answer once, in one line; None of what is no question."""
    match question:
        case {"answers": list(answers)}:
            texts = (_one_line(one.get("text")) for one in answers if isinstance(one, dict))
            return [*dict.fromkeys(text for text in texts if text)]
        case _:
            return None


def _one_line(text: object) -> str:
    """Empty of what is no text."""
    return " ".join(text.split()) if isinstance(text, str) else ""
