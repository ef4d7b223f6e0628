from django.contrib import admin

from catalog.models import Dataset, Membership


class MembershipInline(admin.TabularInline[Membership, Dataset]):
    model = Membership
    autocomplete_fields = ("user",)
    extra = 1


@admin.register(Dataset)
class DatasetAdmin(admin.ModelAdmin[Dataset]):
    list_display = ("slug", "name", "licence", "created_by", "created_at")
    search_fields = ("slug", "name")
    inlines = (MembershipInline,)
