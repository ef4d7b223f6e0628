from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "catalog"

    def ready(self) -> None:
        from catalog.audited import AUDITED
        from catalog.history import register

        register(*AUDITED)
