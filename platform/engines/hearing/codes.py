"""From what models call languages to ISO 639-3, as far as they are ours."""

from collections.abc import Mapping

from languages import LANGUAGES

# Other names of ours: macrolanguages and their largest members.
_ALIASES = {"zho": "cmn", "arb": "ara", "pes": "fas", "iw": "heb", "cmn-script_simplified": "cmn"}


def ours_by_whisper() -> Mapping[str, str]:
    """By two letters, as Whisper and fastText have it, too."""
    return {
        language.codes.whisper: code
        for code, language in LANGUAGES.items()
        if language.codes.whisper is not None
    }


def to_ours(code: str) -> str:
    """ISO 639-3 where it is one of ours, else the code as it is."""
    if code in LANGUAGES:
        return code
    return ours_by_whisper().get(code, _ALIASES.get(code, code))
