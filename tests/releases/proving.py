"""Steps of the tests that prove releases and change things behind their backs."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pgtrigger import ignore

from releases.models import Release


def verify(release: Release) -> str:
    out = StringIO()
    call_command("verify_release", f"{release.dataset}/{release}", stdout=out)
    return out.getvalue()


def change(statement: str, *values: int | str) -> None:
    with ignore(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def refuses(release: Release, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        verify(release)
