"""What managers see the history of."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Least

from catalog.history import Audited
from catalog.models import Dataset

_MEMBER_EVENTS = apps.get_model("catalog", "MembershipEvent")


def tokens_that_reach(dataset: Dataset) -> Q:
    """Those open at a time when their person was a member; others say what they did elsewhere."""
    events = _MEMBER_EVENTS._default_manager.filter(dataset=dataset.pk)  # noqa: SLF001 - Django's own
    left_before = events.filter(
        pgh_label="delete",
        pgh_obj_id=OuterRef("pgh_obj_id"),
        pgh_created_at__lt=OuterRef(OuterRef("pgh_obj__created_at")),
    )
    ended = Least(OuterRef("pgh_obj__expires_at"), OuterRef("pgh_obj__revoked_at"))
    let_in = events.filter(pgh_label="insert", user=OuterRef("user"), pgh_created_at__lt=ended)
    return Q(Exists(let_in.exclude(Exists(left_before))))


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
