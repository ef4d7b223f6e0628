"""The whole bench with tiny random checkpoints of every system, on a CPU, as a manager runs it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

pytest.importorskip("torch")

from catalog.models import Dataset
from engines import settings
from engines.protocols import Sampling
from engines.settings import Endpoint
from evaluation.runs.models import Score
from evaluation.runs.scoring import score_what_changed
from tests.checkpoints.systems import build_systems
from tests.endpoints.judging import prefers_longer
from tests.endpoints.server import Asked, ChatServer, Say
from tests.evaluation.runs.scene import ask, compare, make_benchmark, make_voiced_dataset

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SYSTEMS = ["cascade", "qwen2-audio", "qwen2.5-omni", "phi-4-multimodal", "checkpoint:tiny-omni"]


def play(asked: Asked) -> Say:
    """A model that hears, and a judge, on one server."""
    heard = isinstance(asked.body["messages"][-1]["content"], list)
    return Say("I heard you.") if heard else prefers_longer(asked)


@pytest.fixture
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    before = settings.current()
    tiny = build_systems(tmp_path_factory.mktemp("systems"))
    with ChatServer(play) as server:
        endpoint = Endpoint(url=server.url, model="both", hears=True)
        settings.configure(replace(tiny, endpoints={"server": endpoint}))
        dataset = make_voiced_dataset()
        make_benchmark(dataset)
        yield dataset
    settings.configure(before)


def test_every_system_answers_and_is_judged(bench: Dataset) -> None:
    few = Sampling(max_tokens=8)
    for name in [*SYSTEMS, "endpoint:server"]:
        evaluation = ask(bench, name.replace(":", "-"), engine=name, sampling=few)
        assert evaluation.responses.count() == 6, [
            *bench.jobs.latest("pk").failures.values_list("code", "message")
        ]
    remote = compare(bench, "qwen2.5-omni", "cascade", judge="endpoint:server")
    local = compare(bench, "qwen2.5-omni", "cascade", judge="aya-expanse")
    score_what_changed()

    rates = Score.objects.filter(comparison=remote, language="", metric__in=["win", "tie", "loss"])
    assert sum(score.value or 0 for score in rates) == pytest.approx(1)
    # A random model judges nothing that can be read; that is counted, never guessed.
    [unread] = Score.objects.filter(comparison=local, language="", metric="unparsable")
    assert (unread.items, local.judgements.count()) == (6, 12)
