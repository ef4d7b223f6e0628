import time
from email.utils import formatdate

import pytest

from engines.endpoint.setbacks import detail_of, seconds_of


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("3", 3.0),
        ("0.25", 0.25),
        ("-4", 0.0),
        ("nan", None),
        ("soon", None),
        ("", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
    ],
)
def test_seconds_of_reads_seconds_and_dates(header: str | None, seconds: float | None) -> None:
    assert seconds_of(header) == seconds


def test_seconds_of_a_date_to_come() -> None:
    waited = seconds_of(formatdate(time.time() + 3_600, usegmt=True))

    assert waited is not None
    assert 3_500 < waited <= 3_600


@pytest.mark.parametrize(
    ("body", "text", "detail"),
    [
        ({"message": "Too  big\n", "code": None}, "", "Too big."),
        ({"message": "Too big!", "code": "limit"}, "", "limit: Too big!"),
        ({"detail": [{"loc": "x"}]}, "", "[{'loc': 'x'}]."),
        ("half", "<html>Bad gateway</html>", "<html>Bad gateway</html>."),
        (None, "", "it gives no reason."),
        ({"message": "Key abc is wrong"}, "", "Key *** is wrong."),
        ({"message": "x" * 1_000}, "", "x" * 300 + "."),
    ],
)
def test_detail_of_is_one_line_without_the_key(body: object, text: str, detail: str) -> None:
    assert detail_of(body, text, key="abc") == detail
