from pathlib import Path

from evaluation.suites.samples import Sample, draw_samples


def sample(at: int) -> Sample:
    return Sample(
        id=f"c{at:03}.mp3", language="deu", target="deu", audio=Path(f"c{at:03}.mp3"),
        reference="ja", cluster=str(at),
    )  # fmt: skip


SAMPLES = [sample(at) for at in range(200)]


def test_draw_does_not_depend_on_the_order() -> None:
    assert draw_samples(SAMPLES, 20) == draw_samples(reversed(SAMPLES), 20)


def test_larger_draw_holds_the_smaller() -> None:
    small, large = draw_samples(SAMPLES, 20), draw_samples(SAMPLES, 50)

    assert len(small) == 20
    assert {each.id for each in small} < {each.id for each in large}


def test_other_seed_draws_others_from_all_over() -> None:
    one, other = draw_samples(SAMPLES, 50), draw_samples(SAMPLES, 50, seed=1)

    assert one != other
    assert 60 < sum(int(each.cluster) for each in one) / 50 < 140


def test_draw_of_more_than_there_are_is_all() -> None:
    assert draw_samples(SAMPLES, 1_000) == SAMPLES
    assert draw_samples([], 5) == []
