from importlib.util import find_spec
from pathlib import Path

from jobs.enums import Queue
from supervisor.programs import studio_programs


def test_some_worker_listens_to_every_queue_that_work_comes_to() -> None:
    programs = studio_programs(Path("state"), 8000)
    workers = [spec.argv for spec in programs.kept if "worker" in spec.argv]
    heard = [queue for argv in workers for queue in argv[argv.index("-Q") + 1].split(",")]

    assert sorted(heard) == sorted(Queue)


def test_models_are_loaded_by_one_process_only() -> None:
    programs = studio_programs(Path("state"), 8000)
    [argv] = [
        spec.argv
        for spec in programs.kept
        if "-Q" in spec.argv and "gpu" in spec.argv[spec.argv.index("-Q") + 1]
    ]

    assert argv[argv.index("-c") + 1] == ("2" if find_spec("torch") is None else "1")
