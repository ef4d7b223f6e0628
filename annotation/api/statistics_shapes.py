"""What is asked of the statistics and what they answer, over REST."""

from typing import Any

from rest_framework import serializers

from annotation.statistics.facts import SCALES
from annotation.statistics.files import Part
from annotation.statistics.screening import SCREENED, VERSIONS, Reason
from annotation.statistics.tables import Grouping, NoInterval
from catalog.api import LanguageField
from common.api import IntervalSerializer

REASONS = [(reason.value, reason.value) for reason in Reason]


class SelectionSerializer(serializers.Serializer[dict[str, Any]]):
    """Which votes."""

    language = LanguageField(required=False)
    engine = serializers.CharField(required=False, max_length=60)
    voice = serializers.CharField(required=False, max_length=60)
    campaign = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    replaced = serializers.BooleanField(
        required=False, help_text="Also votes on recordings that were replaced."
    )


class StatisticsQuerySerializer(SelectionSerializer):
    by = serializers.ChoiceField(list(Grouping), default=Grouping.LANGUAGE)
    rules = serializers.ChoiceField(
        sorted(VERSIONS),
        default=SCREENED.version,
        help_text="Version of the screening rules; 0 counts every vote.",
    )


class ScaleSummarySerializer(serializers.Serializer[Any]):
    mean = serializers.FloatField(allow_null=True, help_text="1-5")
    deviation = serializers.FloatField(allow_null=True)
    interval = IntervalSerializer(
        allow_null=True, help_text="95%, clustered by rater and item; not cut off at 1 and 5."
    )
    no_interval = serializers.ChoiceField(
        list(NoInterval), allow_null=True, help_text="Why there is none."
    )
    alpha = serializers.FloatField(allow_null=True, help_text="Krippendorff's, ordinal.")
    histogram = serializers.ListField(
        child=serializers.IntegerField(), help_text="Votes by score, 1 to 5."
    )


class ExcludedSerializer(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(REASONS)
    votes = serializers.IntegerField()


class PaperOpinionSerializer(serializers.Serializer[Any]):
    engine = serializers.CharField()
    naturalness = serializers.FloatField()
    understood = serializers.FloatField()


class StatisticsRowSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    engine = serializers.CharField(help_text="Empty where rows are by language.")
    voice = serializers.CharField(help_text="Empty unless rows are by voice.")
    votes = serializers.IntegerField(help_text="that count")
    elsewhere = serializers.IntegerField(
        help_text="of these given in Label Studio, where nothing proves that a clip was heard"
    )
    raters = serializers.IntegerField()
    items = serializers.IntegerField()
    naturalness = ScaleSummarySerializer()
    understood = ScaleSummarySerializer()
    excluded = ExcludedSerializer(many=True)
    paper = PaperOpinionSerializer(allow_null=True, help_text="The paper's Table 2.")


class WidthsSerializer(serializers.Serializer[Any]):
    naturalness = serializers.FloatField(allow_null=True)
    understood = serializers.FloatField(allow_null=True)


class NeedsSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    given = serializers.IntegerField(help_text="Votes on current recordings.")
    counting = serializers.IntegerField()
    needed = serializers.IntegerField(help_text="More, that open campaigns wait for.")
    widths = WidthsSerializer(help_text="Of the 95% interval to expect then.")
    measured = serializers.BooleanField(
        help_text="From how raters differ here; else from typical variances."
    )


class StatisticsSerializer(serializers.Serializer[Any]):
    rules_version = serializers.IntegerField(help_text="Of the screening; 0 is none.")
    votes = serializers.IntegerField(help_text="All that were given.")
    excluded = ExcludedSerializer(many=True)
    rows = StatisticsRowSerializer(many=True)
    needs = NeedsSerializer(
        many=True, help_text="By language; not where a campaign or replaced recordings are asked."
    )


class StatisticsFileQuerySerializer(StatisticsQuerySerializer):
    part = serializers.ChoiceField(list(Part), default=Part.TABLE)


class PlanQuerySerializer(serializers.Serializer[dict[str, Any]]):
    language = LanguageField(required=False, help_text="Whose votes tell how raters differ.")
    scale = serializers.ChoiceField(SCALES, default="naturalness")
    width = serializers.FloatField(min_value=0.01, max_value=4, help_text="of the 95% interval")
    raters = serializers.IntegerField(min_value=2, max_value=1_000)
    items = serializers.IntegerField(min_value=2, max_value=1_000_000)


class VotePlanSerializer(serializers.Serializer[Any]):
    votes_per_item = serializers.IntegerField()
    votes = serializers.IntegerField()
    width = serializers.FloatField(help_text="to expect")


class ForecastSerializer(serializers.Serializer[Any]):
    measured = serializers.BooleanField(
        help_text="From this dataset's votes; else from typical variances."
    )
    plan = VotePlanSerializer(
        allow_null=True, help_text="Null: more raters or items are needed, not more votes."
    )
