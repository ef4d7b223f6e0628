"""What can go wrong with benchmarks.

StudioError
├── FolderOutsideError        400  no such folder of a corpus
├── VoicesNeededError         400  an engine has no voice of its own for a language
├── BenchmarkMissingError     404  none of this name in the dataset
├── SystemChangedError        409  another model stands behind the name now
├── SystemMissingError        404  none of this name in the dataset
├── ComparisonMissingError    404  none of this number in the dataset
├── NotAskedError             404  a system has not been asked about a benchmark
├── NothingToTestError        409  a benchmark would have no item
├── NothingToCompareError     409  no pair of answers is there to be shown to people
├── TestingFailedError        409  a job that was to test a checkpoint failed
└── SystemExistsError         409  the name is taken, and no system is ever changed
"""

from collections.abc import Mapping

from common.errors import ConflictError, InvalidInputError, MissingError


class FolderOutsideError(InvalidInputError):
    code = "folder_unknown"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no folder {name!r} below EVALUATION_FOLDER. Lay the corpus there, and name "
            "it by its path from there."
        )
        self.name = name


class VoicesNeededError(InvalidInputError):
    code = "voices_needed"

    def __init__(self, engine: str, language: str) -> None:
        super().__init__(
            f"{engine} has no voice of its own for {language}. Take an engine that has: espeak-ng "
            "speaks every language; one that clones speaks in datasets, which have voices."
        )


class BenchmarkMissingError(MissingError):
    code = "benchmark_unknown"

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no benchmark {name!r} of this dataset.")


class SystemMissingError(MissingError):
    code = "system_unknown"

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no system {name!r} in this dataset.")


class ComparisonMissingError(MissingError):
    code = "comparison_unknown"

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no comparison {number} in this dataset.")


class NotAskedError(MissingError):
    code = "not_asked"

    def __init__(self, system: str, benchmark: str) -> None:
        super().__init__(f"System {system!r} has not been asked about benchmark {benchmark!r} yet.")


class NothingToTestError(ConflictError):
    code = "nothing_to_test"

    def __init__(self, left_out: Mapping[str, int]) -> None:
        why = ", ".join(f"{count} {reason}" for reason, count in sorted(left_out.items()))
        super().__init__(
            f"This benchmark would have no item ({why or 'its source has no row'}). Choose other "
            "languages, or a release whose bench is voiced."
        )


class SystemExistsError(ConflictError):
    code = "system_exists"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is a system {name!r} already, and none is ever changed. Choose another name."
        )


class NothingToCompareError(ConflictError):
    code = "nothing_to_compare"

    def __init__(self, sampled: str) -> None:
        why = "The judge flipped on none" if sampled == "flips" else "Both answered none"
        super().__init__(f"{why} of these questions, so people have nothing to compare.")


class SystemChangedError(ConflictError):
    code = "system_changed"

    def __init__(self, name: str, *, before: str, now: str) -> None:
        super().__init__(
            f"{name} has answered as {before!r} so far, and is {now!r} now. Two models can't share "
            "a score: put the first one back, or ask the new one under a name of its own."
        )


class TestingFailedError(ConflictError):
    code = "test_failed"

    def __init__(self, job: int, kind: str, state: str) -> None:
        super().__init__(
            f"Job {job} ({kind}) is {state}. Its page says why; mend that, and start it again."
        )
