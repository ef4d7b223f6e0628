"""Parameters that several job kinds share."""

from typing import Any

from rest_framework import serializers

from catalog.api import LanguageField


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
