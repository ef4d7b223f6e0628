from django.contrib import admin

from jobs.models import Job


@admin.register(Job)
class JobAdmin(admin.ModelAdmin[Job]):
    """For looking: jobs are started and cancelled in the console, which keeps the rules."""

    list_display = ("id", "dataset", "kind", "state", "units_total", "created_by", "created_at")
    list_filter = ("state", "kind", "dataset")

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_change_permission(self, request: object, obj: Job | None = None) -> bool:
        return False

    def has_delete_permission(self, request: object, obj: Job | None = None) -> bool:
        return False
