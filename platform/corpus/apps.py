from django.apps import AppConfig, apps


class CorpusConfig(AppConfig):
    name = "corpus"

    def ready(self) -> None:
        from catalog.history import Audited
        from catalog.history import register as register_history
        from corpus.job_kinds import CHECK_STORAGE, DRAW_SPLITS, NEAR_DUPLICATES
        from jobs.kinds import register

        for kind in (DRAW_SPLITS, NEAR_DUPLICATES, CHECK_STORAGE):
            register(kind)
        register_history(Audited(name="voice", events=apps.get_model("corpus", "VoiceEvent")))
