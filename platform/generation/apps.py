from django.apps import AppConfig


class GenerationConfig(AppConfig):
    name = "generation"

    def ready(self) -> None:
        from generation.kinds import CHECK, SYNTHESIZE, TRANSLATE
        from jobs.kinds import register

        for kind in (TRANSLATE, SYNTHESIZE, CHECK):
            register(kind)
