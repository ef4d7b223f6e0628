from django.apps import AppConfig, apps


class TrainingConfig(AppConfig):
    name = "training.runs"
    label = "training"

    def ready(self) -> None:
        from catalog.history import Audited
        from catalog.history import register as register_history
        from jobs.kinds import register
        from training.runs.kinds import FINETUNE

        register(FINETUNE)
        training = Audited(
            name="training",
            events=apps.get_model("training", "TrainingRunEvent"),
            hidden=frozenset({"name", "error_code", "ended_because", "created_by", "created_at"}),
            told=("recipe", "changes", "release", "benchmark", "judge", "priority", "budget"),
        )
        register_history(training)
