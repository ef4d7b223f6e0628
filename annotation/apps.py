from django.apps import AppConfig


class AnnotationConfig(AppConfig):
    name = "annotation"

    def ready(self) -> None:
        from annotation.models import ControlClip
        from annotation.selectors import NATURALNESS, SETTLED_TEXTS, UNDERSTOOD
        from corpus.audio_rows import register_audio_rows
        from generation.selectors import register_score, register_settled_texts

        register_audio_rows(ControlClip, heard=True)
        register_score("naturalness", NATURALNESS)
        register_score("understood", UNDERSTOOD)
        register_settled_texts(SETTLED_TEXTS)
