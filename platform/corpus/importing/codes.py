"""Finds languages by the many names that files give them."""

from functools import cache

from languages import LANGUAGES

_ENDINGS = (
    ".gz", ".json", ".jsonl", ".ndjson", ".txt", ".csv", ".tsv", ".tab", ".parquet", ".tmx",
)  # fmt: skip


def language_code(name: str) -> str | None:
    """Returns the ISO 639-3 code for "ara", "ar", "AR" or "pt-BR"; None if it is none of ours."""
    wanted = name.replace("_", "-").lower()
    return _by_name().get(wanted) or _by_name().get(wanted.partition("-")[0])


def language_from_name(name: str) -> str | None:
    """Returns the language that a file's name ends in: "xquad.ar.json.gz" gives "ara".

    Only what stands between dots counts: "answers-with-id.json" is not Indonesian.
    """
    stem = name.replace("\\", "/").rpartition("/")[2].lower()
    while stem.endswith(_ENDINGS):
        stem = stem.rpartition(".")[0]
    return language_code(stem.rpartition(".")[2])


@cache
def _by_name() -> dict[str, str]:
    """Maps codes and tags; "zh" finds the language tagged "zh-Hans" as well."""
    known = {tag.lower(): code for code, one in LANGUAGES.items() for tag in (code, one.bcp47)}
    roots = {tag.partition("-")[0]: code for tag, code in known.items()}
    return roots | known
