"""One server for systems and their judge, as a studio's settings name them."""

import json

from tests.endpoints.judging import prefers_longer
from tests.endpoints.server import Asked, ChatServer, Say

ANSWERS = {"brief": "Yes.", "chatty": "Yes, and gladly so."}
JUDGE = "longest"


def play(asked: Asked) -> Say:
    """Systems say the same to everything; the judge prefers what is longer."""
    model = asked.body["model"]
    return prefers_longer(asked) if model == JUDGE else Say(ANSWERS[model])


def endpoints_of(server: ChatServer) -> str:
    """For ENGINE_ENDPOINTS."""
    systems = {name: {"url": server.url, "model": name, "hears": True} for name in ANSWERS}
    return json.dumps({**systems, JUDGE: {"url": server.url, "model": JUDGE}})
