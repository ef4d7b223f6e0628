"""What managers see the history of."""

from django.apps import apps

from catalog.history import Audited

PUBLICATION = Audited(
    name="publication",
    events=apps.get_model("releases", "PublicationEvent"),
    dataset="release__dataset",
    title=lambda event: str(event.release.name),
    thing="release_id",
    within="release__name",
    hidden=frozenset({"release", "created_by", "created_at"}),
    related=("release",),
)
RELEASE = Audited(
    name="release",
    events=apps.get_model("releases", "ReleaseEvent"),
    within="name",
    hidden=frozenset({"name", "job", "created_by", "created_at"}),
    told=("override_reason", "notes", "previous", "rows", "manifest"),
)
EXPORT = Audited(
    name="export",
    events=apps.get_model("releases", "ExportEvent"),
    dataset="release__dataset",
    title=lambda event: str(event.release.name),
    within="release__name",
    hidden=frozenset({"release", "job", "created_by", "created_at"}),
    told=("format", "filters"),
    related=("release",),
)
AUDITED = (PUBLICATION, RELEASE, EXPORT)
