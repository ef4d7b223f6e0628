"""Servers that campaigns may run in. Their addresses come from settings or an allow list."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from accounts.models import User
from annotation.label_studio.client import LabelStudioClient
from annotation.label_studio.errors import ConnectionInvalidError
from annotation.models import LabelStudioConnection


def connect(connection: LabelStudioConnection) -> LabelStudioClient:
    """Raises LabelStudioAbsentError, TokenRefusedError."""
    return LabelStudioClient(connection.url, connection.token)


def set_connection(name: str, *, url: str, token: str, by: User | None) -> LabelStudioConnection:
    """Makes it, or gives the one at this address another name and token; it is then the default.

    Raises:
        ConnectionInvalidError: the address is none, or on no allow list.
    """
    address = url.rstrip("/")
    _check(address)
    with transaction.atomic():
        LabelStudioConnection.objects.filter(is_default=True).update(is_default=False)
        connection, _ = LabelStudioConnection.objects.update_or_create(
            url=address,
            defaults={"name": name, "token": token, "is_default": True},
            create_defaults={"name": name, "token": token, "is_default": True, "created_by": by},
        )
    return connection


def address_for_browsers(connection: LabelStudioConnection) -> str:
    """Containers call it by a name that no browser knows."""
    public: str = settings.LABEL_STUDIO_PUBLIC_URL
    return public if public and connection.is_default else connection.url


def _check(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        problem = "must look like https://label-studio.example.org, with nothing behind the host"
    elif parts.username or parts.password:
        problem = "must hold no name and password"
    elif parts.hostname not in settings.LABEL_STUDIO_HOSTS:
        problem = (
            f"{parts.hostname} is on no list of allowed hosts; whoever runs this studio adds it to "
            "LABEL_STUDIO_HOSTS"
        )
    else:
        return
    raise ConnectionInvalidError(f"The address {problem}.", details={"url": [problem]})


def default_connection() -> LabelStudioConnection:
    """The default one, or the oldest.

    Raises:
        ConnectionInvalidError: there is none.
    """
    found = LabelStudioConnection.objects.order_by("-is_default", "pk").first()
    if found is None:
        raise ConnectionInvalidError(
            "No Label Studio is connected. Run `make label-studio`, or connect a server on the "
            "page of Label Studio.",
            details={"backend": ["no Label Studio is connected"]},
        )
    return found
