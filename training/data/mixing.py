"""Puts a recipe's sources together, each within its caps, and all within their shares."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from training.data.asking import asked_by_name, asked_languages
from training.data.capping import room_left, shared
from training.data.index import FRAMES_A_SECOND, Index, joined
from training.data.keeping import Findings
from training.data.opened import Opened, Taken
from training.errors import DataMissingError
from training.recipes.fields import Data


def mix(opened: Mapping[str, Opened], data: Data, *, folder: Path, seed: int) -> Findings:
    """Draws the mixture.

    Raises:
        DataMissingError: a source has nothing of a language that the recipe names, or its caps
            leave nothing.
    """
    taken: dict[str, Taken] = {}
    rooms: dict[str, Mapping[str, int] | None] = {}
    for name, one in opened.items():  # those that top up come after what they top up
        if one.source.share is None:
            filled = one.source.tops_up
            rooms[name] = _room(filled, taken, data) if filled else None
            taken[name] = one.take(folder, seed=seed, room=rooms[name], most=None)
    sizes = {name: len(each.index) for name, each in taken.items()}
    sizes |= {name: one.size() for name, one in opened.items() if name not in taken}
    for name, most in shared(sizes, data.sources).items():
        if name not in taken:
            taken[name] = opened[name].take(folder, seed=seed, room=None, most=most)
    _check(opened, taken, rooms, data)
    return _together(list(opened), taken)


def _room(filled: str, taken: Mapping[str, Taken], data: Data) -> Mapping[str, int] | None:
    """Nothing where the recipe chose none of what is to be topped up."""
    if filled not in taken:
        return None
    return room_left(taken[filled].index, data.sources[filled])


def _check(
    opened: Mapping[str, Opened],
    taken: Mapping[str, Taken],
    rooms: Mapping[str, Mapping[str, int] | None],
    data: Data,
) -> None:
    for name, one in opened.items():
        room = rooms.get(name)
        if not asked_by_name(data, one.source):
            if not taken[name].there and (
                room is None or any(_fits(each, data) for each in room.values())
            ):
                raise DataMissingError(
                    name, f"its caps and what it has leave nothing to train on{_why(taken[name])}."
                )
            continue
        wanted = asked_languages(data, one.source)
        missing = [
            code
            for code in wanted
            if code not in taken[name].there and (room is None or _fits(room[code], data))
        ]
        if missing:
            raise DataMissingError(
                name,
                f"it has nothing to train on in {', '.join(missing)}{_why(taken[name])}. Take "
                "these languages out of the recipe, give it data that has them, or raise its caps.",
            )


def _fits(frames: int, data: Data) -> bool:
    """Any clip does; where only shorter ones would, nothing of a filler is no fault."""
    return frames >= data.longest_s * FRAMES_A_SECOND


def _why(taken: Taken) -> str:
    if not taken.left_out.counts:
        return ""
    counts = ", ".join(f"{reason}: {count:,}" for reason, count in taken.left_out.counts.items())
    return f" (left out: {counts})"


def _together(names: list[str], taken: Mapping[str, Taken]) -> Findings:
    parts: list[Index] = []
    for number, name in enumerate(names):
        rows = taken[name].index.rows.copy()
        rows["source"] = number
        parts.append(replace(taken[name].index, rows=rows))
    facts = {
        name: {
            "left_out": taken[name].left_out.as_json(),
            "absent": taken[name].absent,
            "sums": list(taken[name].sums),
        }
        for name in names
    }
    return Findings(index=joined(parts), facts=facts)
