"""Who may call an operation at all; which objects they see is the QuerySets' part.

A session may all that its person may. A token may that, too, where it has one of the scopes that
the operation asks for; where it asks for none, no token may.
"""

from typing import TYPE_CHECKING, ClassVar

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from accounts.enums import Scope
from accounts.models import ApiToken, User

if TYPE_CHECKING:  # rest_framework.views loads this module while it loads itself
    from rest_framework.views import APIView

Scopes = frozenset[Scope]
NO_TOKEN: Scopes = frozenset()


def person(request: Request) -> User:
    """The signed-in person, for views behind `SignedIn`."""
    assert isinstance(request.user, User)  # noqa: S101 - held by the permission class
    return request.user


class Scoped(BasePermission):
    """Every permission of ours. ``scopes``: any one of them opens the operation to a token."""

    scopes: ClassVar[Scopes] = NO_TOKEN
    code = "not_allowed"
    message = "You may not do this."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        if self.permits(request, view):
            return True
        view.check_throttles(request)  # the framework counts only what is not refused
        return False

    def permits(self, request: Request, view: "APIView") -> bool:
        return self.is_open_to(request) and self._is_in_scope(request)

    def is_open_to(self, request: Request) -> bool:
        """Whether the person may, whatever they come with."""
        raise NotImplementedError

    def scopes_for(self, method: str) -> Scopes:
        return self.scopes

    def _is_in_scope(self, request: Request) -> bool:
        if not isinstance(request.auth, ApiToken):
            return True
        wanted = self.scopes_for(request.method or "")
        if wanted.intersection(request.auth.scopes):
            return True
        self.code, self.message = _refusal(wanted)
        return False


def _refusal(wanted: Scopes) -> tuple[str, str]:
    if not wanted:
        return "session_only", "No token may do this. Sign in instead."
    named = " or ".join(sorted(wanted))
    return "scope_missing", f"This token may not do this. Make one with the scope {named}."


class Anyone(Scoped):
    """Nobody is asked who they are, and a token for whatever opens it as well."""

    scopes = frozenset(Scope)

    def is_open_to(self, request: Request) -> bool:
        return True


class AnyoneReads(Anyone):
    """For the page's own session: what it changes is no matter of a program."""

    def scopes_for(self, method: str) -> Scopes:
        return self.scopes if method in SAFE_METHODS else NO_TOKEN


class AnyoneRates(Anyone):
    """For strangers who come to rate. A token acts for its owner, so it must be one for rating."""

    scopes = frozenset({Scope.RATE})


class SignedIn(Scoped):
    """People by their session: what no program should do for them."""

    def is_open_to(self, request: Request) -> bool:
        return isinstance(request.user, User)


class Manages(Scoped):
    scopes = frozenset({Scope.MANAGE})
    message = "Only a manager may do this."

    def is_open_to(self, request: Request) -> bool:
        return isinstance(request.user, User) and request.user.manages


class ReadsItems(Scoped):
    scopes = frozenset({Scope.READ_ITEMS})
    message = "Raters judge blind: items and scores are for managers and researchers."

    def is_open_to(self, request: Request) -> bool:
        return isinstance(request.user, User) and request.user.reads_items


class ReadsReleases(ReadsItems):
    scopes = frozenset({Scope.READ_RELEASES})


class ReadsItemsManagesWrites(ReadsItems):
    """Managers and researchers look; managers change."""

    def is_open_to(self, request: Request) -> bool:
        if request.method in SAFE_METHODS:
            return super().is_open_to(request)
        self.message = Manages.message
        return Manages().is_open_to(request)

    def scopes_for(self, method: str) -> Scopes:
        return self.scopes if method in SAFE_METHODS else Manages.scopes


class ReadsDatasetsManagesWrites(ReadsItemsManagesWrites):
    """What a dataset is must be known to read its items or its releases."""

    scopes = frozenset({Scope.READ_ITEMS, Scope.READ_RELEASES})


class Rates(Scoped):
    scopes = frozenset({Scope.RATE})
    message = "Only raters may do this."

    def is_open_to(self, request: Request) -> bool:
        return isinstance(request.user, User) and request.user.rates
