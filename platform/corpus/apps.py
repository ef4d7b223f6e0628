from django.apps import AppConfig


class CorpusConfig(AppConfig):
    name = "corpus"

    def ready(self) -> None:
        from corpus.job_kinds import CHECK_STORAGE, NEAR_DUPLICATES
        from jobs.kinds import register

        for kind in (CHECK_STORAGE, NEAR_DUPLICATES):
            register(kind)
