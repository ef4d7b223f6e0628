from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.suites.keyword_labels import Search, draw_searches, extract_keywords
from evaluation.suites.loading import get_suite

TEXTS = {
    "a": "Paris is the capital of France, the old Paris.",
    "b": "The radio is on.",
    "c": "Turn the radio off, and the lamp!",
    "d": "Is it?",
}
WORDS = st.lists(st.sampled_from(["tea", "milk", "sugar", "cup", "of"]), max_size=5).map(" ".join)


def test_keywords_tell_a_transcript_from_the_others() -> None:
    assert extract_keywords(TEXTS, "eng", most=2) == {
        "a": ["paris", "capital"],
        "b": ["radio", "the"],
        "c": ["turn", "off"],
        "d": [],
    }
    assert extract_keywords({}, "eng") == {}


def test_searches_are_drawn_in_the_share_that_is_asked_for() -> None:
    texts = {str(at): f"word{at}x and other things" for at in range(50)}
    keywords = extract_keywords(texts, "eng", most=1)

    found = draw_searches(texts, keywords, "eng", seed=3)

    assert [one.label for one in found].count("yes") == 35
    assert len(found) == 50
    assert (
        found
        == draw_searches(texts, keywords, "eng", seed=3)
        != draw_searches(texts, keywords, "eng", seed=4)
    )
    assert {one.label for one in found} == set(get_suite("keyword_search").right_labels)


def test_transcript_that_allows_no_search_is_left_out() -> None:
    assert draw_searches({"a": "tea"}, {"a": ["tea"]}, "eng", share=0) == []
    assert draw_searches({"a": "tea"}, {"a": []}, "eng", share=1) == []
    assert draw_searches({"a": "Tea!"}, {"a": ["tea"]}, "eng") == [Search("a", "tea", "yes")]


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.sampled_from("abcdef"), WORDS), st.floats(0, 1), st.integers(0, 9))
def test_labels_are_true(texts: dict[str, str], share: float, seed: int) -> None:
    keywords = extract_keywords(texts, "eng")

    for search in draw_searches(texts, keywords, "eng", share=share, seed=seed):
        assert (search.keyword in texts[search.id].split()) == (search.label == "yes")
