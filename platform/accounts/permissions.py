"""Who may call an operation at all; which objects they see is the QuerySets' part."""

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.models import User

if TYPE_CHECKING:  # rest_framework.views loads this module while it loads itself
    from rest_framework.views import APIView


def person(request: Request) -> User:
    """The signed-in person, for views behind `SignedIn`."""
    assert isinstance(request.user, User)  # noqa: S101 - held by the permission class
    return request.user


class SignedIn(BasePermission):
    def has_permission(self, request: Request, view: "APIView") -> bool:
        return isinstance(request.user, User)


class Manages(BasePermission):
    message = "Only a manager may do this."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return isinstance(request.user, User) and request.user.manages


class ReadsItems(BasePermission):
    message = "Raters judge blind: items and scores are for managers and researchers."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return isinstance(request.user, User) and request.user.reads_items


class ReadsItemsManagesWrites(ReadsItems):
    """Managers and researchers look; managers change."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return super().has_permission(request, view)
        self.message = Manages.message
        return Manages().has_permission(request, view)


class Rates(BasePermission):
    message = "Only raters may do this."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return isinstance(request.user, User) and request.user.rates
