from django.apps import AppConfig


class CorpusConfig(AppConfig):
    name = "corpus"

    def ready(self) -> None:
        from corpus.job_kinds import CHECK_STORAGE, DRAW_SPLITS, NEAR_DUPLICATES
        from jobs.kinds import register

        for kind in (DRAW_SPLITS, NEAR_DUPLICATES, CHECK_STORAGE):
            register(kind)
