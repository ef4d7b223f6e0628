"""Examining a batch of texts and recordings of one language: everything slow of a check job."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from corpus.errors import AudioDamagedError, AudioMissingError
from corpus.models import Recording, Translation
from engines.errors import AudioUnreadableError
from engines.protocols import ItemFailure
from generation.checks.heard import check_errors
from generation.crew import Crew
from generation.examining import (
    Clip,
    ClipExaminer,
    Examiner,
    Found,
    Named,
    RecordingExaminer,
    TextExaminer,
    examiners,
    is_cloned,
    load_audio,
)
from generation.reports import load_outcomes
from generation.results import Findings
from jobs.kinds import FailedUnit

Made = TypeVar("Made", Translation, Recording)


@dataclass
class Examination:
    of_texts: list[tuple[Translation, Findings]] = field(default_factory=list)
    of_recordings: list[tuple[Recording, Findings]] = field(default_factory=list)
    failed: list[FailedUnit] = field(default_factory=list)


def examine(
    crew: Crew, texts: Sequence[Translation], recordings: Sequence[Recording], *, again: bool
) -> Examination:
    """Make the checks that texts and recordings lack, or all of them `again`.

    Args:
        crew: who makes them.
        texts: of one language, with ``item``.
        recordings: of these texts, with ``translation.item``.
        again: also what is known in this version.
    """
    if not texts:
        return Examination()
    crowd = [*examiners(crew, texts[0].dataset_id, texts[0].language)]
    return _Session(crowd, again=again).run(texts, recordings)


def hear(crew: Crew, recordings: Sequence[Recording]) -> Examination:
    """Make all checks of new recordings that are no rows yet, of one language.

    Needs ``translation.item`` loaded.
    """
    crowd = [*examiners(crew, recordings[0].dataset_id, recordings[0].language)]
    return _Session(crowd, again=True).run([], recordings)


class _Session:
    def __init__(self, crowd: Sequence[Examiner], *, again: bool) -> None:
        self._crowd = crowd
        self._again = again
        self._failed: dict[int, FailedUnit] = {}

    def run(self, texts: Sequence[Translation], recordings: Sequence[Recording]) -> Examination:
        of_texts = self._examine_texts(texts)
        of_recordings = self._examine_recordings(recordings)
        return Examination(of_texts, of_recordings, [*self._failed.values()])

    def _examine_texts(self, texts: Sequence[Translation]) -> list[tuple[Translation, Findings]]:
        book = _Book(texts, again=self._again)
        for examiner in self._crowd:
            if isinstance(examiner, TextExaminer):
                lacking = book.lacking(texts, examiner.checks)
                self._enter(book, lacking, examiner.examine(lacking))
        return book.pages()

    def _examine_recordings(
        self, recordings: Sequence[Recording]
    ) -> list[tuple[Recording, Findings]]:
        book = _Book(recordings, again=self._again)
        for examiner in self._crowd:
            if isinstance(examiner, RecordingExaminer):
                lacking = book.lacking(recordings, examiner.checks)
                self._enter(book, lacking, examiner.examine(lacking))
        self._listen(book, recordings)
        book.conclude()
        return book.pages()

    def _listen(self, book: "_Book[Recording]", recordings: Sequence[Recording]) -> None:
        listeners = [one for one in self._crowd if isinstance(one, ClipExaminer)]
        wanted = {
            id(recording)
            for one in listeners
            for recording in book.lacking(_suited(one, recordings), one.checks)
        }
        clips = {
            id(recording): clip
            for recording in recordings
            if id(recording) in wanted and (clip := self._open(recording)) is not None
        }
        for one in listeners:
            lacking = book.lacking(_suited(one, recordings), one.checks)
            heard = [recording for recording in lacking if id(recording) in clips]
            self._enter(book, heard, one.examine([clips[id(recording)] for recording in heard]))

    def _open(self, recording: Recording) -> Clip | None:
        try:
            return Clip(recording, load_audio(recording.sha256))
        except (AudioMissingError, AudioDamagedError, AudioUnreadableError) as error:
            self._fail(recording, "audio_unreadable", str(error))
            return None

    def _enter(self, book: "_Book[Made]", made: Sequence[Made], found: Sequence[Found]) -> None:
        for one, result in zip(made, found, strict=True):
            if isinstance(result, ItemFailure):
                self._fail(one, result.code, result.message)
            else:
                book.enter(one, result)

    def _fail(self, made: Translation | Recording, code: str, message: str) -> None:
        """A unit is a text, and fails once; what could be checked of it is kept."""
        text = made if isinstance(made, Translation) else made.translation
        unit = FailedUnit(text.pk, code, f"{text.item.external_id}: {message}")
        self._failed.setdefault(text.pk, unit)


def _suited(examiner: ClipExaminer, recordings: Sequence[Recording]) -> list[Recording]:
    return [one for one in recordings if is_cloned(one) or not examiner.cloned_only]


class _Book(Generic[Made]):
    """What is known of texts or of recordings, and what was found now.

    By the objects themselves: new recordings have no id yet.
    """

    def __init__(self, made: Sequence[Made], *, again: bool) -> None:
        outcomes = load_outcomes(made)
        self._known: dict[int, Findings] = {id(one): outcomes.get(one.pk, []) for one in made}
        self._made: dict[int, Made] = {id(one): one for one in made}
        self._found: dict[int, Findings] = {}
        self._again = again

    def lacking(self, made: Iterable[Made], checks: Named) -> list[Made]:
        return [one for one in made if self._again or not checks <= self._named(one)]

    def _named(self, made: Made) -> Named:
        return frozenset((one.name, one.version) for one in self._known[id(made)])

    def enter(self, made: Made, findings: Findings) -> None:
        self._found.setdefault(id(made), []).extend(findings)

    def conclude(self) -> None:
        """Judge all recognizers of a recording together, those of earlier jobs too."""
        for place, found in self._found.items():
            self._judge(self._known[place], found)

    @staticmethod
    def _judge(known: Findings, found: Findings) -> None:
        heard = {one.name: one for one in (*known, *found)}
        errors = check_errors(heard.values())
        if errors is not None:
            found.append(errors)

    def pages(self) -> list[tuple[Made, Findings]]:
        return [(self._made[place], found) for place, found in self._found.items()]
