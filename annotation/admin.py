from django.contrib import admin

from annotation.models import Campaign


@admin.register(Campaign)
class CampaignAdmin(admin.ModelAdmin[Campaign]):
    """For looking: campaigns are opened and closed in the console, which keeps the rules."""

    list_display = ("id", "dataset", "kind", "name", "state", "votes_per_item", "created_at")
    list_filter = ("state", "kind", "dataset")

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_change_permission(self, request: object, obj: Campaign | None = None) -> bool:
        return False

    def has_delete_permission(self, request: object, obj: Campaign | None = None) -> bool:
        return False
