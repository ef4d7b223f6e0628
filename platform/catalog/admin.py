from collections.abc import Sequence

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from catalog.models import Dataset, Membership
from catalog.services import find_contents


class MembershipInline(admin.TabularInline[Membership, Dataset]):
    model = Membership
    autocomplete_fields = ("user",)
    extra = 1


@admin.register(Dataset)
class DatasetAdmin(admin.ModelAdmin[Dataset]):
    list_display = ("slug", "name", "licence", "created_by", "created_at")
    search_fields = ("slug", "name")
    inlines = (MembershipInline,)

    def get_deleted_objects(
        self, objs: Sequence[Dataset] | QuerySet[Dataset], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Refused at once for what holds anything, before millions of rows are read to be told."""
        held = [
            f"{dataset}: {', '.join(contents)}. What people made and said is kept; only a dataset"
            " that nothing was put into can be deleted."
            for dataset in objs
            if (contents := find_contents(dataset))
        ]
        return ([], {}, set(), held) if held else super().get_deleted_objects(objs, request)
