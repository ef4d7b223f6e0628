import pytest

from annotation.statistics.facts import RawVote, Session
from annotation.statistics.screening import (
    SCREENED,
    UNSCREENED,
    VERSIONS,
    Exclusion,
    Reason,
    screen,
)
from tests.annotation.statistics_votes import session, vote


def careful() -> list[RawVote]:
    return [vote(naturalness=2 + number % 3) for number in range(8)]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (session(finished=False), Reason.UNFINISHED),
        (session(traps_failed=1), Reason.TRAP_FAILED),
        (session("ana", (0, 1), (-2, 0)), Reason.GOLD_OFF),
        (session("ana", (0, 2)), Reason.GOLD_OFF),
        (session(finished=False, traps_failed=1), Reason.UNFINISHED),
    ],
)
def test_session_at_fault_loses_all_its_votes_for_one_reason(
    facts: Session, reason: Reason
) -> None:
    votes = careful()
    others = [vote(rater="ben", naturalness=1 + number % 2) for number in range(3)]
    found = screen([*votes, *others], [facts, session("ben")])

    assert found.kept == others
    assert found.excluded == [Exclusion(vote=each, reason=reason) for each in votes]
    assert found.reasons() == {reason: 8}


@pytest.mark.parametrize(
    "facts",
    [
        session(finished=True),
        session(finished=None),
        session("ana", (1, -1), (0, 1)),
        session(hidden_s=600.0),
    ],
)
def test_what_is_unknown_or_within_bounds_is_held_against_nobody(facts: Session) -> None:
    votes = careful()
    assert screen(votes, [facts]).kept == votes


@pytest.mark.parametrize(
    ("seconds", "reasons"), [([5.1, 5.4, 20.0], {Reason.TOO_FAST: 3}), ([5.1, 5.5, 9.0], {})]
)
def test_haste_is_told_by_the_median_time_after_the_clip(
    seconds: list[float], reasons: dict[Reason, int]
) -> None:
    votes = [vote(seconds=each, clip_s=5.0) for each in seconds]
    assert screen(votes, []).reasons() == reasons


@pytest.mark.parametrize(
    ("spare_s", "version", "reasons"),
    [
        (0.4, 2, {Reason.TOO_FAST: 8}),
        (0.5, 2, {}),
        (None, 2, {}),
        (0.4, 1, {}),
    ],
)
def test_haste_is_told_by_the_servers_clock_whatever_a_browser_says(
    spare_s: float | None, version: int, reasons: dict[Reason, int]
) -> None:
    found = screen(careful(), [session(spare_s=spare_s)], VERSIONS[version])
    assert found.reasons() == reasons


@pytest.mark.parametrize(
    ("scores", "reasons"),
    [
        ([(4, 4)] * 6, {Reason.NO_VARIANCE: 6}),
        ([(4, 4)] * 5, {}),
        ([(4, 4)] * 5 + [(4, 5)], {}),
    ],
)
def test_one_score_for_everything_is_no_judgement(
    scores: list[tuple[int, int]], reasons: dict[Reason, int]
) -> None:
    votes = [vote(naturalness=one, understood=other) for one, other in scores]
    assert screen(votes, []).reasons() == reasons


def test_rules_without_rules_keep_everything() -> None:
    votes = [vote(seconds=0.0) for _ in range(9)]
    found = screen(votes, [session(finished=False, traps_failed=3)], UNSCREENED)

    assert (found.kept, found.excluded, found.rules.version) == (votes, [], 0)


def test_published_versions_stay_what_they_are() -> None:
    """Another rule is another version: add one, and add it here."""
    assert {number: repr(rules) for number, rules in VERSIONS.items()} == {
        0: "ScreeningRules(version=0, finished_only=False, most_traps_failed=None, "
        "most_gold_off=None, least_thinking_s=None, least_spare_s=None, fewest_to_vary=None)",
        1: "ScreeningRules(version=1, finished_only=True, most_traps_failed=0, "
        "most_gold_off=1, least_thinking_s=0.5, least_spare_s=None, fewest_to_vary=6)",
        2: "ScreeningRules(version=2, finished_only=True, most_traps_failed=0, "
        "most_gold_off=1, least_thinking_s=0.5, least_spare_s=0.5, fewest_to_vary=6)",
    }
    assert SCREENED is VERSIONS[2]


def test_no_votes_are_no_problem() -> None:
    found = screen([], [])
    assert (found.kept, found.excluded) == ([], [])
