"""What is asked of raters' work and answers, and what comes back, over REST."""

from typing import Any

from rest_framework import serializers

from annotation.api.statistics_shapes import REASONS, ExcludedSerializer
from annotation.enums import CampaignKind, Preferred, Verdict
from annotation.statistics.screening import SCREENED, VERSIONS, Reason
from catalog.api import LanguageField

COUNTS = ("yes", "no")


class RatersQuerySerializer(serializers.Serializer[dict[str, Any]]):
    language = LanguageField(required=False)
    rater = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class LeniencySerializer(serializers.Serializer[Any]):
    offset = serializers.FloatField(help_text="Points above the others on the same recordings.")
    items = serializers.IntegerField()


class GoldAgreementSerializer(serializers.Serializer[Any]):
    votes = serializers.IntegerField()
    exact = serializers.FloatField()
    near = serializers.FloatField(help_text="Share at most one point off.")
    bias = serializers.FloatField()


class OfScalesSerializer(serializers.Serializer[Any]):
    naturalness = LeniencySerializer(allow_null=True)
    understood = LeniencySerializer(allow_null=True)


class GoldOfScalesSerializer(serializers.Serializer[Any]):
    naturalness = GoldAgreementSerializer(allow_null=True)
    understood = GoldAgreementSerializer(allow_null=True)


class AlphaOfScalesSerializer(serializers.Serializer[Any]):
    naturalness = serializers.FloatField(allow_null=True)
    understood = serializers.FloatField(allow_null=True)


class VotingSerializer(serializers.Serializer[Any]):
    """Votes on current recordings, under the screening rules."""

    votes = serializers.IntegerField(help_text="that count")
    excluded = ExcludedSerializer(many=True)
    leniency = OfScalesSerializer()
    gold = GoldOfScalesSerializer()
    alpha = AlphaOfScalesSerializer(
        help_text="Krippendorff's, with all who heard the same recordings, on these alone."
    )
    thinking_s = serializers.FloatField(help_text="Median from the clip's end to sending.")
    hidden_s = serializers.FloatField()


class RaterWorkSerializer(serializers.Serializer[Any]):
    """All standing answers of one kind, but those to traps and gold."""

    kind = serializers.ChoiceField(CampaignKind.choices)
    answers = serializers.IntegerField()
    median_s = serializers.FloatField(help_text="From opening to sending.")
    seconds = serializers.ListField(
        child=serializers.IntegerField(), help_text="Answers by time, in the columns of `seconds`."
    )
    last_at = serializers.DateTimeField()
    disputed = serializers.IntegerField(help_text="Corrections that another native disagreed with.")


class RaterAtWorkSerializer(serializers.Serializer[Any]):
    """One rater in one language."""

    rater = serializers.IntegerField()
    name = serializers.CharField()
    language = serializers.CharField()
    work = RaterWorkSerializer(many=True)
    voting = VotingSerializer(allow_null=True, help_text="Null without votes.")


class DaySerializer(serializers.Serializer[Any]):
    day = serializers.DateField(help_text="UTC")
    kind = serializers.ChoiceField(CampaignKind.choices)
    answers = serializers.IntegerField()


class LanguageShortfallSerializer(serializers.Serializer[Any]):
    campaign = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(CampaignKind.choices)
    language = serializers.CharField()
    tasks = serializers.IntegerField(help_text="that want more answers")
    answers = serializers.IntegerField(help_text="that are missing")
    raters = serializers.IntegerField(help_text="Members of the dataset who speak it.")
    raters_able = serializers.IntegerField(help_text="Of these, those who passed the trial.")
    raters_missing = serializers.IntegerField(help_text="So many more are needed at least.")


class RatersSerializer(serializers.Serializer[Any]):
    rules_version = serializers.IntegerField(help_text="Of the screening.")
    seconds = serializers.ListField(
        child=serializers.IntegerField(), help_text="Ends of the columns of times; then one more."
    )
    raters = RaterAtWorkSerializer(many=True)
    days = DaySerializer(many=True)
    shortfalls = LanguageShortfallSerializer(many=True, help_text="The largest first.")


class AnswersQuerySerializer(serializers.Serializer[dict[str, Any]]):
    kind = serializers.ChoiceField(list(CampaignKind.values), default=CampaignKind.LISTENING.value)
    language = LanguageField(required=False)
    rater = serializers.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, help_text="For managers alone."
    )
    engine = serializers.CharField(required=False, max_length=60)
    voice = serializers.CharField(required=False, max_length=60)
    naturalness = serializers.IntegerField(required=False, min_value=1, max_value=5)
    understood = serializers.IntegerField(required=False, min_value=1, max_value=5)
    day = serializers.DateField(required=False, help_text="On which it was given, UTC.")
    counts = serializers.ChoiceField(
        [*COUNTS, *Reason],
        required=False,
        help_text="Votes that count, that don't, or that one reason leaves out.",
    )
    rules = serializers.ChoiceField(sorted(VERSIONS), default=SCREENED.version)


class GivenAnswerSerializer(serializers.Serializer[Any]):
    """One answer as it was given; what its kind doesn't have is null or empty."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(CampaignKind.choices)
    language = serializers.CharField()
    campaign = serializers.IntegerField()
    item = serializers.IntegerField(allow_null=True)
    external_id = serializers.CharField(help_text="Of the item, or of the question of a pair.")
    engine = serializers.CharField()
    voice = serializers.CharField()
    naturalness = serializers.IntegerField(allow_null=True)
    understood = serializers.IntegerField(allow_null=True)
    verdict = serializers.ChoiceField(Verdict.choices, allow_null=True)
    choice = serializers.ChoiceField(Preferred.choices, allow_null=True)
    seconds = serializers.FloatField()
    given_at = serializers.DateTimeField()
    elsewhere = serializers.BooleanField(help_text="Given in Label Studio.")
    rater = serializers.IntegerField(allow_null=True, help_text="Only managers see it.")
    name = serializers.CharField(help_text="Only managers see it; else empty.")
    excluded_because = serializers.ChoiceField(
        REASONS, allow_null=True, help_text="Null: it counts, or is no vote."
    )
