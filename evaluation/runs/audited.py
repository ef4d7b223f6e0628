"""What managers see the history of."""

from django.apps import apps

from catalog.history import Audited

_MADE = frozenset({"job", "created_by", "created_at"})
BENCHMARK = Audited(
    name="benchmark",
    events=apps.get_model("evaluation", "BenchmarkEvent"),
    within="name",
    hidden=_MADE | {"name"},
    told=("suite", "task", "release", "languages", "items_total", "manifest"),
)
SYSTEM = Audited(
    name="system",
    events=apps.get_model("evaluation", "SystemEvent"),
    hidden=_MADE | {"name"},
    told=("engine", "prompts", "sampling", "languages"),
)
EVALUATION = Audited(
    name="evaluation",
    events=apps.get_model("evaluation", "EvaluationEvent"),
    dataset="benchmark__dataset",
    title=lambda event: f"{event.system.name} × {event.benchmark.name}",
    within="benchmark__name",
    hidden=_MADE | {"benchmark", "system"},
    related=("benchmark", "system"),
)
COMPARISON = Audited(
    name="comparison",
    events=apps.get_model("evaluation", "ComparisonEvent"),
    dataset="evaluation__benchmark__dataset",
    title=lambda event: f"{event.evaluation.system.name} × {event.baseline.system.name}",
    within="evaluation__benchmark__name",
    hidden=_MADE | {"evaluation", "baseline"},
    told=("judge", "protocol", "prompt_version", "seed"),
    related=("evaluation__system", "baseline__system"),
)
AUDITED = (BENCHMARK, SYSTEM, EVALUATION, COMPARISON)
