from evaluation.judges import (
    JudgedPair,
    Order,
    Protocol,
    Reading,
    Share,
    Tally,
    Verdict,
    combine,
    tally,
)

_FIRST, _SECOND, _TIE = Verdict.FIRST, Verdict.SECOND, Verdict.TIE
_NONE = Share(0, 0)


def _both(
    tested_first: Verdict | None,
    baseline_first: Verdict | None,
    lengths: tuple[int, int] = (10, 10),
    guesses: tuple[str | None, str | None] = (None, None),
) -> JudgedPair:
    readings = (
        Reading(Order.TESTED_FIRST, tested_first),
        Reading(Order.BASELINE_FIRST, baseline_first),
    )
    return JudgedPair(
        language="deu",
        decision=combine(Protocol.BOTH, readings),
        readings=readings,
        tested_length=lengths[0],
        baseline_length=lengths[1],
        tested_language=guesses[0],
        baseline_language=guesses[1],
    )


def test_tally_counts_pairs_of_both_orders() -> None:
    pairs = [
        _both(_FIRST, _SECOND, lengths=(90, 10), guesses=("deu", "eng")),
        _both(_FIRST, _SECOND, lengths=(5, 10), guesses=("deu", "deu")),
        _both(_FIRST, _SECOND),
        _both(_SECOND, _FIRST, lengths=(5, 10), guesses=(None, "deu")),
        _both(_TIE, _TIE, lengths=(5, 10)),
        _both(_FIRST, _FIRST, lengths=(5, 10), guesses=("fra", None)),
        _both(_FIRST, None, lengths=(5, 10)),
    ]

    counted = tally(pairs)

    assert counted == Tally(
        win=3,
        tie=2,
        loss=1,
        unparsable=1,
        flips=Share(1, 6),
        first_preferred=Share(7, 11),
        longer_won=Share(2, 3),
        tested_elsewhere=Share(1, 3),
        baseline_elsewhere=Share(1, 3),
    )
    assert (counted.win_rate, counted.tie_rate, counted.loss_rate) == (3 / 6, 2 / 6, 1 / 6)


def test_tally_of_a_single_order_tells_no_flips() -> None:
    readings = (Reading(Order.BASELINE_FIRST, _SECOND),)
    pair = JudgedPair(
        language="deu",
        decision=combine(Protocol.SINGLE, readings),
        readings=readings,
        tested_length=3,
        baseline_length=4,
    )

    counted = tally([pair])

    assert (counted.win, counted.judged) == (1, 1)
    assert counted.flips == _NONE
    assert counted.first_preferred == Share(0, 1)
    assert counted.longer_won == Share(0, 1)


def test_tally_of_nothing_has_no_rates() -> None:
    counted = tally([])

    assert (counted.win, counted.tie, counted.loss, counted.unparsable) == (0, 0, 0, 0)
    assert (counted.win_rate, counted.tie_rate, counted.loss_rate) == (None, None, None)
    assert counted.flips.rate is None
    assert counted.longer_won.rate is None
