import pytest

from catalog.models import Dataset
from tests.evaluation.runs.scene import (
    CountingResponder,
    HabitualJudge,
    install,
    make_benchmark,
    make_voiced_dataset,
)


@pytest.fixture
def responder(monkeypatch: pytest.MonkeyPatch) -> CountingResponder:
    engine = CountingResponder()
    install(monkeypatch, "responder", "echo", engine)
    return engine


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> CountingResponder:
    engine = CountingResponder("other")
    install(monkeypatch, "responder", "other", engine)
    return engine


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> HabitualJudge:
    engine = HabitualJudge()
    install(monkeypatch, "chat model", "habitual", engine)
    return engine


@pytest.fixture
def benched(transactional_db: None, responder: CountingResponder) -> Dataset:
    """A dataset with a benchmark `qa` of three items in two languages."""
    dataset = make_voiced_dataset()
    make_benchmark(dataset)
    return dataset
