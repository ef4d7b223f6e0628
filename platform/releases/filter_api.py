"""Which rows somebody wants: the same fields for items, for rows of a release and for exports."""

from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

from catalog.api import LanguageField
from corpus.api import SPLITS


class _EitherWay(serializers.BooleanField):
    """True, False, or not asked about; else what an address leaves out would be False."""

    default_empty_html = empty


class VersionFilterSerializer(serializers.Serializer[dict[str, Any]]):
    """What `ItemFilter` and `RowFilter` alike ask of an item in one language."""

    split = serializers.ChoiceField(SPLITS, required=False)
    language = LanguageField(required=False)
    source = serializers.CharField(required=False, max_length=60)  # type: ignore[assignment]  # a field of this name
    engine = serializers.CharField(required=False, max_length=60, help_text="That spoke.")
    licence = serializers.CharField(
        required=False, max_length=200, help_text="A part of the licences of text and recording."
    )
    verified = _EitherWay(required=False)
    least_naturalness = serializers.FloatField(required=False, min_value=1, max_value=5)
    least_understood = serializers.FloatField(required=False, min_value=1, max_value=5)
