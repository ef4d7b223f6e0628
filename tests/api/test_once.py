"""Starts that are sent again: which ones take a key, each with the scene's own order."""

from collections.abc import Callable
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator

from accounts.models import KeptStart
from jobs.models import Job
from tests.api.asking import start
from tests.api.operations import DATASET, MODELS_ARE_HERE, OPERATIONS, Body
from tests.api.scene import Scene
from tests.conftest import ClientFor
from tests.factories import count_anew, make_dataset, make_item

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


# Every operation that starts something, and how it can where the scene's own order is refused.
STARTS: dict[str, Callable[[Scene], Place] | None] = {
    f"POST {DATASET}jobs/": None,
    f"POST {DATASET}imports/": None,
    f"POST {DATASET}splits/": undrawn,
    f"POST {DATASET}near-duplicates/": None,
    f"POST {DATASET}voices/": None,
    f"POST {DATASET}campaigns/": None,
    "POST /api/v1/campaigns/{id}/studies/": study,
    f"POST {DATASET}bench-loops/": loop,
    "POST /api/v1/bench-loops/{id}/voice/": None,
    f"POST {DATASET}comparisons/{{id}}/people/": None,
    f"POST {DATASET}systems/": None,
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

    first = ask()
    jobs = Job.objects.count()
    second = ask()

    assert (first.status_code >= 400) == (name in REFUSED)
    assert (second.status_code, second.json()) == (first.status_code, first.json())
    assert Job.objects.count() == jobs
    # What was refused started nothing, so there is nothing to keep.
    assert KeptStart.objects.count() == (0 if name in REFUSED else 1)
