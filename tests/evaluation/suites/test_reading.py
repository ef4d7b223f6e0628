from hypothesis import given
from hypothesis import strategies as st

from evaluation.metrics.slots import Slot
from evaluation.suites.reading import read_keywords, read_slots


def test_slots_are_read_as_they_are_asked_for() -> None:
    assert read_slots("time = three am; place_name = new york;") == [
        Slot("time", "three am"),
        Slot("place_name", "new york"),
    ]
    assert read_slots("time: 10:30\nperson = anna=bob") == [
        Slot("time", "10:30"),
        Slot("person", "anna=bob"),
    ]


def test_what_is_no_slot_is_left_out() -> None:
    assert read_slots("none") == read_slots("") == read_slots("= now; time =; there is") == []


def test_keywords_are_read_in_every_script() -> None:
    assert read_keywords("paris, new york;\nfrance") == ["paris", "new york", "france"]
    assert read_keywords("北京、上海，广州") == ["北京", "上海", "广州"]
    assert read_keywords("باريس، فرنسا") == ["باريس", "فرنسا"]
    assert read_keywords(" None. ") == read_keywords(",,") == []


@given(st.text())
def test_reading_survives_any_reply(text: str) -> None:
    assert all(slot.label and slot.filler for slot in read_slots(text))
    assert all(word and word == word.strip() for word in read_keywords(text))
