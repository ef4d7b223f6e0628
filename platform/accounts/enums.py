from django.db.models import TextChoices


class Role(TextChoices):
    """What a person does here. What they may touch is decided by their dataset memberships."""

    ADMIN = "admin", "Administrator"
    MANAGER = "manager", "Manager"
    RATER = "rater", "Rater"
    RESEARCHER = "researcher", "Researcher"


class Arrival(TextChoices):
    """How a person came to have an account."""

    HOUSE = "house", "Made by an administrator"
    INVITE = "invite", "By an invite link"
    PROLIFIC = "prolific", "From Prolific, for one study"


class Scope(TextChoices):
    """What a program may do with a token, as far as its owner may do it."""

    READ_RELEASES = "read_releases", "Read releases"
    READ_ITEMS = "read_items", "Read items"
    RATE = "rate", "Rate"
    MANAGE = "manage", "Manage"


MANAGING = frozenset({Role.ADMIN, Role.MANAGER})
# A rater must stay blind: no list of items, no scores of others.
READING = frozenset({Role.ADMIN, Role.MANAGER, Role.RESEARCHER})
RATING = frozenset({Role.ADMIN, Role.MANAGER, Role.RATER})

_READS = (Scope.READ_RELEASES, Scope.READ_ITEMS)
# What a token of such a person can be made for; more would open nothing.
SCOPES_OF: dict[Role, tuple[Scope, ...]] = {
    Role.ADMIN: tuple(Scope),
    Role.MANAGER: tuple(Scope),
    Role.RATER: (Scope.RATE,),
    Role.RESEARCHER: _READS,
}
