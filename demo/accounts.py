"""The demo's accounts as data: an admin, a manager, a researcher, two raters a language."""

import secrets
from pathlib import Path

from supervisor.accounts import DemoAccount, read_accounts, write_accounts

_RATERS: list[tuple[tuple[str, str], tuple[str, ...], str]] = [
    (("amira", "yusuf"), ("ara", "heb", "fas"), "ar"),
    (("priya", "arjun"), ("hin", "eng"), "hi"),
    (("mei", "haruto"), ("cmn", "jpn", "kor"), "en"),
    (("linh", "budi"), ("vie", "ind"), "en"),
    (("lena", "jakub"), ("deu", "nld", "ces", "pol"), "en"),
    (("sofia", "marco"), ("spa", "por", "fra", "ita", "ron"), "en"),
    (("olena", "nikos"), ("ukr", "rus", "ell", "tur"), "en"),
]


def _accounts(password: str) -> list[DemoAccount]:
    team = [DemoAccount(name, password, name) for name in ("admin", "manager", "researcher")]
    return team + [
        DemoAccount(name, password, "rater", languages, interface)
        for names, languages, interface in _RATERS
        for name in names
    ]


def remember_accounts(state: Path) -> list[DemoAccount]:
    """The accounts with the password of this installation, made at the first call.

    Every installation has its own, so that a demo somebody left open has no known password.
    """
    if not read_accounts(state):
        write_accounts(state, _accounts(f"demo-{secrets.token_hex(3)}"))
    return read_accounts(state)
