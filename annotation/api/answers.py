"""The answers behind the numbers of the dashboards, in pages."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, generics
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.permissions import ReadsItems, person
from annotation.api.raters_shapes import AnswersQuerySerializer, GivenAnswerSerializer
from annotation.enums import CampaignKind
from annotation.models import Rating
from annotation.statistics.answer_lists import (
    AnswerFilter,
    Excluded,
    describe_answers,
    list_answers,
)
from annotation.statistics.screening import VERSIONS
from catalog.api import visible_dataset
from common.api import NewestFirstPagination


class AnswersView(generics.GenericAPIView[Any]):
    """Standing answers of one kind, newest first. A vote says why it doesn't count.

    Raters are named to managers alone, and only they may ask for one rater's.
    """

    queryset = Rating.objects.none()
    serializer_class = GivenAnswerSerializer
    permission_classes = [ReadsItems]
    pagination_class = NewestFirstPagination

    @extend_schema(
        parameters=[AnswersQuerySerializer], responses={200: GivenAnswerSerializer(many=True)}
    )
    def get(self, request: Request, slug: str) -> Response:
        dataset = visible_dataset(request, slug)
        sent = AnswersQuerySerializer(data=request.query_params)
        sent.is_valid(raise_exception=True)
        asked: dict[str, Any] = dict(sent.validated_data)
        rules = VERSIONS[asked.pop("rules")]
        wanted = AnswerFilter(**{**asked, "kind": CampaignKind(asked["kind"])})
        named = person(request).manages
        if wanted.rater is not None and not named:
            raise exceptions.PermissionDenied("Only a manager may ask for one rater's answers.")
        is_vote = wanted.kind == CampaignKind.LISTENING
        excluded = Excluded.read(dataset, rules, wanted.language) if is_vote else Excluded({}, {})
        page: Any = self.paginate_queryset(list_answers(dataset, wanted, excluded))
        rows = describe_answers(page, excluded, named=named)
        return self.get_paginated_response(GivenAnswerSerializer(rows, many=True).data)
