"""The studio's addresses, with one operation more: it knows who asks, and does nothing.

What a request costs before any work is done, in the same run and by the same servers.
"""

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import Rates
from config.urls import urlpatterns as studio_addresses


class NothingView(APIView):
    permission_classes = [Rates]

    def post(self, request: Request) -> Response:
        return Response({"sent": len(request.data)})


urlpatterns = [path("api/v1/bench-nothing/", NothingView.as_view()), *studio_addresses]
