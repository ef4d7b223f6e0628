"""Tables of clips with what is right of each, as samples."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.metrics.labels import plain_label
from evaluation.suites.samples import BadRow, Fault, Row, Sample
from evaluation.suites.suite import Pair
from evaluation.suites.tables import Fields, find_clip, read_rows

_PROBLEMS = {
    Fault.NO_TEXT: "its {column} is empty.",
    Fault.NO_CLIP_NAME: "its path is empty.",
    Fault.CLIP_OUTSIDE: "its path {path!r} leads out of the folder clips; it must be a bare name.",
    Fault.CLIP_MISSING: "there is no clip {path!r} in the folder clips, in any format.",
    Fault.REPEATED: "its clip {path!r} stands in an earlier line.",
    Fault.NO_GIVEN: "one of {given} is empty.",
    Fault.UNKNOWN_LABEL: "its {column} {reference!r} is none of the suite's labels.",
}
_SAID = ("transcript", "sentence")
"""Columns that tell it: of our own tables, and of both Common Voice and CoVoST-2."""


@dataclass(frozen=True, slots=True)
class ClipTable:
    path: Path
    clips: Path
    pair: Pair
    column: str
    """Of the reference."""
    given: Sequence[str] = ()
    """Columns that the prompt names."""
    labels: Sequence[str] = ()
    """All that a reference may be; empty: any text."""
    speaker: str = "client_id"
    """The column that says who speaks, where there is one."""
    seen: set[str] = field(default_factory=set)

    def rows(self, *, split: str | None = None) -> Iterator[Row]:
        """Yields samples and bad rows; of a split if the table holds several."""
        columns = ["path", self.column, *self.given, *(["split"] if split else [])]
        for found in read_rows(self.path, columns=columns):
            if isinstance(found, BadRow):
                yield found
            elif split is None or found[1]["split"] == split:
                yield self._sample(*found)

    def _sample(self, line: int, fields: Fields) -> Row:
        clip = self._fault(fields) or find_clip(self.clips, fields["path"])
        if isinstance(clip, Fault):
            return BadRow(
                file=self.path, line=line, fault=clip, problem=self._problem(clip, fields)
            )
        own = _id_of(fields)
        self.seen.add(own)
        return Sample(
            id=own,
            language=self.pair.language,
            target=self.pair.target,
            audio=clip,
            reference=fields[self.column],
            cluster=fields.get(self.speaker) or fields["path"],
            given={name: fields[name] for name in self.given},
            transcript=next(filter(None, map(fields.get, _SAID)), ""),
        )

    def _fault(self, fields: Fields) -> Fault | None:
        if not fields[self.column]:
            return Fault.NO_TEXT
        if not all(fields[name] for name in self.given):
            return Fault.NO_GIVEN
        known = {plain_label(label) for label in self.labels}
        if known and plain_label(fields[self.column]) not in known:
            return Fault.UNKNOWN_LABEL
        return Fault.REPEATED if _id_of(fields) in self.seen else None

    def _problem(self, fault: Fault, fields: Fields) -> str:
        return _PROBLEMS[fault].format(
            column=self.column,
            path=fields["path"][:100],
            given=", ".join(self.given),
            reference=fields[self.column][:100],
        )


def _id_of(fields: Fields) -> str:
    return fields.get("id") or fields["path"]
