"""Every operation of the OpenAPI schema, asked by everyone who may knock."""

from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from accounts.models import User
from tests.api.asking import ask
from tests.api.operations import OPERATIONS, Operation
from tests.api.scene import NOWHERE, Scene, fill_with_nothing
from tests.conftest import ClientFor

pytestmark = pytest.mark.django_db

STRANGER = "stranger"
WRITES = {
    name: operation
    for name, operation in OPERATIONS.items()
    if not name.startswith("GET ")
    # The webhook is called by a server, and looks at no session.
    and "/session/" not in name
    and "/webhook/" not in name
}


def expected_status(operation: Operation, who: str, user: User | None) -> int:
    if user is None:
        return operation.status if operation.public else 401
    outside = who.startswith("outside")
    if user.role not in operation.may or (outside and user.role in operation.refuses_outside):
        return 403
    return 404 if operation.scoped and outside else operation.status


def has_error_shape(body: Any) -> bool:
    return (
        isinstance(body, dict)
        and body.keys() == {"code", "message", "details"}
        and body["code"].isidentifier()
        and bool(body["message"])
        and all(isinstance(entry, list) for entry in body["details"].values())
    )


def test_table_declares_exactly_the_operations_of_the_schema() -> None:
    generator: Any = SchemaGenerator  # untyped
    schema = generator().get_schema(request=None, public=True)
    found = {
        f"{method.upper()} {path}"
        for path, methods in schema["paths"].items()
        for method in methods
        if method in {"get", "post", "put", "patch", "delete"}
    }
    assert found == set(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_operation_answers_each_caller_as_declared(
    name: str, scene: Scene, client_for: ClientFor
) -> None:
    operation = OPERATIONS[name]
    callers: dict[str, User | None] = {**scene.people, STRANGER: None}
    answers = {
        who: ask(
            client_for(user),
            name,
            scene.fill(name.split()[1], who),
            operation.make_body(scene),
            operation.format,
        )
        for who, user in callers.items()
    }
    assert {who: status for who, (status, _) in answers.items()} == {
        who: expected_status(operation, who, user) for who, user in callers.items()
    }
    errors = {who: body for who, (status, body) in answers.items() if status >= 400}
    assert [who for who, body in errors.items() if not has_error_shape(body)] == []


@pytest.mark.parametrize("name", [name for name, o in OPERATIONS.items() if o.scoped])
def test_outsider_cannot_tell_what_exists(name: str, scene: Scene, client_for: ClientFor) -> None:
    operation = OPERATIONS[name]
    for who in ("outside manager", "outside rater"):
        client = client_for(scene.people[who])
        real = scene.fill(name.split()[1], who)
        body = operation.make_body(scene)
        there = ask(client, name, real, body, operation.format)
        body = operation.make_body(scene)
        body |= {"campaign": NOWHERE} if "campaign" in body else {}
        nothing = fill_with_nothing(name.split()[1])
        missing = ask(client, name, nothing, body, operation.format)
        message = {**missing[1], "message": missing[1]["message"].replace("0" * 64, scene.sha256)}
        assert there == (missing[0], message)


@pytest.mark.parametrize("name", WRITES)
def test_session_write_without_csrf_token_is_refused(name: str, scene: Scene) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(scene.people["admin"])
    operation = OPERATIONS[name]
    path = scene.fill(name.split()[1], "admin")
    body = operation.make_body(scene)
    status, answer = ask(client, name, path, body, operation.format)
    assert (status, answer["code"], answer["details"]) == (403, "not_allowed", {})


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_signing_in_and_out_without_csrf_token_is_refused(method: str, scene: Scene) -> None:
    name = f"{method} /api/v1/session/"
    body = OPERATIONS[name].make_body(scene)
    answer = ask(APIClient(enforce_csrf_checks=True), name, "/api/v1/session/", body)
    assert (answer[0], answer[1]["code"], answer[1]["details"]) == (403, "not_allowed", {})
