"""People who come by themselves: by an invite, by a study, or back by their private link."""

import secrets
from dataclasses import dataclass

from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.enums import Arrival, Role
from accounts.errors import NameTakenError, PasswordWeakError, ReturnLinkUnknownError
from accounts.models import ReturnLink, SpokenLanguage, User
from accounts.services import token_digest


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """What a person says of themselves. Without a password they come back by a private link."""

    display_name: str = ""
    username: str = ""
    password: str = ""
    email: str = ""
    interface_language: str = "en"


def create_rater(newcomer: Newcomer, *, arrived_by: Arrival, language: str) -> User:
    """A new account of a rater; without a user name it gets one that tells nothing.

    Raises:
        NameTakenError: another account has the user name.
        PasswordWeakError: the password is too short or too common.
    """
    user = User(
        username=newcomer.username or f"guest-{secrets.token_hex(5)}",
        display_name=newcomer.display_name or newcomer.username,
        email=newcomer.email,
        role=Role.RATER,
        arrived_by=arrived_by,
        interface_language=newcomer.interface_language,
    )
    _set_password(user, newcomer.password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as problem:
        raise NameTakenError from problem
    add_language(user, language)
    return user


def _set_password(user: User, password: str) -> None:
    if not password:
        user.set_unusable_password()
        return
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise PasswordWeakError(problem.messages) from problem
    user.set_password(password)


def add_language(user: User, language: str) -> None:
    """By the person's own word; one that is listed already stays."""
    SpokenLanguage.objects.get_or_create(user=user, language=language)


def issue_return_link(user: User) -> str:
    """The key of the person's private link, which can't be had again; an older one is void."""
    key = secrets.token_urlsafe(32)
    ReturnLink.objects.update_or_create(user=user, defaults={"digest": token_digest(key)})
    return key


def sign_in_by_link(request: HttpRequest, *, key: str) -> User:
    """Starts a session. Raises ReturnLinkUnknownError."""
    links = ReturnLink.objects.select_related("user").filter(user__is_active=True)
    link = links.filter(digest=token_digest(key)).first()
    if link is None:
        raise ReturnLinkUnknownError
    ReturnLink.objects.filter(pk=link.pk).update(last_used_at=timezone.now())
    login(request, link.user)
    return link.user
