"""People, the languages they speak, and the tokens their programs use."""

import secrets
from typing import ClassVar

import pghistory
from django.contrib.auth.models import AbstractUser, AnonymousUser, UserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from accounts.enums import MANAGING, RATING, READING, SCOPES_OF, Arrival, Role, Scope
from accounts.validators import validate_language


class PeopleManager(UserManager["User"]):
    def create_superuser(self, *args: str, **fields: object) -> "User":  # type: ignore[override]
        return super().create_superuser(*args, **{"role": Role.ADMIN, **fields})  # type: ignore[arg-type]


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractUser):
    role = models.CharField(max_length=12, choices=Role, default=Role.RATER)
    display_name = models.CharField(max_length=150, blank=True)
    interface_language = models.CharField(max_length=12, default="en")
    arrived_by = models.CharField(
        max_length=8, choices=Arrival, default=Arrival.HOUSE, editable=False
    )

    objects: ClassVar[PeopleManager] = PeopleManager()

    @property
    def manages(self) -> bool:
        return self.role in MANAGING

    @property
    def reads_items(self) -> bool:
        return self.role in READING

    @property
    def rates(self) -> bool:
        return self.role in RATING

    @property
    def token_scopes(self) -> tuple[Scope, ...]:
        """What tokens of this person can be made for."""
        return SCOPES_OF[Role(self.role)]

    @property
    def is_admin(self) -> bool:
        return self.role == Role.ADMIN


AnyUser = User | AnonymousUser


@pghistory.track()
class SpokenLanguage(models.Model):
    """A language a person speaks as a native, by their own word."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="spoken_languages")
    language = models.CharField(max_length=3, validators=[validate_language])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "language"], name="one_row_per_spoken_language")
        ]

    def __str__(self) -> str:
        return self.language


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def usable(self) -> "ApiTokenQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), user__is_active=True)


@pghistory.track(exclude=["digest", "last_used_at"])
class ApiToken(models.Model):
    """A program's key. Only its SHA-256 is stored; the key itself is shown once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=13, choices=Scope))
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


@pghistory.track(exclude=["digest", "last_used_at"])
class ReturnLink(models.Model):
    """A private link that signs its one person in. Only its SHA-256 is stored; it is shown once."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="return_link")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"return link of {self.user}"


class KeptStart(models.Model):
    """What a start was answered, for whoever sends it again under the same key.

    Others see the row once the start itself is committed, never before.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept_starts")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of what was asked")
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(help_text="JSON, as it was sent; the seed stands for what is secret")
    seed = models.CharField(max_length=43, default=secrets.token_urlsafe, help_text="random")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_start_per_key")]

    def __str__(self) -> str:
        return self.key
