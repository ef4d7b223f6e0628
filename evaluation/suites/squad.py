"""Questions about passages in SQuAD's layout, with a clip of each question.

XQuAD and MLQA have the same questions in many languages under the same ids: one id is one cluster.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


def read_squad(root: Path, pair: Pair, *, split: str = "test") -> Iterator[Row]:
    """Reads ``<language>/<split>.json`` (or ``.json.gz``) and ``<language>/clips/<id>.*``.

    Languages are ISO 639-3. All right answers are the reference, one a line; the passage is given
    as ``context``. A bad row's line counts questions.

    Raises:
        LayoutError: the file is missing or no SQuAD.
    """
    folder = root / pair.language
    path = next((each for each in _names(folder, split) if each.is_file()), None)
    if path is None:
        raise LayoutError(folder / f"{split}.json", "there is no such file, nor one with .gz.")
    return _samples(path, folder / "clips", pair)


def _names(folder: Path, split: str) -> tuple[Path, Path]:
    return folder / f"{split}.json", folder / f"{split}.json.gz"


def _samples(path: Path, clips: Path, pair: Pair) -> Iterator[Row]:
    seen: set[str] = set()
    for at, (context, question) in enumerate(_questions(path), start=1):
        own, answers = _id_of(question), _answers(question)
        clip = _fault(own, context, answers, seen) or find_clip(clips, f"{own}.wav")
        if isinstance(clip, Fault):
            told = _PROBLEMS[clip].format(at=at, id=(own or "")[:100])
            yield BadRow(file=path, line=at, fault=clip, problem=told)
            continue
        seen.add(own or "")
        yield Sample(
            id=own or "",
            language=pair.language,
            target=pair.target,
            audio=clip,
            reference="\n".join(answers or ()),
            cluster=own or "",
            given={"context": " ".join(str(context).split())},
        )


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
            texts = (" ".join(str(one["text"]).split()) for one in answers if _has_text(one))
            return [*dict.fromkeys(text for text in texts if text)]
        case _:
            return None


def _has_text(answer: object) -> bool:
    return isinstance(answer, dict) and isinstance(answer.get("text"), str)
