"""The dataset: root of everything a team works on, and who may work on it."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accounts.models import User
from accounts.validators import validate_languages


class DatasetQuerySet(models.QuerySet["Dataset"]):
    def visible_to(self, user: User) -> "DatasetQuerySet":
        """All for an administrator, else those the person is a member of."""
        return self if user.is_admin else self.filter(memberships__user=user)


@pghistory.track()
class Dataset(models.Model):
    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True, max_length=4000)
    licence = models.CharField(max_length=60, blank=True)
    languages = ArrayField(models.CharField(max_length=3), validators=[validate_languages])
    # Split sizes after the paper, section 3.3: the bench lies within test.
    dev_size = models.PositiveIntegerField(default=2000, validators=[MinValueValidator(1)])
    test_size = models.PositiveIntegerField(default=1000, validators=[MinValueValidator(1)])
    bench_size = models.PositiveIntegerField(default=200, validators=[MinValueValidator(1)])
    split_seed = models.PositiveIntegerField(default=1)
    # Who speaks an item is drawn by this seed; no voice of the library may speak a greater share.
    voice_seed = models.PositiveIntegerField(default=1)
    voice_share_cap = models.FloatField(
        default=0.2, validators=[MinValueValidator(0.001), MaxValueValidator(1)]
    )
    # The engine by language, where it isn't the one that needs nothing; and for the bench,
    # where that is judged with speech of an engine that nothing was trained on.
    synthesizers = models.JSONField(default=dict, blank=True)
    bench_synthesizers = models.JSONField(default=dict, blank=True)
    # From then on sizes and seed say how the splits were made, so they stay.
    splits_drawn_at = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DatasetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(bench_size__lte=models.F("test_size")),
                name="bench_lies_within_test",
                violation_error_message="The bench lies within test, so it can't be larger.",
            )
        ]

    def __str__(self) -> str:
        return self.slug


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Membership(models.Model):
    """Lets a person into a dataset; what they may do there is their role."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dataset", "user"], name="one_membership_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.dataset}"
