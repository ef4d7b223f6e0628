from itertools import count, islice

import pytest

from evaluation.metrics.contamination import (
    Contamination,
    Kind,
    Match,
    Question,
    count_contamination,
    find_matches,
)

LONG = "Which of the planets that circle our sun has the shortest year of all?"
BENCH = [
    Question(id="1", language="eng", text=LONG, audio="aa"),
    Question(id="2", language="eng", text="Who wrote Hamlet?", audio="bb"),
    Question(id="1", language="deu", text="Wer schrieb Hamlet?", audio="cc"),
    Question(id="2", language="deu", text="", audio=None),
]


def train(text: str, *, language: str = "eng", audio: str | None = None) -> Question:
    return Question(id="t", language=language, text=text, audio=audio)


def kinds(row: Question) -> list[tuple[str, str, Kind]]:
    return [(each.bench_id, each.language, each.kind) for each in find_matches(BENCH, [row])]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (train("who  wrote HAMLET?"), [("2", "eng", Kind.EXACT)]),
        (train(LONG.replace("?", " now?")), [("1", "eng", Kind.NEAR)]),
        (train("something else", audio="bb"), [("2", "eng", Kind.AUDIO)]),
        (
            train("Who wrote Hamlet?", audio="bb"),
            [("2", "eng", Kind.EXACT), ("2", "eng", Kind.AUDIO)],
        ),
        (train("Who wrote Hamlet?", language="deu"), []),
        (train("Who sang Hamlet, and who didn't?"), []),
        (train("", language="deu"), []),
    ],
)
def test_match_is_told_by_kind(row: Question, found: list[tuple[str, str, Kind]]) -> None:
    assert kinds(row) == found


def test_match_names_both_rows_and_how_similar_they_are() -> None:
    (found,) = find_matches(BENCH, [train(LONG)])

    assert found == Match(
        bench_id="1", train_id="t", language="eng", kind=Kind.EXACT, similarity=1.0
    )


def test_repeating_text_is_near_and_not_the_same() -> None:
    bench = [Question(id="1", language="eng", text="hahahahahaha")]

    (found,) = find_matches(bench, [train("hahahahahahaha")])

    assert (found.kind, found.similarity) == (Kind.NEAR, 1.0)


def test_training_rows_are_read_as_a_stream() -> None:
    endless = (train("Who wrote Hamlet?") for _ in count())

    assert len(list(islice(find_matches(BENCH, endless), 3))) == 3


def test_questions_met_are_counted_once_by_language() -> None:
    rows = [train("Who wrote Hamlet?", audio="bb"), train("who wrote hamlet?"), train(LONG)]

    assert count_contamination(BENCH, find_matches(BENCH, rows)) == (
        Contamination(language="eng", questions=2, exact=2, near=0, audio=1, met=2),
        Contamination(language="deu", questions=2, exact=0, near=0, audio=0, met=0),
    )


def test_nothing_is_found_in_nothing() -> None:
    assert list(find_matches([], [train(LONG)])) == []
    assert count_contamination([], []) == ()
    assert [each.met for each in count_contamination(BENCH, find_matches(BENCH, []))] == [0, 0]
