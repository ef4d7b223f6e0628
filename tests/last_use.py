"""Ends what many tests share as soon as the last of them is through, not when the run ends.

A studio works while nobody asks it anything: its scheduler and workers look for work twice a
second, and would do so beside thousands of tests that need none.
"""

import pytest


def end_after_last(name: str, item: pytest.Item) -> None:
    """Ends the fixture of that name if no test of this item's group comes after it.

    Who asks for it again, as where one process runs two groups, is given a new one.
    """
    if isinstance(item, pytest.Function) and item is _last_user(name, item):
        # pytest itself knows only "after the module" and "after the run".
        for definition in item._fixtureinfo.name2fixturedefs[name]:  # noqa: SLF001
            definition.finish(item._request)  # type: ignore[arg-type]  # noqa: SLF001


def _last_user(name: str, item: pytest.Function) -> pytest.Item | None:
    if name not in item.fixturenames:
        return None
    return [
        each
        for each in item.session.items
        if isinstance(each, pytest.Function)
        and name in each.fixturenames
        and _group(each) == _group(item)
    ][-1]


def _group(item: pytest.Item) -> str:
    """What pytest-xdist wrote behind the name; nothing where one process runs all."""
    return item.nodeid.rpartition("@")[2] if "@" in item.nodeid else ""
