"""Who somebody of a Label Studio server is here: the person with the same e-mail address."""

import secrets
from dataclasses import dataclass, field

from accounts.models import User
from annotation.label_studio.client import LabelStudioClient, RemotePerson
from annotation.label_studio.connections import connect
from annotation.label_studio.errors import ConnectionInvalidError
from annotation.models import LabelStudioConnection, LabelStudioPerson


@dataclass
class People:
    """Asks the server at most once: who it knows, when somebody turns up who isn't known here."""

    connection: LabelStudioConnection
    client: LabelStudioClient
    _emails: dict[int, str] | None = field(default=None, init=False)

    def find(self, remote_id: int | None) -> User | None:
        """None where nobody here, or more than one person, has the address."""
        if remote_id is None:
            return None
        known = self.connection.people.filter(remote_id=remote_id).select_related("user").first()
        return known.user if known else self._match(remote_id)

    def _match(self, remote_id: int) -> User | None:
        if self._emails is None:
            self._emails = {person.id: person.email for person in self.client.people()}
        email = self._emails.get(remote_id, "")
        found = list(User.objects.filter(email__iexact=email, is_active=True)[:2]) if email else []
        if len(found) != 1:
            return None
        return _remember(self.connection, remote_id, found[0])


def _remember(connection: LabelStudioConnection, remote_id: int, user: User) -> User | None:
    """None where this person has another account there already."""
    row, _ = LabelStudioPerson.objects.get_or_create(
        connection=connection, user=user, defaults={"remote_id": remote_id}
    )
    return user if row.remote_id == remote_id else None


@dataclass(frozen=True)
class Invitation:
    """``password`` is shown once; empty where the account was there already."""

    person: RemotePerson
    password: str


def invite(connection: LabelStudioConnection, user: User, *, email: str = "") -> Invitation:
    """Makes an account there and maps it. Twice makes one account.

    Args:
        connection: the server.
        user: a person of this studio.
        email: noted where the studio has none of this person; else of no matter.

    Raises:
        ConnectionInvalidError: this person has no e-mail address, by which people are told apart,
            or it is someone else's, too.
        RemoteError: Label Studio didn't do it.
    """
    _note_address(user, email)
    with connect(connection) as client:
        same = [one for one in client.people() if one.email.casefold() == user.email.casefold()]
        password = "" if same else secrets.token_urlsafe(12)
        person = same[0] if same else client.create_person(user.email, password)
    if _remember(connection, person.id, user) is None:
        raise ConnectionInvalidError(f"{user} has another account in this Label Studio already.")
    return Invitation(person, password)


def _note_address(user: User, email: str) -> None:
    if user.email:
        return
    if not email:
        problem = f"{user} has no e-mail address. Enter one."
        raise ConnectionInvalidError(problem, details={"email": [problem]})
    if User.objects.filter(email__iexact=email).exists():
        problem = "Another person of this studio has this address."
        raise ConnectionInvalidError(problem, details={"email": [problem]})
    user.email = email
    user.save(update_fields=["email"])
