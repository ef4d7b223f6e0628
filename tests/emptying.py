"""Empties the database after tests that commit, ten times as fast as Django's `flush` does.

`flush` truncates: that makes new files for each of 120 tables and their indexes, however little
lies in them. Then it fills permissions again, app by app. After a test most tables are empty, and
to delete the few rows of the others costs next to nothing.
"""

from django.db import connection, transaction
from django.test import TransactionTestCase

KEPT = {"django_content_type", "auth_permission"}
"""What migrating fills: the same before each test."""


def empty_tables(_: TransactionTestCase | None = None) -> None:
    found = connection.introspection.django_table_names(only_existing=True, include_views=False)
    emptying = map("DELETE FROM {}".format, map(connection.ops.quote_name, {*found} - KEPT))
    with transaction.atomic(), connection.cursor() as cursor:
        # No triggers: neither those that keep history, nor those that forbid to delete it.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("; ".join(emptying))
