"""The accounts of an installation: made once, readable by their owner only."""

from collections import Counter
from pathlib import Path

from demo.accounts import remember_accounts
from languages import LANGUAGES
from supervisor.accounts import read_accounts


def test_accounts_stay_those_of_the_first_call(tmp_path: Path) -> None:
    made = remember_accounts(tmp_path)
    assert remember_accounts(tmp_path) == made == read_accounts(tmp_path)
    assert (tmp_path / "demo-accounts.json").stat().st_mode & 0o777 == 0o600


def test_every_installation_has_a_password_of_its_own(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    one, two = (remember_accounts(tmp_path / name) for name in ("one", "two"))
    assert {account.password for account in one}.isdisjoint(account.password for account in two)


def test_every_role_is_there_and_every_language_has_its_raters(tmp_path: Path) -> None:
    accounts = remember_accounts(tmp_path)
    raters = [account for account in accounts if account.role == "rater"]
    assert Counter(account.role for account in accounts) == {
        "admin": 1,
        "manager": 1,
        "researcher": 1,
        "rater": 14,
    }
    spoken = Counter(language for rater in raters for language in rater.languages)
    assert spoken == dict.fromkeys(LANGUAGES, 2)


def test_accounts_of_a_folder_without_a_demo_are_none(tmp_path: Path) -> None:
    assert read_accounts(tmp_path) == []
