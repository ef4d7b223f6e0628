"""English question-answer pairs and where they come from."""

import pghistory
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5, Upper

from catalog.models import Dataset
from corpus.enums import Split


@pghistory.track()
class Source(models.Model):
    """Where English pairs come from, within a dataset."""

    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="sources", db_index=False
    )  # one_source_per_slug begins with it
    slug = models.SlugField(max_length=60, db_index=False)
    name = models.CharField(max_length=120)
    # Raters are warned before they see a text of it, and may skip it without penalty.
    sensitive = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dataset", "slug"], name="one_source_per_slug")
        ]

    def __str__(self) -> str:
        return self.name


class ItemQuerySet(models.QuerySet["Item"]):
    def matching(self, text: str) -> "ItemQuerySet":
        """By a part of the question, whatever its case, or by the whole id."""
        return self.filter(Q(question__icontains=text) | Q(external_id=text))

    def in_split(self, split: str) -> "ItemQuerySet":
        """``bench`` is a part of test; the others are the stored splits."""
        return self.filter(in_bench=True) if split == "bench" else self.filter(split=split)


class Item(models.Model):
    """One English question-answer pair. Its identity in a dataset is ``external_id``."""

    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="items", db_index=False
    )  # one_item_per_external_id begins with it
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="items", db_index=False
    )  # item_source_walk begins with it
    external_id = models.CharField(max_length=200)
    question = models.TextField()
    answer = models.TextField()
    context = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64)
    split = models.CharField(max_length=10, choices=Split, default=Split.UNASSIGNED)
    in_bench = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "external_id"], name="one_item_per_external_id"
            ),
            models.CheckConstraint(
                condition=Q(in_bench=False) | Q(split=Split.TEST), name="bench_is_part_of_test"
            ),
        ]
        indexes = [
            # With the id: lists are walked in its order, past no item of another dataset or source.
            models.Index(fields=["dataset", "id"], name="item_walk"),
            models.Index(fields=["source", "id"], name="item_source_walk"),
            models.Index(fields=["dataset", "split", "id"], name="item_split"),
            models.Index(fields=["dataset", "id"], condition=Q(in_bench=True), name="item_bench"),
            # ILIKE compares in capitals. None on answers: it would double the time of an import.
            GinIndex(
                F("dataset"),
                OpClass(Upper("question"), "gin_trgm_ops"),
                name="item_question_trigrams",
            ),
            # Identical segments are found by these, to be translated once.
            models.Index("dataset", MD5("question"), name="item_same_question"),
            models.Index("dataset", MD5("answer"), name="item_same_answer"),
        ]

    def __str__(self) -> str:
        return self.external_id
