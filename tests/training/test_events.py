"""What a training tells, and what a reader makes of it."""

import resource
from pathlib import Path

import pytest

from training.events import (
    FILE,
    Done,
    Event,
    EventLog,
    Failed,
    Halved,
    Kept,
    Removed,
    Saved,
    Skipped,
    Started,
    Step,
    Stopped,
    Validated,
    from_line,
    read_events,
    standing,
    to_line,
)


def _started(step: int) -> Started:
    return Started(
        step=step,
        steps=9,
        samples=40,
        hours=0.5,
        held_out=4,
        trained=10,
        parameters=100,
        processes=1,
        device="cpu",
        precision="fp32",
        useful_share=0.98,
        at=float(step),
    )


def _step(step: int, *, loss: float = 1.0) -> Step:
    return Step(
        step=step,
        epoch=0.5,
        loss=loss,
        learning_rate=1e-4,
        norm=0.3,
        samples=4,
        answer_tokens=20,
        tokens_per_s=100.0,
        samples_per_s=2.0,
        memory_bytes=10**6,
        at=5.0,
    )


_EVENTS: list[Event] = [
    _started(0),
    _step(1),
    Validated(step=1, loss=0.9, metrics={"wer": 0.25}, best=True),
    Saved(step=1, folder="mine-step-1", best=True, final=False),
    Removed(step=1, folder="mine-step-0"),
    Kept(step=1),
    Skipped(step=2, key="item 7 in 日本語", reason="unreadable", detail="it holds no sound"),
    Halved(step=2, batch_frames=8_000),
    Stopped(step=2),
    Failed(code="LossNotFiniteError", message="Nothing learnt."),
    Done(step=9, folder="mine", why="steps"),
]


@pytest.mark.parametrize("event", _EVENTS, ids=lambda event: type(event).__name__)
def test_each_event_is_one_line_that_says_it_whole(event: Event) -> None:
    line = to_line(event)

    assert "\n" not in line
    assert from_line(line) == event


@pytest.mark.parametrize("line", ["{}", "[1]", '{"event": "lunch"}', '{"event": "kept"}', "{"])
def test_a_line_that_tells_no_event_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match=r"event|Expecting"):
        from_line(line)


def test_fields_of_a_later_version_are_left_out() -> None:
    line = '{"event": "kept", "step": 3, "at": 1.0, "mood": "good"}'

    assert from_line(line) == Kept(step=3, at=1.0)


def test_a_reader_keeps_its_place_and_waits_for_the_end_of_a_line(tmp_path: Path) -> None:
    assert read_events(tmp_path) == ([], 0)
    first, second = Kept(step=1, at=1.0), Kept(step=2, at=2.0)
    line = f"{to_line(second)}\n".encode()
    with EventLog(tmp_path) as log:
        log.tell(first)
    with (tmp_path / FILE).open("ab") as file:
        file.write(line[:9])
    events, place = read_events(tmp_path)
    with (tmp_path / FILE).open("ab") as file:
        file.write(line[9:])

    assert events == [first]
    assert read_events(tmp_path, place) == ([second], place + len(line))


def test_half_a_line_of_a_killed_process_is_dropped(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(f'{to_line(Kept(step=1, at=1.0))}\n{{"event": "ke')

    with EventLog(tmp_path) as log:
        log.tell(Kept(step=2, at=2.0))

    assert read_events(tmp_path)[0] == [Kept(step=1, at=1.0), Kept(step=2, at=2.0)]


def test_steps_that_were_done_again_count_once() -> None:
    told = [_started(0), _step(1), _step(2), _step(3), _started(1), _step(2, loss=0.5)]

    assert standing(told) == [_started(0), _step(1), _started(1), _step(2, loss=0.5)]


def test_a_line_that_a_full_disk_cut_off_is_taken_back(tmp_path: Path) -> None:
    first = Kept(step=1, at=1.0)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with EventLog(tmp_path) as log:
        log.tell(first)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(to_line(first)) + 9, before[1]))
        try:
            with pytest.raises(OSError, match=r"no room|large"):
                log.tell(Kept(step=2))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        log.tell(Kept(step=3, at=3.0))

    assert read_events(tmp_path)[0] == [first, Kept(step=3, at=3.0)]


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\u0085", "\x0b", "\x1e"])
def test_marks_within_a_key_end_no_line(tmp_path: Path, mark: str) -> None:
    told = [Skipped(step=1, key=f"a{mark}b.wav", reason="gone", at=1.0), Kept(step=2, at=2.0)]
    with EventLog(tmp_path) as log:
        for event in told:
            log.tell(event)

    assert read_events(tmp_path)[0] == told
