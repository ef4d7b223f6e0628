"""Who reads releases: members with their role, and everybody what was made public."""

from typing import TYPE_CHECKING

from django.db.models import Q
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from accounts.enums import Scope
from accounts.permissions import ReadsItemsManagesWrites
from releases.models import Release

if TYPE_CHECKING:
    from rest_framework.views import APIView


class ReadsPublished(ReadsItemsManagesWrites):
    """Of one release. Strangers hear the same of what is not public and of what is not there."""

    scopes = frozenset({Scope.READ_RELEASES})

    def permits(self, request: Request, view: "APIView") -> bool:
        if request.method in SAFE_METHODS and _is_public(view):
            return True
        return super().permits(request, view)


def _is_public(view: "APIView") -> bool:
    kwargs = view.kwargs
    asked = (
        Q(dataset__slug=kwargs["slug"], name=kwargs["name"])
        if "slug" in kwargs
        else Q(exports=kwargs["pk"])
    )
    return Release.objects.public().filter(asked).exists()
