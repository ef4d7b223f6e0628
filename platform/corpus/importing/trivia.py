"""OpenTriviaQA text: blocks of `#Q` question, `^` right answer, `A` to `E` choices.

The real files mix UTF-8 and Windows-1252, and CRLF and LF, within one file.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from corpus.importing.errors import BadFieldError
from corpus.importing.rows import RAW_LIMIT, ParsedPair, Reject, excerpt, make_reject
from corpus.importing.stream import BOM, LINE_LIMIT, LongLine, bounded_lines
from corpus.importing.validate import text_problem
from languages import SOURCE

TRIVIA_SOURCE = "trivia-multiple-choice"
BLOCK_LIMIT = 200_000  # bytes
LETTERS = "ABCDE"

_QUESTION = b"#Q"
_CHOICE = re.compile(rf"([{LETTERS}])(?:\s+(.*))?")
_COPY = re.compile(r"\s*\(\d+\)$")  # "animals (1).txt" is what a browser calls a second download
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
# Windows-1252 can decode nearly everything, also UTF-8 that lost a byte to a "?" on its way
# ("Badger State\xe2\x80?"). Such text must not come in as mojibake. What Windows-1252 has at 85
# and 91 to 97 (… ‘ ’ “ ” • – —) follows letters naturally: "CAFÉ”" is good.
_BROKEN_UTF8 = re.compile(
    rb"[\xc2\xc3][\x80-\xbf]|[\xc4-\xdf][\x80-\x84\x86-\x90\x98-\xbf]"
    rb"|[\xe0-\xef][\x80-\xbf]{2}|[\xe0-\xef][\x80-\x84\x86-\x90\x98-\xbf]\?"
    rb"|[\xc2-\xdf]\?[a-z\x80-\xff]|[\xe0-\xef]\?[\x80-\xbf]|[\xf0-\xf4][\x80-\xbf?]{3}"
)


def read_trivia(file: BinaryIO, name: str) -> Iterator[ParsedPair | Reject]:
    """Yields one result for each `#Q` block and for each stray line, in constant memory.

    The id is made of the category, which is the file's name, and of a hash of the whole block:
    the same block has the same id wherever it stands in the file, so a second copy of it is
    found unchanged when it is stored, and needs no memory here.

    Args:
        file: Bytes, from their beginning.
        name: The file's own name, like "animals.txt.gz".
    """
    category = category_from_name(name)
    for block in _blocks(file):
        try:
            yield _read_block(block, category)
        except _BadLineError as bad:
            place = f"line {bad.number}"
            raw = b"\n".join(text for _, text in block.lines)
            yield make_reject(place, field=bad.field, reason=bad.reason, raw=raw, value=bad.value)


def category_from_name(name: str) -> str:
    """Returns "for-kids" for "data/for-kids.txt.gz"; "trivia" where a name gives nothing."""
    stem = name.replace("\\", "/").rpartition("/")[2].partition(".")[0]
    return _NOT_SLUG.sub("-", _COPY.sub("", stem).casefold()).strip("-")[:60] or "trivia"


@dataclass(slots=True)
class _Block:
    """Lines without their ends and with their numbers; `problem` where it is no block at all."""

    lines: list[tuple[int, bytes]]
    problem: str = ""


class _BadLineError(BadFieldError):
    """One line of a block breaks a rule."""

    def __init__(self, number: int, field: str, reason: str, *, value: str | None = None) -> None:
        super().__init__(field, reason, value)
        self.number = number


def _blocks(file: BinaryIO) -> Iterator[_Block]:
    """Yields what stands from one `#Q` to the next; blank lines are left out."""
    block: _Block | None = None
    size = 0
    for number, line in enumerate(bounded_lines(file, keep=RAW_LIMIT), start=1):
        text = line.start if isinstance(line, LongLine) else line
        # Files glued together hold byte order marks in their midst.
        text = text.removeprefix(BOM).strip(b" \t\r\n")
        if not text:
            continue
        if text.startswith(_QUESTION):
            if block:
                yield block
            block, size = _Block([]), 0
        elif block is None:
            yield _Block([(number, text)], "stands before the first question (#Q)")
            continue
        size += len(text)
        if isinstance(line, LongLine):
            block.problem = f"the line is longer than {LINE_LIMIT:,} bytes"
        elif size > BLOCK_LIMIT:
            block.problem = f"the question is longer than {BLOCK_LIMIT:,} bytes"
        if not block.problem or not block.lines:
            block.lines.append((number, text))
    if block:
        yield block


def _read_block(block: _Block, category: str) -> ParsedPair:
    number = block.lines[0][0]
    if block.problem:
        raise _BadLineError(number, "", block.problem)
    lines = _decode(block.lines)
    marks = [place for place, (_, text) in enumerate(lines) if text.startswith("^")]
    if not marks:
        raise _BadLineError(number, "answer", "there is no line with the right answer (^)")
    question = _read_question(lines[: marks[0]])
    answer = lines[marks[0]][1][1:].strip()
    if not answer:
        raise _BadLineError(lines[marks[0]][0], "answer", "is empty")
    choices = _read_choices(number, lines[marks[0] + 1 :])
    if answer not in choices:
        reason = "is not among the choices"
        raise _BadLineError(lines[marks[0]][0], "answer", reason, value=answer)
    shown = [f"{letter}) {text}" for letter, text in zip(LETTERS, choices, strict=False)]
    pair = ParsedPair(
        place=f"line {number}",
        external_id=f"{category}-{_fingerprint(question, answer, choices)}",
        language=SOURCE,
        source=TRIVIA_SOURCE,
        question="\n".join([question, *shown]),
        answer=shown[choices.index(answer)],
    )
    for field, text in (("question", pair.question), ("answer", pair.answer)):
        if problem := text_problem(text):
            raise _BadLineError(number, field, problem, value=text)
    return pair


def _decode(lines: Sequence[tuple[int, bytes]]) -> list[tuple[int, str]]:
    """Decodes a block: as UTF-8 if all of it is, else as Windows-1252 if nothing speaks against."""
    try:
        return [(number, text.decode("utf-8")) for number, text in lines]
    except UnicodeDecodeError:
        return [(number, _decode_windows(number, text)) for number, text in lines]


def _decode_windows(number: int, text: bytes) -> str:
    if broken := _BROKEN_UTF8.search(text):
        shown = broken.group().hex(" ").upper()
        reason = f"mixes encodings, or is UTF-8 that lost a byte (bytes {shown})"
        raise _BadLineError(number, "", reason, value=excerpt(text))
    try:
        return text.decode("windows-1252")
    except UnicodeDecodeError as bad:
        byte = text[bad.start]
        reason = f"byte 0x{byte:02X} at position {bad.start + 1} is not UTF-8 or Windows-1252"
        raise _BadLineError(number, "", reason, value=excerpt(text)) from None


def _read_question(lines: Sequence[tuple[int, str]]) -> str:
    first, *more = [text for _, text in lines]
    question = "\n".join([first.removeprefix("#Q").strip(), *more]).strip()
    if problem := text_problem(question):
        raise _BadLineError(lines[0][0], "question", problem, value=question)
    return question


def _read_choices(number: int, lines: Sequence[tuple[int, str]]) -> list[str]:
    choices: list[str] = []
    for place, text in lines:
        match = _CHOICE.fullmatch(text)
        if match is None:
            raise _BadLineError(
                place, "", "is neither a choice (A to E) nor a question", value=text
            )
        letter, choice = match[1], match[2]
        if letter != LETTERS[len(choices) : len(choices) + 1]:
            found = ", ".join([*LETTERS[: len(choices)], letter])
            raise _BadLineError(place, "choices", f"are out of order: {found}", value=text)
        if not choice:
            raise _BadLineError(place, "choices", f"choice {letter} is empty", value=text)
        if choice in choices:
            first = LETTERS[choices.index(choice)]
            raise _BadLineError(place, "choices", f"{first} and {letter} are the same", value=text)
        choices.append(choice)
    if len(choices) < 2:  # noqa: PLR2004 - a choice is one of two at least
        raise _BadLineError(number, "choices", f"there are {len(choices)}; two are needed")
    return choices


def _fingerprint(question: str, answer: str, choices: Sequence[str]) -> str:
    whole = "\0".join([question, answer, *choices])
    return hashlib.sha256(whole.encode()).hexdigest()[:20]
