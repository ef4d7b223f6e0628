import pytest

from annotation.statistics.facts import RawVote
from annotation.statistics.people import describe_raters
from annotation.statistics.planning import forecast
from annotation.statistics.screening import Reason, screen
from annotation.statistics.tables import Grouping, NoInterval, Place, tabulate
from evaluation.metrics import GoldAgreement, Leniency
from tests.annotation.statistics_votes import session, vote


def crowd(raters: int, items: int, **fields: str) -> list[RawVote]:
    """Everyone votes on everything, and not all alike."""
    return [
        vote(
            rater=f"rater{rater}",
            item=item,
            naturalness=1 + (rater + item) % 4,
            understood=2 + (rater * item) % 4,
            **fields,
        )
        for rater in range(raters)
        for item in range(items)
    ]


def test_row_says_what_the_paper_says_beside_it() -> None:
    (row,) = tabulate(screen(crowd(9, 10), []))

    assert row.place == Place(language="ara")
    assert row.paper == ("XTTS", 2.8, 3.7)
    assert row.naturalness.opinion.interval is not None
    assert row.naturalness.no_interval is None
    assert sum(row.naturalness.histogram) == row.naturalness.opinion.votes == 90
    scores = enumerate(row.understood.histogram, start=1)
    assert row.understood.opinion.mean == sum(score * votes for score, votes in scores) / 90


@pytest.mark.parametrize(
    ("raters", "items", "reason"),
    [
        (7, 30, NoInterval.TOO_FEW_RATERS),
        (30, 7, NoInterval.TOO_FEW_ITEMS),
        (8, 8, None),
    ],
)
def test_row_says_why_it_has_no_interval(
    raters: int, items: int, reason: NoInterval | None
) -> None:
    (row,) = tabulate(screen(crowd(raters, items), []))
    assert row.naturalness.no_interval == reason


def test_one_vote_an_item_is_too_little_overlap() -> None:
    votes = [vote(rater=f"rater{number % 15}", naturalness=1 + number % 5) for number in range(60)]
    (row,) = tabulate(screen(votes, []))
    assert row.naturalness.no_interval == NoInterval.TOO_LITTLE_OVERLAP


def test_rows_part_by_engine_and_voice() -> None:
    votes = [
        vote(engine="xtts", voice="b"),
        vote(engine="mms", voice=""),
        vote(engine="xtts", voice="a"),
        vote(language="jpn", engine="xtts", voice="a"),
    ]
    screened = screen(votes, [])

    def places(grouping: Grouping) -> list[tuple[str, ...]]:
        rows = tabulate(screened, grouping)
        return [(row.place.language, row.place.engine, row.place.voice) for row in rows]

    assert places(Grouping.LANGUAGE) == [("ara", "", ""), ("jpn", "", "")]
    assert places(Grouping.ENGINE) == [("ara", "mms", ""), ("ara", "xtts", ""), ("jpn", "xtts", "")]
    assert places(Grouping.VOICE) == [
        ("ara", "mms", ""),
        ("ara", "xtts", "a"),
        ("ara", "xtts", "b"),
        ("jpn", "xtts", "a"),
    ]


def test_place_whose_votes_were_all_left_out_is_still_a_row() -> None:
    (row,) = tabulate(screen([vote()], [session(traps_failed=1)]))

    assert row.excluded == {Reason.TRAP_FAILED: 1}
    assert row.naturalness.opinion.mean is None
    assert row.naturalness.no_interval == NoInterval.NO_VOTES
    assert row.naturalness.histogram == (0, 0, 0, 0, 0)


def test_two_recordings_of_an_item_are_one_item_but_no_agreement() -> None:
    votes = [
        vote(rater="ana", item=1, recording="old", naturalness=2),
        vote(rater="ben", item=1, recording="new", naturalness=5),
    ]
    (row,) = tabulate(screen(votes, []))

    assert row.naturalness.opinion.items == 1
    assert row.naturalness.alpha is None


def test_no_votes_make_no_rows() -> None:
    assert tabulate(screen([], [])) == []


def test_rater_is_described_beside_the_others_and_gold() -> None:
    votes = [
        *(vote(rater="ana", item=item, naturalness=5, seconds=6.0) for item in range(3)),
        *(vote(rater="ben", item=item, naturalness=3, seconds=8.0) for item in range(3)),
        vote(rater="eve", item=0, seconds=5.0),
    ]
    sessions = [session("ana", (0, -1), (1, 1), hidden_s=4.0), session("ben")]
    ana, ben, eve = describe_raters(screen(votes, sessions), sessions)

    assert ana.leniency["naturalness"] == Leniency(offset=2.0, items=3)
    assert ana.gold["naturalness"] == GoldAgreement(votes=2, exact=0.5, near=1.0, bias=0.5)
    assert ana.gold["understood"] == GoldAgreement(votes=2, exact=0.0, near=1.0, bias=0.0)
    assert (ana.votes, ana.thinking_s, ana.hidden_s, ana.excluded) == (3, 1.0, 4.0, {})
    assert (ben.leniency["naturalness"].offset, ben.gold) == (-2.0, {})
    assert (eve.votes, eve.excluded, eve.leniency) == (0, {Reason.TOO_FAST: 1}, {})


def test_forecast_measures_where_there_are_votes_enough() -> None:
    typical = forecast([], "naturalness", width=0.8, raters=20, items=40)
    measured = forecast(crowd(9, 20), "naturalness", width=0.8, raters=20, items=40)

    assert (typical.measured, measured.measured) == (False, True)
    assert typical.plan is not None
    assert typical.plan.width <= 0.8
    # In that crowd raters and items hardly differ, so that fewer votes do.
    assert measured.plan is not None
    assert measured.plan.votes != typical.plan.votes


def test_forecast_says_where_more_votes_do_not_help() -> None:
    assert forecast([], "understood", width=0.05, raters=8, items=20).plan is None
