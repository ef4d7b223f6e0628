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
        token = Audited(
            name="token",
            events=apps.get_model("accounts", "ApiTokenEvent"),
            dataset="user__memberships__dataset",
            title=lambda event: f"{event.user.username}: {event.name}",
            hidden=frozenset({"user", "name", "created_at"}),
            told=("scopes", "expires_at"),
            related=("user",),
        )
        member = Audited(
            name="member",
            events=apps.get_model("catalog", "MembershipEvent"),
            title=lambda event: str(event.user.username),
            hidden=frozenset({"user"}),
            related=("user",),
        )
        dataset = Audited(
            name="dataset",
            events=apps.get_model("catalog", "DatasetEvent"),
            dataset="pgh_obj",
            hidden=frozenset({"slug", "created_by", "created_at"}),
        )
        register(person, token, member, dataset)
