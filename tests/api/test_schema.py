"""What the OpenAPI schema says of an answer is what is answered."""

from functools import cache
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator

from accounts.models import User
from tests.api.asking import ask
from tests.api.operations import OPERATIONS, Operation
from tests.api.scene import Scene
from tests.conftest import ClientFor

pytestmark = pytest.mark.django_db

JSON = "application/json"


@cache
def schema() -> dict[str, Any]:
    generator: Any = SchemaGenerator  # untyped
    made: dict[str, Any] = as_json_schema(generator().get_schema(request=None, public=True))
    for component in made["components"]["schemas"].values():
        if "properties" in component:  # complete: an answer holds nothing that it doesn't say
            component.setdefault("additionalProperties", False)
    return made


def as_json_schema(node: Any) -> Any:
    """OpenAPI 3.0 has a word of its own for what may be null."""
    if isinstance(node, list):
        return [as_json_schema(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    plain = {key: as_json_schema(value) for key, value in node.items() if key != "nullable"}
    return {"anyOf": [plain, {"type": "null"}]} if node.get("nullable") is True else plain


def answer_schema(name: str, status: int) -> dict[str, Any] | None:
    method, path = name.split()
    content = schema()["paths"][path][method.lower()]["responses"][str(status)].get("content", {})
    return content[JSON]["schema"] if JSON in content else None


def someone_who_may(operation: Operation, scene: Scene) -> User:
    return next(user for user in scene.people.values() if user.role in operation.may)


@pytest.mark.parametrize("name", [name for name, o in OPERATIONS.items() if o.status < 300])
def test_answer_is_what_the_schema_says(name: str, scene: Scene, client_for: ClientFor) -> None:
    operation = OPERATIONS[name]
    user = someone_who_may(operation, scene)
    path = scene.fill(name.split()[1], user.role)
    body = operation.make_body(scene)
    status, answer = ask(client_for(user), name, path, body, operation.format)
    said = answer_schema(name, status)
    assert (answer is None) == (said is None)
    if said is not None:
        assert problems(answer, said) == []


def problems(answer: Any, said: dict[str, Any]) -> list[str]:
    validator = Draft202012Validator({**said, "components": schema()["components"]})
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer)]


DATASET = "/api/v1/datasets/{slug}"
# What researchers' programs read: each shows what it answers.
SHOWN = [
    f"{DATASET}/{path}"
    for path in (
        "items/", "items/choices/", "items/{id}/", "items/{id}/timeline/", "splits/{split}/",
        "releases/", "releases/{name}/", "releases/{name}/rows/", "releases/{name}/exports/",
    )
]  # fmt: skip


@pytest.mark.parametrize("path", SHOWN)
def test_example_is_what_the_schema_says(path: str) -> None:
    for kind, content in schema()["paths"][path]["get"]["responses"]["200"]["content"].items():
        [shown] = content["examples"].values()
        assert (kind, problems(shown["value"], content["schema"])) == (kind, [])
