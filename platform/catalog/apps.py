from django.apps import AppConfig, apps


class CatalogConfig(AppConfig):
    name = "catalog"

    def ready(self) -> None:
        from catalog.history import Audited, register

        person = Audited(
            name="person",
            events=apps.get_model("accounts", "UserEvent"),
            dataset="pgh_obj__memberships__dataset",
            title=lambda event: str(event.username),
            hidden=frozenset({"first_name", "last_name", "email", "date_joined"}),
        )
        member = Audited(
            name="member",
            events=apps.get_model("catalog", "MembershipEvent"),
            title=lambda event: str(event.user.username),
            related=("user",),
        )
        dataset = Audited(
            name="dataset", events=apps.get_model("catalog", "DatasetEvent"), dataset="pgh_obj"
        )
        for audited in (person, member, dataset):
            register(audited)
