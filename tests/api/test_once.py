"""Starts that are sent again: which ones take a key, each with the scene's own order."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from drf_spectacular.generators import SchemaGenerator

from accounts.models import KeptStart
from annotation.enums import Backend
from annotation.services.bench_loops import start_bench_loop
from corpus.enums import Origin
from tests.api.asking import start
from tests.api.operations import DATASET, MODELS_ARE_HERE, OPERATIONS, Body
from tests.api.scene import Scene
from tests.conftest import ClientFor
from tests.factories import count_anew, make_dataset, make_item, make_translation

Place = tuple[str, Body]


def undrawn(scene: Scene) -> Place:
    manager = scene.people["manager"]
    dataset = make_dataset(manager, dev_size=1, test_size=1, bench_size=1)
    for _ in range(4):
        make_item(dataset, split="unassigned", in_bench=False)
    count_anew(dataset)
    return f"/api/v1/datasets/{dataset.slug}/splits/", {}


def study(scene: Scene) -> Place:
    body = {"study_id": "abc", "language": "ara", "code_complete": "DONE1"}
    return f"/api/v1/campaigns/{scene.sessions.pk}/studies/", body


def loop(scene: Scene) -> Place:
    body = {"languages": ["hin"], "backend": "built_in"}
    return f"/api/v1/datasets/{scene.dataset.slug}/bench-loops/", body


def silent(scene: Scene) -> Place:
    """A loop with a correction that nobody voiced yet."""
    manager = scene.people["manager"]
    item = make_item(scene.dataset)
    make_translation(item, language="hin", origin=Origin.HUMAN)
    made = start_bench_loop(scene.dataset, by=manager, languages=["hin"], backend=Backend.BUILT_IN)
    return f"/api/v1/bench-loops/{made.pk}/voice/", {}


# Every operation that starts something, or makes what a second click would make twice, and how it
# can where the scene's own order is refused.
STARTS: dict[str, Callable[[Scene], Place] | None] = {
    f"POST {DATASET}jobs/": None,
    f"POST {DATASET}imports/": None,
    f"POST {DATASET}splits/": undrawn,
    f"POST {DATASET}near-duplicates/": None,
    f"POST {DATASET}voices/": None,
    f"POST {DATASET}campaigns/": None,
    "POST /api/v1/campaigns/{id}/studies/": study,
    f"POST {DATASET}bench-loops/": loop,
    "POST /api/v1/bench-loops/{id}/voice/": silent,
    f"POST {DATASET}comparisons/{{id}}/people/": None,
    f"POST {DATASET}systems/": None,
    f"POST {DATASET}invites/": None,
    f"POST {DATASET}protocols/": None,
    "POST /api/v1/datasets/": None,
    "POST /api/v1/tokens/": None,
    # Tested with the trainings themselves: it takes a release that can be trained on.
    f"POST {DATASET}trainings/": None,
}
REFUSED = {f"POST {DATASET}trainings/"} | (
    set() if MODELS_ARE_HERE else {f"POST {DATASET}systems/"}
)


def test_the_schema_offers_a_key_for_exactly_the_starts() -> None:
    generator: Any = SchemaGenerator  # untyped
    paths = generator().get_schema(request=None, public=True)["paths"]
    offered = {
        f"{method.upper()} {path}": operation["responses"].keys()
        for path, methods in paths.items()
        for method, operation in methods.items()
        if any(one["name"] == "Idempotency-Key" for one in operation.get("parameters", []))
    }
    assert offered.keys() == STARTS.keys()
    assert [name for name, told in offered.items() if not told >= {"400", "409", "422"}] == []


def rows() -> dict[str, int]:
    """Of every table but that of the keys themselves."""
    models = {*apps.get_models()} - {KeptStart}
    return {model._meta.label: model._default_manager.count() for model in models}  # noqa: SLF001 - Django's own


@pytest.mark.django_db
@pytest.mark.parametrize("name", STARTS)
def test_a_start_sent_again_under_its_key_gets_the_first_answer(
    name: str, scene: Scene, client_for: ClientFor
) -> None:
    client, prepare = client_for(scene.people["manager"]), STARTS[name]
    operation = OPERATIONS[name]
    path, body = (scene.fill(name.split()[1], "manager"), {}) if prepare is None else prepare(scene)

    def ask() -> Any:
        sent = operation.make_body(scene) if prepare is None else body
        return start(client, path, sent, key="one", kind=operation.format)

    before = rows()
    first = ask()
    made = rows()
    second = ask()

    assert (first.status_code >= 400) == (name in REFUSED)
    assert (second.status_code, second.json()) == (first.status_code, first.json())
    assert (rows(), made != before) == (made, name not in REFUSED)
    # What was refused started nothing, so there is nothing to keep.
    assert KeptStart.objects.count() == (0 if name in REFUSED else 1)
