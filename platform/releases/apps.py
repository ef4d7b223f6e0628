from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "releases"

    def ready(self) -> None:
        from annotation.statistics.keeping import register_figures
        from catalog.history import register as register_history
        from corpus.audio_rows import register_audio_rows
        from jobs.kinds import register
        from releases.audited import AUDITED
        from releases.job_kinds import EXPORT, RELEASE
        from releases.models import Shard
        from releases.voted import VOTED

        register_audio_rows(Shard, heard=False)
        register_figures(VOTED)
        for kind in (RELEASE, EXPORT):
            register(kind)
        register_history(*AUDITED)
