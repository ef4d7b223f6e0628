"""Parameters that several job kinds share."""

from typing import Any

from rest_framework import serializers

from catalog.api import LanguageField
from engines import registry
from engines.errors import EngineUnavailableError, EngineUnknownError
from jobs.enums import Queue
from jobs.kinds import Parameters, QueueOf


class EngineField(serializers.CharField):
    """The name of an engine of one kind that can start, here or on the workers."""

    def __init__(self, kind: registry.Kind, **options: Any) -> None:
        super().__init__(**options)
        self.kind = kind

    def to_internal_value(self, data: Any) -> str:
        return check_startable(self.kind, str(super().to_internal_value(data)))


def check_startable(kind: registry.Kind, name: str) -> str:
    """The name of an engine; raises ValidationError where no worker could start it."""
    try:
        registry.check_installed(kind, name)
    except EngineUnknownError as unknown:
        raise serializers.ValidationError(str(unknown)) from unknown
    except EngineUnavailableError as absent:
        hint = f"Or name it in WORKER_EXTRAS, where the workers have it: {absent.extra}."
        raise serializers.ValidationError(f"{absent} {hint}") from absent
    return name


def queue_of_engine(kind: registry.Kind) -> QueueOf:
    """Jobs go where their engine runs best; a studio without a GPU worker has another for them."""

    def queue_of(parameters: Parameters) -> Queue:
        gpu = registry.entry(kind, parameters["engine"]).gpu
        return Queue.GPU if gpu else Queue.CPU

    return queue_of


class LanguagesParameters(serializers.Serializer[Any]):
    """Languages of the dataset, in a fixed order so that equal jobs have equal fingerprints."""

    languages = serializers.ListField(
        child=LanguageField(),
        required=False,
        max_length=100,
        help_text="All languages of the dataset if absent.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        known: list[str] = self.context["dataset"].languages
        wanted = attrs.get("languages") or known
        foreign = sorted(set(wanted) - set(known))
        if foreign:
            raise serializers.ValidationError(
                {"languages": f"Not in this dataset: {', '.join(foreign)}. Add them to it first."}
            )
        return {**attrs, "languages": sorted(set(wanted))}
