"""How gunicorn serves the studio: `gunicorn --config python:config.web config.wsgi`."""

from typing import Any

worker_class = "gthread"
workers = 2
# Half of them may be taken by streams (`JOB_STREAMS`).
threads = 16


def post_worker_init(worker: Any) -> None:
    """Streams hear that the server stops; it would wait for them."""
    from jobs import serving

    serving.end_when_not(lambda: bool(worker.alive))
