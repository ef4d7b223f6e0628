from django.apps import AppConfig
from django.conf import settings


class GenerationConfig(AppConfig):
    name = "generation"

    def ready(self) -> None:
        import engines.settings
        from engines.settings import EngineSettings
        from generation.kinds import (
            CHECK,
            INSTRUCT,
            LISTEN,
            REGENERATE,
            RETRANSLATE,
            SYNTHESIZE,
            TRANSLATE,
        )
        from jobs.kinds import register

        engines.settings.configure(
            EngineSettings(
                checkpoints=settings.ENGINE_CHECKPOINTS,
                device=settings.ENGINE_DEVICE,
                endpoints=settings.ENGINE_ENDPOINTS,
                finetuned=settings.FINETUNED_FOLDER,
                worker_extras=frozenset(settings.WORKER_EXTRAS),
            )
        )
        making = (TRANSLATE, SYNTHESIZE, REGENERATE, RETRANSLATE, INSTRUCT)
        for kind in (*making, CHECK, LISTEN):
            register(kind)
