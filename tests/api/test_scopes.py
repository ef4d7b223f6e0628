"""Every operation of the OpenAPI schema, asked by tokens: of each scope, and of no use any more."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.enums import Role, Scope
from accounts.models import ApiToken, User
from accounts.services import issue_token, revoke_token
from tests.api.asking import Answer, ask
from tests.api.operations import OPERATIONS
from tests.api.scene import NOWHERE, fill_with_nothing, make_scene
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def make_token(user: User, scopes: Iterable[Scope] = Scope) -> tuple[ApiToken, str]:
    """Also for more than its owner may: a role can become smaller after a token was made."""
    token, key = issue_token(user, name="script", days=1, scopes=user.token_scopes)
    token.scopes = list(scopes)
    token.save()
    return token, key


def client_with(key: str) -> APIClient:
    """No cookie comes with a token, so no CSRF token is asked for."""
    client = APIClient(enforce_csrf_checks=True)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    return client


def ask_for_nothing(client: APIClient, name: str) -> Answer:
    """Refusals come before anything is looked up, so nothing needs to be there."""
    return ask(client, name, fill_with_nothing(name.split()[1]), {})


def codes_of(answer: Answer) -> tuple[int, str]:
    return answer[0], answer[1]["code"]


@pytest.mark.parametrize("scope", Scope)
def test_token_without_the_scope_is_refused(scope: Scope) -> None:
    client = client_with(make_token(make_user(Role.ADMIN), [scope])[1])
    refused = {name: o for name, o in OPERATIONS.items() if scope not in o.scopes}
    answers = {name: codes_of(ask_for_nothing(client, name)) for name in refused}
    assert answers == {
        name: (403, "scope_missing" if operation.scopes else "session_only")
        for name, operation in refused.items()
    }


def test_token_with_the_scope_does_what_its_owner_may() -> None:
    scene = make_scene()
    keys = {scope: make_token(scene.people["admin"], [scope])[1] for scope in Scope}
    opened = {(name, scope): o for name, o in OPERATIONS.items() for scope in o.scopes}
    answers = {}
    for (name, scope), operation in opened.items():
        path = scene.fill(name.split()[1], "admin")
        body = operation.make_body(scene)
        client = client_with(keys[scope])
        answers[name, scope] = ask(client, name, path, body, operation.format)[0]
    assert answers == {asked: operation.status for asked, operation in opened.items()}


@pytest.mark.parametrize("role", Role)
def test_token_does_nothing_that_its_owner_may_not(role: Role) -> None:
    client = client_with(make_token(make_user(role))[1])
    refused = [name for name, o in OPERATIONS.items() if role not in o.may and not o.public]
    answers = {name: codes_of(ask_for_nothing(client, name)) for name in refused}
    assert answers == dict.fromkeys(refused, (403, "not_allowed"))


def test_token_of_an_outsider_cannot_tell_what_exists() -> None:
    scene = make_scene()
    client = client_with(make_token(scene.people["outside manager"])[1])
    for name, operation in OPERATIONS.items():
        if operation.scoped and operation.scopes:
            path = scene.fill(name.split()[1], "outside manager")
            there = ask(client, name, path, operation.make_body(scene), operation.format)
            body = operation.make_body(scene)
            body |= {"campaign": NOWHERE} if "campaign" in body else {}
            missing = ask(client, name, fill_with_nothing(name.split()[1]), body, operation.format)
            told = missing[1]["message"].replace("0" * 64, scene.sha256)
            assert (name, *there) == (name, 404, {**missing[1], "message": told})


def expired(user: User) -> str:
    token, key = make_token(user)
    token.expires_at = timezone.now() - timedelta(seconds=1)
    token.save()
    return key


def revoked(user: User) -> str:
    token, key = make_token(user)
    revoke_token(token)
    return key


def truncated(user: User) -> str:
    return make_token(user)[1][:-1]


def of_someone_deactivated(user: User) -> str:
    user.is_active = False
    user.save()
    return make_token(user)[1]


def empty(user: User) -> str:
    return ""


@pytest.mark.parametrize("broken", [expired, revoked, truncated, of_someone_deactivated, empty])
def test_unusable_token_opens_nothing_and_says_no_more(broken: Any) -> None:
    """What is asked for by a key of its own in the address looks at no token."""
    client = client_with(broken(make_user(Role.ADMIN)))
    keyed = {name for name in OPERATIONS if "{key}" in name or "{signature}" in name}
    answers = {name: ask_for_nothing(client, name) for name in OPERATIONS.keys() - keyed}
    problem = "This token is unknown, expired or revoked. Make a new one in the console."
    refusal = (401, {"code": "token_refused", "message": problem, "details": {}})
    assert {name: answer for name, answer in answers.items() if answer != refusal} == {}
