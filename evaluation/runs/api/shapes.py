"""What benchmarks, their scores and their answers look like over REST."""

from typing import Any

from rest_framework import serializers

from engines.protocols import Task
from evaluation.judges import Order, Outcome, Protocol, Verdict
from evaluation.metrics.contamination import Kind
from evaluation.runs.models import Benchmark, Score
from jobs.api import MoneyField


class MatchSerializer(serializers.Serializer[Any]):
    key = serializers.CharField(help_text="in the benchmark")
    train_id = serializers.CharField()
    kind = serializers.ChoiceField([kind.value for kind in Kind])
    similarity = serializers.FloatField()


class MatchesSerializer(serializers.Serializer[Any]):
    """Questions of a benchmark that a training split has already, in one language."""

    questions = serializers.IntegerField()
    exact = serializers.IntegerField(help_text="the same once normalized")
    near = serializers.IntegerField(help_text="nearly the same: MinHash, Jaccard at least 0.8")
    audio = serializers.IntegerField(help_text="clips whose very bytes are in training")
    met = serializers.IntegerField(help_text="in any of these ways")
    matches = MatchSerializer(many=True, help_text="The first ones.")


class BenchmarkSerializer(serializers.ModelSerializer[Benchmark]):
    task = serializers.ChoiceField([task.value for task in Task])
    release = serializers.CharField(source="release.name", default=None, allow_null=True)
    languages = serializers.ListField(child=serializers.CharField())
    left_out = serializers.DictField(child=serializers.IntegerField())
    contamination = serializers.DictField(child=MatchesSerializer())
    definition = serializers.DictField(help_text="the suite as it was, and the items' source")

    class Meta:
        model = Benchmark
        fields = [
            "name", "suite", "task", "release", "languages", "items_total", "left_out",
            "contamination", "definition", "manifest", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


class ScoreSerializer(serializers.ModelSerializer[Score]):
    language = serializers.CharField(help_text="empty: over all")
    target = serializers.CharField(help_text="of the answer, where it is another; else empty")
    value = serializers.FloatField(allow_null=True, help_text="null: nothing to measure")
    low = serializers.FloatField(allow_null=True, help_text="of the 95% interval")
    high = serializers.FloatField(allow_null=True)
    details = serializers.DictField(child=serializers.FloatField(allow_null=True))

    class Meta:
        model = Score
        fields = [
            "metric", "language", "target", "value", "low", "high", "items", "signature", "details",
        ]  # fmt: skip
        read_only_fields = fields


class StandingSerializer(serializers.Serializer[Any]):
    system = serializers.CharField(source="evaluation.system.name")
    engine = serializers.CharField(source="evaluation.system.engine")
    supported = serializers.ListField(
        child=serializers.CharField(), source="evaluation.system.languages"
    )
    answered = serializers.IntegerField()
    is_scored = serializers.BooleanField(help_text="the scores hold all answers that are there")
    scores = ScoreSerializer(many=True)


class ComparisonSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="comparison.pk")
    system = serializers.CharField(source="comparison.evaluation.system.name")
    baseline = serializers.CharField(source="comparison.baseline.system.name")
    judge = serializers.CharField(source="comparison.judge")
    prompt_version = serializers.CharField(source="comparison.prompt_version")
    protocol = serializers.ChoiceField(
        [protocol.value for protocol in Protocol], source="comparison.protocol"
    )
    seed = serializers.IntegerField(source="comparison.seed")
    calls = serializers.IntegerField()
    cost = MoneyField()
    is_scored = serializers.BooleanField(help_text="the scores hold all judgements there are")
    scores = ScoreSerializer(many=True)


class LeaderboardSerializer(serializers.Serializer[Any]):
    benchmark = BenchmarkSerializer()
    systems = StandingSerializer(many=True)
    comparisons = ComparisonSerializer(many=True)


class AnswerSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    heard = serializers.CharField(allow_null=True, help_text="what a cascade wrote down")
    guessed_language = serializers.CharField(help_text="empty where nobody could tell")


class MessageSerializer(serializers.Serializer[Any]):
    role = serializers.CharField()
    content = serializers.CharField()


class JudgementSerializer(serializers.Serializer[Any]):
    """One call of a judge, to the letter."""

    order = serializers.ChoiceField([order.value for order in Order])
    verdict = serializers.ChoiceField(
        [verdict.value for verdict in Verdict], allow_blank=True, help_text="empty: unreadable"
    )
    reason = serializers.CharField()
    reply = serializers.CharField()
    messages = MessageSerializer(many=True)
    input_tokens = serializers.IntegerField()
    output_tokens = serializers.IntegerField()


class PeopleVotesSerializer(serializers.Serializer[Any]):
    win = serializers.IntegerField()
    tie = serializers.IntegerField()
    loss = serializers.IntegerField()


class ComparedItemSerializer(serializers.Serializer[Any]):
    """One question with two answers, and what the judge said of them."""

    id = serializers.IntegerField()
    key = serializers.CharField()
    language = serializers.CharField()
    question = serializers.CharField()
    reference = serializers.CharField()
    audio = serializers.CharField(help_text="permanent address of the clip")
    seconds = serializers.FloatField()
    outcome = serializers.ChoiceField(
        [outcome.value for outcome in Outcome],
        allow_null=True,
        help_text="null: not judged in all orders yet, or unreadable",
    )
    flipped = serializers.BooleanField()
    people = PeopleVotesSerializer(help_text="Standing votes, whatever the pair was drawn by.")
    system = AnswerSerializer(allow_null=True)
    baseline = AnswerSerializer(allow_null=True)
    judgements = JudgementSerializer(many=True)


class SystemAnswerSerializer(AnswerSerializer):
    """What one system said to an item."""

    system = serializers.CharField()


class AskedItemSerializer(serializers.Serializer[Any]):
    """One item of a benchmark, with what is right and what each system said."""

    id = serializers.IntegerField()
    key = serializers.CharField()
    language = serializers.CharField()
    target = serializers.CharField(help_text="in which the answer is wanted")
    question = serializers.CharField(help_text="what the clip says; empty where nobody wrote it")
    given = serializers.DictField(
        child=serializers.CharField(),
        help_text="what the prompt names of it, by name: a passage (context), a keyword",
    )
    reference = serializers.CharField(help_text="what is right; of passages one answer a line")
    audio = serializers.CharField(help_text="permanent address of the clip")
    seconds = serializers.FloatField()
    answers = SystemAnswerSerializer(many=True, help_text="Of the systems that gave one.")
