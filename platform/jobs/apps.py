from django.apps import AppConfig, apps


class JobsConfig(AppConfig):
    name = "jobs"

    def ready(self) -> None:
        from catalog.history import Audited, register

        job = Audited(
            name="job",
            events=apps.get_model("jobs", "JobEvent"),
            title=lambda event: f"{event.kind} #{event.pgh_obj_id}",
            hidden=frozenset(
                {
                    *("fingerprint", "price_per_hour", "started_at", "finished_at"),
                    *("kind", "queue", "created_by", "created_at"),
                }
            ),
        )
        register(job)
