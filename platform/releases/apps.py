from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "releases"

    def ready(self) -> None:
        from corpus.audio_rows import register_audio_rows
        from jobs.kinds import register
        from releases.job_kinds import EXPORT, RELEASE
        from releases.models import Shard

        register_audio_rows(Shard, heard=False)
        for kind in (RELEASE, EXPORT):
            register(kind)
