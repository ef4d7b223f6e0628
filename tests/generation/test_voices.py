"""Drawing voices: the same everywhere, evenly, and in SQL as in Python."""

from collections import Counter

import pytest
from django.db import connection

from generation.voices import DrawKey, draw_place, draw_seed, draw_sql, voices_needed

IDS = ["item-1", "", "a|b", "вопрос-7", "質問%s", "x" * 200, *(f"demo-{n:03}" for n in range(300))]


def test_draw_hangs_on_seed_language_and_item_alone() -> None:
    key = DrawKey(1, "ara", "item-1")

    assert draw_place(key, 7) == draw_place(DrawKey(1, "ara", "item-1"), 7)
    others = [DrawKey(2, "ara", "item-1"), DrawKey(1, "hin", "item-1"), DrawKey(1, "ara", "item-2")]
    assert len({draw_place(one, 10**9) for one in [key, *others]}) == 4


def test_draw_gives_each_voice_about_its_share() -> None:
    places = Counter(draw_place(DrawKey(1, "ara", f"i{n}"), 5) for n in range(10_000))

    # Six standard deviations of a fair draw.
    assert {place: abs(places[place] - 2_000) < 240 for place in range(5)} == dict.fromkeys(
        range(5), True
    )


def test_seeds_of_attempts_differ_and_are_what_libraries_take() -> None:
    seeds = [draw_seed(DrawKey(1, "ara", one), attempt) for one in IDS for attempt in (1, 2, 3)]

    assert len(set(seeds)) == len(seeds)
    assert all(0 <= seed < 2**31 for seed in seeds)


@pytest.mark.parametrize(
    ("cap", "needed"), [(1, 1), (0.5, 2), (0.2, 5), (0.3, 4), (0.1, 10), (1 / 3, 3)]
)
def test_voices_needed_so_that_none_speaks_more_than_its_share(cap: float, needed: int) -> None:
    assert voices_needed(cap) == needed


@pytest.mark.django_db
@pytest.mark.parametrize("voices", [1, 2, 5, 1000])
def test_sql_draws_what_python_draws(voices: int) -> None:
    draw = draw_sql(seed="%(seed)s", language="'ara'", external_id="id", voices="%(voices)s")
    values: dict[str, str | int | list[str]] = {"seed": "42", "voices": voices, "ids": IDS}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {draw} FROM unnest(%(ids)s::text[]) AS id", values)  # noqa: S608
        drawn = cursor.fetchall()

    assert drawn == [(one, draw_place(DrawKey(42, "ara", one), voices)) for one in IDS]


@pytest.mark.django_db
def test_sql_draws_nothing_from_no_voices() -> None:
    draw = draw_sql(seed="1", language="'a'", external_id="'b'", voices="0")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {draw}")
        assert cursor.fetchone() == (None,)
