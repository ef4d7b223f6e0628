"""The people of the demo: a manager, a researcher, and two raters for every language."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from accounts.enums import Role
from accounts.models import User
from accounts.services import create_person


@dataclass(frozen=True)
class DemoAccount:
    username: str
    password: str
    role: str
    languages: tuple[str, ...] = ()
    interface_language: str = "en"


_RATERS: list[tuple[tuple[str, str], tuple[str, ...], str]] = [
    (("amira", "yusuf"), ("ara", "heb", "fas"), "ar"),
    (("priya", "arjun"), ("hin", "eng"), "hi"),
    (("mei", "haruto"), ("cmn", "jpn", "kor"), "en"),
    (("linh", "budi"), ("vie", "ind"), "en"),
    (("lena", "jakub"), ("deu", "nld", "ces", "pol"), "en"),
    (("sofia", "marco"), ("spa", "por", "fra", "ita", "ron"), "en"),
    (("olena", "nikos"), ("ukr", "rus", "ell", "tur"), "en"),
]


def demo_accounts(password: str) -> list[DemoAccount]:
    team = [
        DemoAccount("manager", password, Role.MANAGER),
        DemoAccount("researcher", password, Role.RESEARCHER),
    ]
    return team + [
        DemoAccount(name, password, Role.RATER, languages, interface)
        for names, languages, interface in _RATERS
        for name in names
    ]


def create_demo_people(accounts: list[DemoAccount]) -> list[User]:
    """Makes the accounts that aren't there yet."""
    people = []
    for account in accounts:
        user = User.objects.filter(username=account.username).first()
        people.append(
            user
            or create_person(
                account.username,
                password=account.password,
                role=Role(account.role),
                languages=account.languages,
                display_name=account.username.capitalize(),
                interface_language=account.interface_language,
            )
        )
    return people


def remember_accounts(folder: Path) -> list[DemoAccount]:
    """The accounts with the password of this installation, made at the first call.

    Every installation has its own, so that a demo somebody left open has no known password.
    """
    path = folder / "demo-accounts.json"
    if path.exists():
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [DemoAccount(**{**row, "languages": tuple(row["languages"])}) for row in rows]
    accounts = demo_accounts(f"demo-{secrets.token_hex(3)}")
    path.touch(mode=0o600)
    text = json.dumps([asdict(account) for account in accounts], indent=2)
    path.write_text(text, encoding="utf-8")
    return accounts
