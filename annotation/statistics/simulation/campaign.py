"""One made-up campaign: who hears what, and what each kind of person answers."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from annotation.statistics.facts import SCALES, GoldScore, RawVote, Scale, Session
from annotation.statistics.simulation.world import Floats, Ints, Kind, World, on_scale

CLIP_S = 6.0
_GOLD = 5
"""On both scales: a recording as good as can be."""
_GOLD_NOISE = 0.5
_LIKED = 4
_OBEDIENT = frozenset({Kind.HONEST, Kind.INVERTED, Kind.TOO_FAST})


@dataclass(frozen=True)
class Campaign:
    votes: list[RawVote]
    sessions: list[Session]
    kinds: dict[Hashable, Kind]
    """By rater."""


def run_campaign(world: World, rng: np.random.Generator) -> Campaign:
    """Draws raters and items, hands out the clips, and collects the answers."""
    kinds = world.people
    heard = _hand_out(world, len(kinds), rng)
    scores = {scale: _scores(world, scale, heard, rng) for scale in SCALES}
    votes, sessions = [], []
    for rater, kind in enumerate(kinds):
        mine = np.flatnonzero(heard[:, 0] == rater)
        for start in range(0, len(mine), world.session):
            session = (rater, start)
            sessions.append(_sit(world, kind, session, rng))
            votes += [
                _vote(int(at), session, int(heard[at, 1]), scores, _seconds(kind, rng))
                for at in mine[start : start + world.session]
            ]
    return Campaign(votes, sessions, dict(enumerate(kinds)))


def _hand_out(world: World, raters: int, rng: np.random.Generator) -> Ints:
    """Rater and item of each vote: (votes, 2); evenly, nobody twice on one item."""
    load = np.zeros(raters)
    each = min(world.votes_per_item, raters)
    pairs = []
    for item in range(world.items):
        chosen = np.argsort(load + rng.random(raters))[:each]
        load[chosen] += 1
        pairs += [(rater, item) for rater in chosen]
    return np.array(pairs, dtype=np.int64)


def _scores(world: World, scale: Scale, heard: Ints, rng: np.random.Generator) -> Ints:
    """What is answered, by vote: (votes,)."""
    raters, items = heard.T
    leniency = world.rater_sd * rng.standard_normal(len(world.people))
    quality = world.item_sd * rng.standard_normal(world.items)
    rest = world.residual_sd * rng.standard_normal(len(heard))
    honest = on_scale(world.means[scale] + leniency[raters] + quality[items] + rest)
    kinds = np.array(world.people)[raters]
    scores = honest.copy()
    for kind in dict.fromkeys(world.cheaters):
        theirs = kinds == kind
        scores[theirs] = _answer(kind, honest[theirs], rng)
    return scores


def _answer(kind: Kind, honest: Ints, rng: np.random.Generator) -> Ints:
    """What the kind of person says where an honest one would say that."""
    if kind == Kind.RANDOM:
        return rng.integers(1, 6, len(honest))
    if kind == Kind.TOO_FAST:
        return rng.integers(3, 6, len(honest))  # something pleasant, at once
    if kind == Kind.CONSTANT:
        return np.full(len(honest), _LIKED)
    return 6 - honest if kind == Kind.INVERTED else honest


def _sit(world: World, kind: Kind, session: tuple[int, int], rng: np.random.Generator) -> Session:
    """The trap says which score to give, on both scales; gold must be heard to be known."""
    told = np.repeat(rng.integers(1, 6), 2)
    # Who reads the scale upside down, or hurries, still does as told.
    says = told if kind in _OBEDIENT else _answer(kind, told, rng)
    slips = kind == Kind.HONEST and rng.random() < world.slip
    naturalness, understood = _gold_gap(kind, rng), _gold_gap(kind, rng)
    return Session(
        id=session,
        rater=session[0],
        language="eng",
        finished=True,
        traps_failed=int(slips or bool((says != told).any())),
        gold=(GoldScore(naturalness=naturalness, understood=understood),),
    )


def _gold_gap(kind: Kind, rng: np.random.Generator) -> int:
    heard: Floats = _GOLD + _GOLD_NOISE * rng.standard_normal(1)
    return int(_answer(kind, on_scale(heard), rng)[0]) - _GOLD


def _seconds(kind: Kind, rng: np.random.Generator) -> float:
    thinking = 0.1 if kind == Kind.TOO_FAST else float(rng.gamma(3.0, 1.5)) + 1.0
    return CLIP_S + thinking


def _vote(
    number: int, session: tuple[int, int], item: int, scores: dict[Scale, Ints], seconds: float
) -> RawVote:
    return RawVote(
        id=number,
        session=session,
        rater=session[0],
        item=item,
        recording=item,
        language="eng",
        engine="simulated",
        voice="",
        naturalness=int(scores["naturalness"][number]),
        understood=int(scores["understood"][number]),
        seconds=seconds,
        clip_s=CLIP_S,
    )
