import json
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.endpoints import read_endpoints
from engines.settings import Endpoint

GIVEN: dict[str, Any] = {"url": "http://127.0.0.1:8000/v1", "model": "tiny"}


def test_read_endpoints_reads_all_fields() -> None:
    given = {**GIVEN, "key": "secret", "hears": True, "languages": ["deu"], "input_price": 2.5}

    assert read_endpoints(json.dumps({"vllm": given})) == {
        "vllm": Endpoint(
            url="http://127.0.0.1:8000/v1",
            model="tiny",
            key="secret",
            hears=True,
            languages=("deu",),
            input_price=2.5,
        )
    }


def test_read_endpoints_of_nothing() -> None:
    assert read_endpoints(" ") == {}


def test_endpoint_keeps_its_key_to_itself() -> None:
    assert "secret" not in repr(Endpoint(url="http://a/v1", model="m", key="secret"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("{", "ENGINE_ENDPOINTS is no JSON"),
        ("[]", "must be an object"),
        ({"a:b": GIVEN}, "no colon"),
        ({"vllm": 1}, "endpoint 'vllm': expected an object"),
        ({"vllm": {**GIVEN, "colour": 1}}, "unknown field 'colour'"),
        ({"vllm": {"url": "http://a/v1"}}, "'model' is missing"),
        ({"vllm": {**GIVEN, "hears": "yes"}}, "'hears' can't be 'yes'"),
        ({"vllm": {**GIVEN, "input_price": True}}, "'input_price' can't be True"),
        ({"vllm": {**GIVEN, "url": "localhost:8000"}}, "'localhost:8000' is no address"),
        ({"vllm": {**GIVEN, "languages": ["de"]}}, "language 'de' is none of ours"),
        ({"vllm": {**GIVEN, "choices": "please"}}, "'please'; servers are told by structured_out"),
        ({"vllm": {**GIVEN, "requests_per_minute": 0}}, "must be above 0"),
        ({"vllm": {**GIVEN, "output_price": -1}}, "can't be below 0"),
    ],
)
def test_read_endpoints_says_what_is_wrong(given: object, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        read_endpoints(given if isinstance(given, str) else json.dumps(given))
