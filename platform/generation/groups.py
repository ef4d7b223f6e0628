"""Which checks belong to which group, and how a choice of them is written in reports."""

from collections.abc import Iterable, Mapping

from generation.checks import AUDIO_RULES, TEXT_RULES, THRESHOLDS, Rule, heard
from generation.checks.pace import PACE_OUTLIER
from generation.crew import Group
from generation.results import FIELDS, field_name, split_name

ANY = "any"
"""In the place of a check's name: one at least, whichever."""
OF_GROUP = "group:"
"""Before a group's name, in the place of a check's: one of its checks at least."""

OF_TEXTS: Mapping[Group, tuple[Rule, ...]] = {
    Group.TEXT: TEXT_RULES,
    Group.LANGUAGE: (heard.WRITTEN_LANGUAGE,),
}
OF_RECORDINGS: Mapping[Group, tuple[Rule, ...]] = {
    Group.SIGNAL: (*AUDIO_RULES, PACE_OUTLIER),
    Group.SILENCE: (heard.NO_SPEECH, heard.LATE_SPEECH, heard.EARLY_END, heard.PAUSE),
    Group.RECOGNITION: (heard.ERRORS,),
    Group.LANGUAGE: (heard.SPOKEN_LANGUAGE,),
    Group.QUALITY: (heard.QUALITY,),
    Group.SPEAKER: (heard.SPEAKER,),
}


def checks_of(group: Group) -> list[str]:
    """Names of a group's checks, of texts first."""
    rules = (*OF_TEXTS.get(group, ()), *OF_RECORDINGS.get(group, ()))
    return [rule.name for rule in rules]


def is_known(choice: str) -> bool:
    """Whether it names a check, with or without its field, or a group, or any."""
    if choice.startswith(OF_GROUP):
        return choice.removeprefix(OF_GROUP) in list(Group)
    return choice == ANY or split_name(choice)[1] in THRESHOLDS


def report_names(choice: str) -> list[str]:
    """What reports call the checks of a known choice other than `ANY`."""
    is_group = choice.startswith(OF_GROUP)
    names = checks_of(Group(choice.removeprefix(OF_GROUP))) if is_group else [choice]
    return [*names, *_of_fields(name for name in names if "." not in name)]


def _of_fields(checks: Iterable[str]) -> list[str]:
    return [field_name(field, check) for check in checks for field in FIELDS]
