"""Items, their translations and recordings, and the translation memory.

What machines write here is append-only: a new version becomes current, the old one stays.
"""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5, Upper

from accounts.models import User
from catalog.models import Dataset
from corpus.enums import MemoryOrigin, Origin, Perceived, Split
from jobs.models import Job


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


class Translation(models.Model):
    """An item's text in one language; the English one is the source itself."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=3)
    question = models.TextField()
    answer = models.TextField()
    origin = models.CharField(max_length=8, choices=Origin)
    engine = models.CharField(max_length=60)
    engine_version = models.CharField(max_length=60, blank=True)
    parameters = models.JSONField(default=dict)
    score = models.FloatField(null=True, help_text="0-1, how near the memory's source text was")
    licence = models.CharField(max_length=200, blank=True, help_text="SPDX expression")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 over what it was made from")
    job = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "language"],
                condition=Q(is_current=True),
                name="one_current_translation",
            )
        ]
        indexes = [
            models.Index(
                fields=["dataset", "language"],
                condition=Q(is_current=True),
                name="translation_current",
            ),
            # Asked when a job or a person is deleted. Imported texts have no job, and only
            # corrections an author: millions of rows that an index has no use for.
            models.Index(fields=["job"], condition=~Q(job=None), name="translation_job"),
            models.Index(fields=["author"], condition=~Q(author=None), name="translation_author"),
        ]

    def __str__(self) -> str:
        return f"{self.language} of {self.item_id}"


class RecordingQuerySet(models.QuerySet["Recording"]):
    def set_aside(self) -> "RecordingQuerySet":
        """Current ones of current texts that failed their checks in every attempt."""
        return self.filter(is_current=True, set_aside__isnull=False, translation__is_current=True)


class Recording(models.Model):
    """A spoken question. The audio lies in the store under its SHA-256; this is how it was made."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="+")
    translation = models.ForeignKey(
        Translation, on_delete=models.CASCADE, related_name="recordings"
    )
    language = models.CharField(max_length=3)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()
    duration_s = models.FloatField()
    sample_rate = models.PositiveIntegerField(help_text="Hz")
    loudness_lufs = models.FloatField(null=True, help_text="ITU-R BS.1770; none under 0.4 s")
    peak = models.FloatField(help_text="0-1 of full scale")
    clipped_share = models.FloatField()
    leading_silence_s = models.FloatField()
    trailing_silence_s = models.FloatField()
    silent_share = models.FloatField()
    engine = models.CharField(max_length=60)
    engine_version = models.CharField(max_length=60)
    voice = models.CharField(max_length=60)
    parameters = models.JSONField(default=dict)
    licence = models.CharField(max_length=200, blank=True, help_text="SPDX expression")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 over what it was made from")
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    seed = models.BigIntegerField(null=True, help_text="none where the engine knows no chance")
    attempt = models.PositiveSmallIntegerField(default=1, db_default=1)
    # None: fit for use. Else the checks that its best attempt still fails; nobody is asked
    # about it, and no release has it.
    set_aside = ArrayField(models.CharField(max_length=60), null=True)
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RecordingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation"], condition=Q(is_current=True), name="one_current_recording"
            )
        ]
        indexes = [
            models.Index(
                fields=["dataset", "language"],
                condition=Q(is_current=True),
                name="recording_current",
            ),
            models.Index(
                fields=["dataset", "language"],
                condition=Q(is_current=True, set_aside__isnull=False),
                name="recording_set_aside",
            ),
            # Not by db_index, which would add a second one for LIKE: 1 GB at the paper's size.
            models.Index(fields=["sha256"], name="recording_sha256"),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class VoiceQuerySet(models.QuerySet["Voice"]):
    def visible_to(self, user: User) -> "VoiceQuerySet":
        return self.filter(dataset__in=Dataset.objects.visible_to(user))

    def drawable(self) -> "VoiceQuerySet":
        """That recordings made from now on may speak with."""
        return self.filter(retired_at=None)


@pghistory.track()
class Voice(models.Model):
    """A person's speech that an engine which clones voices speaks with.

    The clip lies in the audio store as mono FLAC. It stays as it was imported: recordings name
    the voice, and another clip is another voice.
    """

    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="voices", db_index=False
    )  # one_voice_per_name begins with it
    name = models.CharField(max_length=60)
    perceived = models.CharField(max_length=12, choices=Perceived, default=Perceived.UNSPECIFIED)
    source = models.CharField(max_length=120, blank=True, help_text="for example LibriVox")
    source_url = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=60, help_text="of the clip; SPDX where there is one")
    reader = models.CharField(max_length=120, blank=True, help_text="who speaks, as credited")
    sha256 = models.CharField(max_length=64, help_text="of the FLAC in the audio store")
    size_bytes = models.PositiveIntegerField()
    duration_s = models.FloatField()
    sample_rate = models.PositiveIntegerField(help_text="Hz")
    loudness_lufs = models.FloatField(help_text="ITU-R BS.1770")
    snr_db = models.FloatField(help_text="speech over background, an estimate")
    held_out = models.BooleanField(default=False, help_text="speaks only items of the bench")
    retired_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dataset", "name"], name="one_voice_per_name"),
            models.UniqueConstraint(fields=["dataset", "sha256"], name="one_voice_per_clip"),
        ]
        indexes = [models.Index(fields=["sha256"], name="voice_sha256")]

    def __str__(self) -> str:
        return self.name

    @property
    def retired(self) -> bool:
        return self.retired_at is not None


class MemoryEntry(models.Model):
    """A text and its translation by people. ``item_key`` ties it to the pair it came from.

    Segments of a translation memory that belong to no pair have neither ``item_key`` nor
    ``field``. A correction stands beside the imported text and is preferred, so that it can be
    undone.
    """

    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="memory", db_index=False
    )  # memory_exact begins with it
    language = models.CharField(max_length=3)
    item_key = models.CharField(max_length=200, blank=True)
    field = models.CharField(max_length=8, blank=True)
    source_text = models.TextField()
    target_text = models.TextField()
    origin = models.CharField(max_length=10, choices=MemoryOrigin)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "language", "item_key", "field", "origin"],
                condition=~Q(item_key=""),
                name="one_memory_per_text",
            ),
            models.UniqueConstraint(
                "dataset",
                "language",
                MD5("source_text"),
                condition=Q(item_key=""),
                name="one_memory_per_segment",
            ),
        ]
        indexes = [
            models.Index("dataset", "language", MD5("source_text"), name="memory_exact"),
            # Dataset and language are in it too: likeness is measured within them only.
            GinIndex(
                F("dataset"),
                F("language"),
                OpClass(F("source_text"), "gin_trgm_ops"),
                name="memory_near",
            ),
        ]

    def __str__(self) -> str:
        return self.source_text[:60]


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, user: User) -> "ImportRunQuerySet":
        return self.filter(dataset__in=Dataset.objects.visible_to(user))

    def with_same_before(self) -> "ImportRunQuerySet":
        """Adds ``same_before_at``: when the same bytes came into the dataset last, before this."""
        same = ImportRun.objects.filter(
            dataset=models.OuterRef("dataset"), sha256=models.OuterRef("sha256")
        )
        earlier = same.filter(pk__lt=models.OuterRef("pk")).order_by("-pk")
        return self.annotate(same_before_at=models.Subquery(earlier.values("created_at")[:1]))


class ImportRun(models.Model):
    """One file that was read: what landed, and what was kept out and why."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="imports")
    filename = models.CharField(max_length=255)
    format = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    rows_read = models.PositiveIntegerField(default=0)
    items_added = models.PositiveIntegerField(default=0)
    items_unchanged = models.PositiveIntegerField(default=0)
    memory_added = models.PositiveIntegerField(default=0)
    recordings_added = models.PositiveIntegerField(default=0)
    by_source = models.JSONField(
        default=dict, help_text="English pairs by source, as {slug: {read, added}}"
    )
    rejected = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ImportRunQuerySet.as_manager()

    def __str__(self) -> str:
        return self.filename


class RejectedRow(models.Model):
    """A row kept out of the corpus. ``excerpt`` is its escaped text, so that nothing is lost."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rejects")
    place = models.CharField(max_length=200, help_text="line of the file, or path in its JSON")
    field = models.CharField(max_length=60, blank=True)
    reason = models.TextField()
    excerpt = models.TextField()

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class NearDuplicate(models.Model):
    """An item that says nearly the same, in one language, as one held out for judging.

    Found in English when splits are drawn; in other languages after translation.
    """

    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="near_duplicates", db_index=False
    )  # one_near_duplicate begins with it
    held_out = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=3)
    similarity = models.FloatField(help_text="Jaccard similarity of character 5-grams, 0-1")
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "language", "held_out", "other"], name="one_near_duplicate"
            )
        ]

    def __str__(self) -> str:
        return f"{self.other_id} is like {self.held_out_id}"


class StorageReport(models.Model):
    """What a comparison of recordings with the audio store found. Names are SHA-256."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="storage_reports")
    missing = models.PositiveIntegerField(help_text="recordings of the dataset without an object")
    damaged = models.PositiveIntegerField(help_text="recordings whose object has another size")
    orphans = models.PositiveIntegerField(help_text="objects that no recording of any dataset has")
    missing_names = ArrayField(models.CharField(max_length=64), help_text="the first 1,000")
    damaged_names = ArrayField(models.CharField(max_length=64), help_text="the first 1,000")
    orphan_names = ArrayField(models.CharField(max_length=64), help_text="the first 1,000")
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.missing} missing, {self.damaged} damaged, {self.orphans} orphans"
