"""The demo's accounts, as they lie in the state folder."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from supervisor.files import write_private


@dataclass(frozen=True)
class DemoAccount:
    username: str
    password: str
    role: str
    languages: tuple[str, ...] = ()
    interface_language: str = "en"


def read_accounts(state: Path) -> list[DemoAccount]:
    """Those that `load_demo` made; none where it made none."""
    if not _path(state).exists():
        return []
    rows = json.loads(_path(state).read_text(encoding="utf-8"))
    return [DemoAccount(**{**row, "languages": tuple(row["languages"])}) for row in rows]


def write_accounts(state: Path, accounts: Sequence[DemoAccount]) -> None:
    rows = [asdict(account) for account in accounts]
    write_private(_path(state), json.dumps(rows, indent=2))


def _path(state: Path) -> Path:
    return state / "demo-accounts.json"
