import random
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.importing import ParsedPair, read
from evaluation.metrics.near_duplicates import (
    NearDuplicate,
    find_near_duplicates,
    jaccard,
    normalize,
    shingles,
)
from tests.corpus.trivia import TRIVIA, needs_trivia

QUESTION = "Which of these planets of the solar system has the shortest year of all?"
ENOUGH = 5_000  # texts a second at which 470,000 take a minute and a half


def find(held_out: list[str], others: list[str], **options: float) -> list[tuple[str, str, float]]:
    held = ((f"h{at}", text) for at, text in enumerate(held_out))
    other = ((f"o{at}", text) for at, text in enumerate(others))
    found = find_near_duplicates(held, other, threshold=options.get("threshold", 0.8))
    return [(one.held_out_id, one.other_id, round(one.similarity, 3)) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        QUESTION.upper(),
        f"  {QUESTION.replace(' ', '  ')}\n",
        QUESTION.replace("fi", "ﬁ"),
        "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in QUESTION),
    ],
)
def test_find_near_duplicates_sees_through_case_width_and_spaces(text: str) -> None:
    assert find([QUESTION], [text]) == [("h0", "o0", 1.0)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (QUESTION, QUESTION.replace("shortest", "longest")),
        (
            "下列行星中哪一颗行星绕太阳公转一周所需的时间最短?请选择。",
            "下列行星中哪一颗行星绕太阳公转一周所需的时间最短?请回答。",
        ),
        ("ดาวเคราะห์ดวงใดต่อไปนี้มีหนึ่งปีสั้นที่สุดในระบบสุริยะ", "ดาวเคราะห์ดวงใดต่อไปนี้มีหนึ่งปียาวที่สุดในระบบสุริยะ"),
    ],
)
def test_find_near_duplicates_works_for_scripts_without_spaces(one: str, other: str) -> None:
    ((_, _, similarity),) = find([one], [other, "完全不同的另一句话", "Who sleeps?"], threshold=0.6)
    assert 0.6 <= similarity < 1


def test_find_near_duplicates_yields_in_the_order_of_the_others() -> None:
    assert find([QUESTION, QUESTION, "Who sleeps?"], ["?", QUESTION, "who sleeps?"]) == [
        ("h0", "o1", 1.0),
        ("h1", "o1", 1.0),
        ("h2", "o2", 1.0),
    ]


@pytest.mark.parametrize("texts", [["", ""], [" \n", "\u00a0"]])
def test_find_near_duplicates_leaves_empty_texts_alone(texts: list[str]) -> None:
    assert find(texts, texts) == []


@pytest.mark.parametrize("text", ["a", "né", "yes", "Ja!", "猫"])
def test_find_near_duplicates_compares_short_texts_whole(text: str) -> None:
    assert find([text], [text, f"{text}x", f"x{text}"]) == [("h0", "o0", 1.0)]


@pytest.mark.parametrize("threshold", [0.0, -1.0, 1.1, float("nan")])
def test_find_near_duplicates_refuses_a_senseless_threshold(threshold: float) -> None:
    with pytest.raises(ValueError, match="it must be above 0 and at most 1"):
        find([QUESTION], [QUESTION], threshold=threshold)


def test_find_near_duplicates_refuses_one_id_for_two_texts() -> None:
    with pytest.raises(ValueError, match="two held-out texts have the id 'a'"):
        list(find_near_duplicates([("a", "x"), ("a", "y")], []))


def test_find_near_duplicates_reads_the_others_as_a_stream() -> None:
    endless = ((str(at), QUESTION) for at in iter(int, 1))
    found = find_near_duplicates([("h", QUESTION)], endless)
    assert [next(found) for _ in range(3)] == [NearDuplicate("h", "0", 1.0)] * 3


def test_find_near_duplicates_finds_the_same_in_every_process() -> None:
    code = (
        "from evaluation.metrics.near_duplicates import *;"
        "print(_signature(normalize('Who sleeps, and who never does?'),"
        " MinHash(num_perm=PERMUTATIONS, seed=DEFAULT_SEED, hashfunc=int)).hashvalues.tolist())"
    )
    code = code.replace(
        "import *", "import *; from evaluation.metrics.near_duplicates import _signature, MinHash"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONPATH": "platform", "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


TEXT = st.text(max_size=60)


@given(TEXT)
@example("ŉ\u0345ß")
def test_normalize_changes_nothing_twice(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@given(TEXT, TEXT)
def test_jaccard_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    first, second = shingles(one), shingles(other)
    assert jaccard(first, second) == jaccard(second, first)
    assert 0 <= jaccard(first, second) <= 1
    assert jaccard(first, first) == 1


@given(st.lists(TEXT, max_size=4), st.lists(TEXT, max_size=4))
def test_find_near_duplicates_yields_only_what_is_near_and_exactly_measured(
    held_out: list[str], others: list[str]
) -> None:
    for held, other, similarity in find(held_out, others):
        one, two = held_out[int(held[1:])], others[int(other[1:])]
        exact = jaccard(shingles(normalize(one)), shingles(normalize(two)))
        assert similarity == round(exact, 3)
        assert exact >= 0.8


@given(st.text("abcdefgh ", min_size=40, max_size=80), st.data())
def test_find_near_duplicates_misses_none_that_is_clearly_near(
    text: str, data: st.DataObject
) -> None:
    """One changed character touches at most five shingles of these forty and more."""
    at = data.draw(st.integers(0, len(text) - 1))
    changed = f"{text[:at]}x{text[at + 1 :]}"
    exact = jaccard(shingles(normalize(text)), shingles(normalize(changed)))
    found = find([text], [changed])
    # At the threshold itself one pair in 10,000 may be missed, from 0.85 on one in ten millions.
    if exact >= 0.85:
        assert len(found) == 1


@pytest.fixture(scope="module")
def trivia() -> list[tuple[str, str]]:
    pairs = (one for path in sorted(TRIVIA.iterdir()) for one in read(path, path.name))
    texts = {one.external_id: one.question for one in pairs if isinstance(one, ParsedPair)}
    shuffled = sorted(texts.items())
    random.Random(1).shuffle(shuffled)  # noqa: S311 - the same order in every run
    return shuffled


def planted(texts: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Makes small changes of the kinds that edited copies have."""
    for at, (one, text) in enumerate(texts):
        first, *choices = text.split("\n")
        kinds = (
            "\n".join([first, *reversed(choices)]),
            f"{text}\n",
            text.replace("?", " ?").upper(),
            text[: len(text) // 2] + "#" + text[len(text) // 2 :],
        )
        yield f"copy {one}", kinds[at % len(kinds)]


@needs_trivia
def test_find_near_duplicates_finds_planted_copies_of_real_questions(
    trivia: list[tuple[str, str]],
) -> None:
    held_out = trivia[:3_000]
    copies = list(planted(held_out))
    near = {
        one
        for (one, text), (_, copy) in zip(held_out, copies, strict=True)
        if jaccard(shingles(normalize(text)), shingles(normalize(copy))) >= 0.8
    }
    found = list(find_near_duplicates(held_out, copies))
    assert {one.held_out_id for one in found if one.other_id == f"copy {one.held_out_id}"} == near
    assert len(near) > 2_500
    # What it finds besides are pairs that the real files hold: never unrelated questions.
    assert len(found) - len(near) < 10


@needs_trivia
def test_find_near_duplicates_agrees_with_comparing_everything(
    trivia: list[tuple[str, str]],
) -> None:
    held_out, others = trivia[:100], [*trivia[100:1_500], *planted(trivia[:100])]
    sets = [(one, shingles(normalize(text))) for one, text in others]
    every = {
        (one, other)
        for one, held in ((one, shingles(normalize(text))) for one, text in held_out)
        for other, found in sets
        if jaccard(held, found) >= 0.6
    }
    found = find_near_duplicates(held_out, others, threshold=0.6)
    assert {(one.held_out_id, one.other_id) for one in found} == every
    assert len(every) >= 95


@needs_trivia
def test_find_near_duplicates_is_fast_enough_for_the_whole_corpus(
    trivia: list[tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    start = time.process_time()
    found = list(find_near_duplicates(trivia[:3_000], trivia[3_000:]))
    took = time.process_time() - start
    others = len(trivia) - 3_000
    with capsys.disabled():
        rate = others / took
        shown = f"{others} texts in {took:.1f} s, {rate:,.0f} a second"
        print(f"\n{shown}: 470,000 in {470_000 / rate:.0f} s")  # noqa: T201 - a measurement
    assert len(found) == 12
    assert others / took > ENOUGH / 5  # a fifth, for machines that do other things as well
