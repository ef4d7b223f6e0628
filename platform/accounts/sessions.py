"""Who asks, found by SQL that is put together once: every request begins with it."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from accounts.models import User

_SESSION = "SELECT session_data, expire_date FROM django_session WHERE session_key = %s"
_PERSON = "SELECT * FROM accounts_user WHERE id = %s"


class SessionStore(DatabaseStore):
    """Django's own, in the database: who signs out is out at once."""

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key
        with connection.cursor() as cursor:
            cursor.execute(_SESSION, [key])
            row = cursor.fetchone()
        if key is None or row is None or row[1] <= timezone.now():
            self._session_key: str | None = None
            return None
        return Session(session_key=key, session_data=row[0], expire_date=row[1])


class PeopleBackend(ModelBackend):
    """Django's own: a person who was shut out is out at once."""

    def get_user(self, user_id: Any) -> User | None:
        user = next(iter(User.objects.raw(_PERSON, [user_id])), None)
        return user if self.user_can_authenticate(user) else None
