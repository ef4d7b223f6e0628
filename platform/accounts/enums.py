from django.db.models import TextChoices


class Role(TextChoices):
    """What a person does here. What they may touch is decided by their dataset memberships."""

    ADMIN = "admin", "Administrator"
    MANAGER = "manager", "Manager"
    RATER = "rater", "Rater"
    RESEARCHER = "researcher", "Researcher"


MANAGING = frozenset({Role.ADMIN, Role.MANAGER})
# A rater must stay blind: no list of items, no scores of others.
READING = frozenset({Role.ADMIN, Role.MANAGER, Role.RESEARCHER})
RATING = frozenset({Role.ADMIN, Role.MANAGER, Role.RATER})
