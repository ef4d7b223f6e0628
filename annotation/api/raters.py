"""How raters work and vote, for managers."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from accounts.permissions import Manages
from annotation.api.raters_shapes import RatersQuerySerializer, RatersSerializer
from annotation.staffing import find_language_shortfalls
from annotation.statistics.keeping import read_figures
from annotation.statistics.rater_figures import RATERS
from annotation.statistics.screening import SCREENED
from annotation.statistics.work_done import SECONDS, count_by_day
from catalog.api import visible_dataset
from catalog.models import Dataset
from common.api import ErrorSerializer


class RatersView(APIView):
    """Activity by day, each rater's work and agreement, and who is missing where."""

    permission_classes = [Manages]

    @extend_schema(
        parameters=[RatersQuerySerializer],
        responses={200: RatersSerializer, 400: ErrorSerializer},
    )
    def get(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        asked = _asked(request, RatersQuerySerializer)
        return Response(describe_raters_at_work(dataset, **asked))


def _asked(request: Request, kind: type[serializers.Serializer[dict[str, Any]]]) -> dict[str, Any]:
    sent = kind(data=request.query_params)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


def describe_raters_at_work(
    dataset: Dataset, *, language: str = "", rater: int | None = None
) -> dict[str, Any]:
    """As `RatersSerializer` says, which hundreds of rows need not go through once more."""
    figures = read_figures(dataset, RATERS, [language] if language else [])
    rows = [
        row
        for content in figures.values()
        for row in content["raters"]
        if rater in {None, row["rater"]}
    ]
    names = dict(
        User.objects.filter(pk__in={row["rater"] for row in rows}).values_list("pk", "username")
    )
    days = (
        {code: content["days"] for code, content in figures.items()}
        if rater is None
        else count_by_day(dataset, list(figures), rater)
    )
    waiting = {code: content["waiting"] for code, content in figures.items()}
    return {
        "rules_version": SCREENED.version,
        "seconds": list(SECONDS),
        "raters": [{**row, "name": names.get(row["rater"], "")} for row in rows],
        "days": _sum_days(days.values()),
        "shortfalls": [asdict(each) for each in find_language_shortfalls(dataset, waiting)],
    }


def _sum_days(by_language: Any) -> list[dict[str, Any]]:
    sums: dict[tuple[str, str], int] = {}
    for rows in by_language:
        for row in rows:
            place = (row["day"], row["kind"])
            sums[place] = sums.get(place, 0) + row["answers"]
    return [
        {"day": day, "kind": kind, "answers": answers}
        for (day, kind), answers in sorted(sums.items())
    ]
