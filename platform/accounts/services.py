"""Writes on people and tokens."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth import authenticate, login
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.enums import Role, Scope
from accounts.errors import LoginRefusedError, ScopeNotYoursError
from accounts.models import ApiToken, SpokenLanguage, User

TOKEN_PREFIX = "mss_"  # noqa: S105 - lets secret scanners recognise a leaked key
LAST_USE_PRECISION = timedelta(minutes=1)


def create_person(  # noqa: PLR0913 - one keyword for each field of the form
    username: str,
    *,
    password: str,
    role: Role,
    languages: Iterable[str] = (),
    display_name: str = "",
    interface_language: str = "en",
) -> User:
    with transaction.atomic():
        user = User.objects.create_user(
            username=username,
            password=password,
            role=role,
            display_name=display_name or username,
            interface_language=interface_language,
            is_staff=role == Role.ADMIN,
            is_superuser=role == Role.ADMIN,
        )
        SpokenLanguage.objects.bulk_create(
            SpokenLanguage(user=user, language=language) for language in languages
        )
    return user


def sign_in(request: HttpRequest, *, username: str, password: str) -> User:
    """Starts a session.

    Raises:
        LoginRefusedError: the same for an unknown name and a wrong password.
    """
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        raise LoginRefusedError
    login(request, user)
    return user


def issue_token(
    user: User, *, name: str, days: int, scopes: Iterable[Scope], secret: str = ""
) -> tuple[ApiToken, str]:
    """Returns the row and the key, which can't be had again.

    Args:
        user: who it acts for.
        name: for that person alone.
        days: it lasts.
        scopes: what it may do.
        secret: 256 random bits; drawn here where none are given.

    Raises:
        ScopeNotYoursError: for what the person may not do themselves.
    """
    wanted = set(scopes)
    if beyond := sorted(wanted.difference(user.token_scopes)):
        raise ScopeNotYoursError(beyond, yours=user.token_scopes)
    key = TOKEN_PREFIX + (secret or secrets.token_urlsafe(32))
    token = ApiToken.objects.create(
        user=user,
        name=name,
        digest=token_digest(key),
        scopes=[scope for scope in Scope if scope in wanted],
        expires_at=timezone.now() + timedelta(days=days),
    )
    return token, key


def token_digest(key: str) -> str:
    """A plain hash is enough: the key has 256 random bits, so there is nothing to guess."""
    return hashlib.sha256(key.encode()).hexdigest()


def revoke_token(token: ApiToken) -> ApiToken:
    token.revoked_at = token.revoked_at or timezone.now()
    token.save(update_fields=["revoked_at"])
    return token


def note_token_use(token: ApiToken) -> None:
    """Keeps the last use to the minute, so that reading doesn't write on every request."""
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > LAST_USE_PRECISION:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
