from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation.runs"
    label = "evaluation"

    def ready(self) -> None:
        from catalog.history import register as register_history
        from corpus.audio_rows import register_audio_rows
        from evaluation.runs.audited import AUDITED
        from evaluation.runs.following import check_wish
        from evaluation.runs.kinds import BENCHMARK, EVALUATE, JUDGE
        from evaluation.runs.models import BenchmarkItem
        from jobs.kinds import register
        from training.runs.wishes import register_check

        register_audio_rows(BenchmarkItem, heard=True)
        for kind in (BENCHMARK, EVALUATE, JUDGE):
            register(kind)
        register_check(check_wish)
        register_history(*AUDITED)
