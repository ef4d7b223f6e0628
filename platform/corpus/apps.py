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
        imported = Audited(
            name="import",
            events=apps.get_model("corpus", "ImportRunEvent"),
            title=lambda event: str(event.filename),
            hidden=frozenset({"filename", "created_by", "created_at"}),
            told=("format", "sha256"),
        )
        voice = Audited(
            name="voice",
            events=apps.get_model("corpus", "VoiceEvent"),
            # The clip stays, and what was measured of it.
            hidden=frozenset(
                {
                    *("sha256", "size_bytes", "duration_s", "sample_rate"),
                    *("loudness_lufs", "snr_db", "created_at"),
                }
            ),
        )
        source = Audited(
            name="source",
            events=apps.get_model("corpus", "SourceEvent"),
            hidden=frozenset({"slug"}),
            told=("sensitive",),
        )
        register_history(imported, voice, source)
