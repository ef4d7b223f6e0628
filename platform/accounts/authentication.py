"""How a request says who sends it: a bearer token, or the browser's session."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication, exceptions
from rest_framework.request import Request

from accounts import services
from accounts.models import ApiToken, User
from accounts.throttles import WrongTokenThrottle


class TokenAuthentication(authentication.BaseAuthentication):
    keyword = "Bearer"

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != self.keyword.lower():
            return None
        digest = services.token_digest(key.strip())
        wrong = WrongTokenThrottle()
        wrong.refuse_guesser(request)
        token = ApiToken.objects.usable().select_related("user").filter(digest=digest).first()
        if token is None:
            wrong.note_wrong(request, digest)
            raise exceptions.AuthenticationFailed(
                "This token is unknown, expired or revoked. Make a new one in the console.",
                code="token_refused",
            )
        services.note_token_use(token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return self.keyword


class SessionAuthentication(authentication.SessionAuthentication):
    """Django's session with its CSRF check; answers 401, not 403, when there is none."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # its base is untyped
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # its base is untyped
    target_class = SessionAuthentication
    name = "session"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
