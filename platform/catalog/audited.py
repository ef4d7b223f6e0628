"""What managers see the history of."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Least

from catalog.history import Audited
from catalog.models import Dataset

_MEMBER_EVENTS = apps.get_model("catalog", "MembershipEvent")


def tokens_that_reach(dataset: Dataset) -> Q:
    """Those still open when their person was let in; others say what they did elsewhere."""
    ended = Least(OuterRef("pgh_obj__expires_at"), OuterRef("pgh_obj__revoked_at"))
    let_in = _MEMBER_EVENTS._default_manager.filter(  # noqa: SLF001 - Django's own
        dataset=dataset.pk, user=OuterRef("user"), pgh_label="insert", pgh_created_at__lt=ended
    )
    return Q(Exists(let_in))


PERSON = Audited(
    name="person",
    events=apps.get_model("accounts", "UserEvent"),
    dataset="pgh_obj__memberships__dataset",
    title=lambda event: str(event.username),
    hidden=frozenset({"first_name", "last_name", "email", "date_joined"}),
)
TOKEN = Audited(
    name="token",
    events=apps.get_model("accounts", "ApiTokenEvent"),
    dataset="user__memberships__dataset",
    concerns=tokens_that_reach,
    title=lambda event: f"{event.user.username}: {event.name}",
    hidden=frozenset({"user", "name", "created_at"}),
    told=("scopes", "expires_at"),
    related=("user",),
)
MEMBER = Audited(
    name="member",
    events=_MEMBER_EVENTS,
    title=lambda event: str(event.user.username),
    hidden=frozenset({"user"}),
    related=("user",),
)
DATASET = Audited(
    name="dataset",
    events=apps.get_model("catalog", "DatasetEvent"),
    dataset="pgh_obj",
    hidden=frozenset({"slug", "created_by", "created_at"}),
)
AUDITED = (PERSON, TOKEN, MEMBER, DATASET)
