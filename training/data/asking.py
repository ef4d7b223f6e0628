"""Which languages a source is asked for. Pure."""

from collections.abc import Mapping

from evaluation.suites.suite import Pair
from languages import LANGUAGES, SOURCE
from training.recipes.fields import Data, Layout, Source


def asked_languages(data: Data, source: Source) -> tuple[str, ...]:
    """ISO 639-3 of the clips; empty where the recipe has chosen none of the source's."""
    wanted = source.languages or data.languages or tuple(LANGUAGES)
    return tuple(code for code in wanted if not data.languages or code in data.languages)


def asked_pairs(data: Data, source: Source) -> tuple[Pair, ...]:
    """Spoken language and that of the answer; to English always, to others if they are chosen."""
    chosen = {*(data.languages or LANGUAGES), SOURCE}
    targets = tuple(code for code in source.targets if code in chosen)
    if not source.targets:
        return tuple(Pair(code, code) for code in asked_languages(data, source))
    return tuple(
        Pair(code, target)
        for code in asked_languages(data, source)
        for target in targets
        if target != code
    )


def asked_by_name(data: Data, source: Source) -> bool:
    """Whether a missing language is an error; where none is named, all that are there are taken."""
    return bool(source.languages or data.languages)


def asked_sources(data: Data) -> Mapping[str, Source]:
    """Those that have something for the chosen languages, fillers after what they fill."""
    used = {name: source for name, source in data.sources.items() if asked_pairs(data, source)}
    return dict(sorted(used.items(), key=lambda each: bool(each[1].tops_up)))


def is_loose(source: Source) -> bool:
    """Whether its clips are single files, which can be read in any order."""
    return source.layout is not Layout.RELEASE
