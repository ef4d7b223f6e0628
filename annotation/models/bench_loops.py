"""The bench, corrected by natives and heard again: which two campaigns do it."""

import pghistory
from django.db import models

from annotation.models.campaigns import Campaign


@pghistory.track()
class BenchLoop(models.Model):
    """Languages, backend and dataset are those of ``correction``.

    ``listening`` comes with the first language that is corrected and voiced again; the others
    are added to it as they get there.
    """

    correction = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="bench_loop")
    listening = models.OneToOneField(
        Campaign, on_delete=models.CASCADE, null=True, related_name="bench_loop_heard"
    )
    votes_per_item = models.PositiveSmallIntegerField(default=2, help_text="on each recording")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"bench loop {self.pk}"
