"""The demo's accounts as people of this studio."""

from accounts.enums import Role
from accounts.models import User
from accounts.services import create_person
from supervisor.accounts import DemoAccount


def create_demo_people(accounts: list[DemoAccount]) -> list[User]:
    """Makes those that aren't there yet; returns all, in order."""
    known = {user.username: user for user in User.objects.all()}
    return [known.get(account.username) or _create(account) for account in accounts]


def _create(account: DemoAccount) -> User:
    return create_person(
        account.username,
        password=account.password,
        role=Role(account.role),
        languages=account.languages,
        display_name=account.username.capitalize(),
        interface_language=account.interface_language,
    )
