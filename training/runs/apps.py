from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training.runs"
    label = "training"

    def ready(self) -> None:
        from jobs.kinds import register
        from training.runs.kinds import FINETUNE

        register(FINETUNE)
