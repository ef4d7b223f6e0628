"""What settings derive from the addresses they are given."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def host_of(url: str) -> str:
    """As ALLOWED_HOSTS names it: without the port, IPv6 in brackets."""
    host = urlsplit(url).hostname or ""
    return f"[{host}]" if ":" in host else host


def origin_of(url: str) -> str:
    """As a content security policy names it: ``https://host:port``, no path, no password."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def next_database(url: str) -> str:
    """The numbered database after that of a Redis address: ``redis://host/0`` -> ``/1``.

    Raises:
        ImproperlyConfigured: the address names no number.
    """
    parts = urlsplit(url)
    number = parts.path.strip("/") or "0"
    if not number.isdecimal():
        raise ImproperlyConfigured(
            f"BROKER_URL names the database {number!r}. Expected redis://:password@host:port/0."
        )
    return parts._replace(path=f"/{int(number) + 1}").geturl()
