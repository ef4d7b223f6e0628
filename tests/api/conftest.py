from collections.abc import Iterator
from copy import deepcopy

import pytest
from pytest_django import DjangoDbBlocker

from tests.api.scene import Scene, make_scene
from tests.laid import laid


@pytest.fixture(scope="module")
def laid_scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    with laid(django_db_blocker, make_scene) as scene:
        yield scene


@pytest.fixture
def scene(laid_scene: Scene) -> Scene:
    return deepcopy(laid_scene)
