"""What a manager reads of endpoints before one is chosen."""

from dataclasses import replace

from engines.describing import Description, describe
from engines.settings import Endpoint
from tests.endpoints.asking import endpoints


def test_describe_tells_languages_and_licences_of_endpoints() -> None:
    text = Endpoint(url="http://127.0.0.1/v1", model="m")
    ears = replace(text, hears=True, languages=("fra", "deu"), licence="MIT")
    with endpoints(ears=ears, text=text):
        hearing = [one for one in describe("responder") if one.name.startswith("endpoint:")]
        chatting = [one for one in describe("chat model") if one.name.startswith("endpoint:")]

    assert hearing == [
        Description(name="endpoint:ears", languages=["deu", "fra"], licence="MIT"),
    ]
    assert chatting == [
        Description(name="endpoint:ears", licence="MIT"),
        Description(name="endpoint:text", licence="LicenseRef-unknown"),
    ]
