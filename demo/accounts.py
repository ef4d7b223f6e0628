"""The demo's accounts as data: an admin, a manager, a researcher, two raters a language."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path


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


def _accounts(password: str) -> list[DemoAccount]:
    team = [DemoAccount(name, password, name) for name in ("admin", "manager", "researcher")]
    return team + [
        DemoAccount(name, password, "rater", languages, interface)
        for names, languages, interface in _RATERS
        for name in names
    ]


def _path(folder: Path) -> Path:
    return folder / "demo-accounts.json"


def read_accounts(folder: Path) -> list[DemoAccount]:
    """The accounts of an installation, as `remember_accounts` wrote them."""
    rows = json.loads(_path(folder).read_text(encoding="utf-8"))
    return [DemoAccount(**{**row, "languages": tuple(row["languages"])}) for row in rows]


def remember_accounts(folder: Path) -> list[DemoAccount]:
    """The accounts with the password of this installation, made at the first call.

    Every installation has its own, so that a demo somebody left open has no known password.
    """
    path = _path(folder)
    if not path.exists():
        accounts = _accounts(f"demo-{secrets.token_hex(3)}")
        path.touch(mode=0o600)
        text = json.dumps([asdict(account) for account in accounts], indent=2)
        path.write_text(text, encoding="utf-8")
    return read_accounts(folder)
