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


MANAGING = frozenset({Role.ADMIN, Role.MANAGER})
# A rater must stay blind: no list of items, no scores of others.
READING = frozenset({Role.ADMIN, Role.MANAGER, Role.RESEARCHER})
RATING = frozenset({Role.ADMIN, Role.MANAGER, Role.RATER})
