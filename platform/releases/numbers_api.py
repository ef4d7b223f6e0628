"""The shape of `releases.numbers` as REST tells it."""

from typing import Any

from rest_framework import serializers


class OpinionNumbersSerializer(serializers.Serializer[Any]):
    """Votes on one scale, 1-5; the interval is clustered by rater and item."""

    mean = serializers.FloatField(allow_null=True)
    deviation = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    no_interval = serializers.CharField(allow_null=True, help_text="Why there is none.")
    alpha = serializers.FloatField(allow_null=True, help_text="Krippendorff's, ordinal.")
    votes = serializers.IntegerField()
    raters = serializers.IntegerField()
    items = serializers.IntegerField()
    histogram = serializers.ListField(child=serializers.IntegerField())


class CorrectionNumbersSerializer(serializers.Serializer[Any]):
    """What natives said of machines' texts; the rate counts what was changed or given up."""

    reviewed = serializers.IntegerField()
    confirmed = serializers.IntegerField()
    corrected = serializers.IntegerField()
    untranslatable = serializers.IntegerField()
    rate = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)


class AmountsSerializer(serializers.Serializer[Any]):
    rows = serializers.IntegerField()
    recordings = serializers.IntegerField()
    hours = serializers.FloatField()
    verified = serializers.IntegerField()


class SplitNumbersSerializer(AmountsSerializer):
    """One split in one language: what gates ask."""

    texts_verified = serializers.IntegerField()
    failing = serializers.IntegerField(help_text="rows whose recording fails a check")
    samples = serializers.IntegerField(help_text="recordings with votes")
    least_votes = serializers.IntegerField(help_text="that count, on the sample with the fewest")
    gold_excluded = serializers.FloatField(help_text="share of votes")
    naturalness = OpinionNumbersSerializer()
    understood = OpinionNumbersSerializer()


class LanguageNumbersSerializer(AmountsSerializer):
    engines = serializers.DictField(child=serializers.IntegerField())
    voices = serializers.DictField(child=serializers.IntegerField())
    naturalness = OpinionNumbersSerializer()
    understood = OpinionNumbersSerializer()
    excluded_votes = serializers.DictField(child=serializers.IntegerField())
    failed_checks = serializers.DictField(child=serializers.IntegerField())
    corrections = CorrectionNumbersSerializer()


class ReleaseNumbersSerializer(AmountsSerializer):
    items = serializers.IntegerField()
    items_by_source = serializers.DictField(
        child=serializers.IntegerField(), required=False, help_text="As the paper's Table 1."
    )
    votes = serializers.IntegerField()
    splits = serializers.DictField(child=serializers.DictField(child=SplitNumbersSerializer()))
    languages = serializers.DictField(child=LanguageNumbersSerializer())
    sources = serializers.DictField(child=serializers.IntegerField())
    engines = serializers.DictField(child=serializers.IntegerField())
    voices = serializers.DictField(child=serializers.IntegerField())
    licences = serializers.DictField(child=serializers.IntegerField())
