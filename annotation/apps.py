from django.apps import AppConfig


class AnnotationConfig(AppConfig):
    name = "annotation"

    def ready(self) -> None:
        from annotation.audited import AUDITED
        from annotation.models import ControlClip
        from annotation.selectors import NATURALNESS, SETTLED_TEXTS, UNDERSTOOD
        from annotation.services.review_counts import COUNT_REVIEWS, KEEP_ANEW
        from annotation.statistics.keeping import prove_figures, register_figures
        from annotation.statistics.opinion_figures import OPINIONS
        from annotation.statistics.rater_figures import RATERS
        from catalog.history import register as register_history
        from corpus.audio_rows import register_audio_rows
        from generation.recount import register_counted, register_proof
        from generation.selectors import register_score, register_settled_texts

        register_audio_rows(ControlClip, heard=True)
        register_score("naturalness", NATURALNESS)
        register_score("understood", UNDERSTOOD)
        register_settled_texts(SETTLED_TEXTS)
        register_counted(COUNT_REVIEWS, keep_anew=KEEP_ANEW)
        for figures in (*OPINIONS.values(), RATERS):
            register_figures(figures)
        register_proof(prove_figures)
        register_history(*AUDITED)
