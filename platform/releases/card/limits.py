"""What whoever uses a release has to know, said from its own numbers."""

from collections.abc import Iterable, Iterator

from languages import SOURCE
from releases.card.facts import Facts, language_name

# espeak-ng reads Semitic and Persian script as it is written, without its vowels.
_ESPEAK = "espeak-ng"
_WITHOUT_VOWELS = ("ara", "fas", "heb")


def known_limits(facts: Facts) -> Iterator[str]:
    """Sentences without markup."""
    yield "Only questions are spoken; answers and contexts are text."
    yield "All speech is synthetic: it is no measure of how people speak."
    yield from _of_rows(facts)
    yield from _of_languages(facts)
    yield from _of_licences(facts)
    yield from _of_sources(facts)


def _of_rows(facts: Facts) -> Iterator[str]:
    numbers = facts.numbers
    rows, mute = numbers["rows"], numbers["rows"] - numbers["recordings"]
    unseen = rows - numbers["verified"]
    if unseen:
        yield (
            f"{unseen:,} of {rows:,} rows are not verified: no native speaker settled the text, or "
            "its recording lacks votes."
        )
    if mute:
        yield f"{mute:,} rows have no recording, or none that passed its checks."
    failed = sum(not gate["passed"] for gate in facts.gates)
    if failed:
        yield f"{failed:,} gates failed and were overridden; the reason stands under Gates."


def _of_languages(facts: Facts) -> Iterator[str]:
    languages = facts.numbers["languages"]
    targets = {code: told for code, told in languages.items() if code != SOURCE}
    unheard = [code for code, told in targets.items() if not told["naturalness"]["votes"]]
    if unheard:
        yield f"Nobody's votes count on recordings in {_named(unheard)}."
    loose = [
        code
        for code, told in targets.items()
        if told["naturalness"]["votes"] and told["naturalness"]["low"] is None
    ]
    if loose:
        yield f"Too few votes for an interval in {_named(loose)}."
    unread = [code for code, told in targets.items() if not told["corrections"]["reviewed"]]
    if unread:
        yield f"No drawn text was reviewed by a native speaker in {_named(unread)}."
    vowelless = [code for code in _WITHOUT_VOWELS if _ESPEAK in _engines(facts, code)]
    if vowelless:
        yield f"{_ESPEAK} guesses the vowels that are not written in {_named(vowelless)}."


def _engines(facts: Facts, code: str) -> Iterable[str]:
    told = facts.numbers["languages"].get(code)
    return told["engines"] if told else ()


def _of_licences(facts: Facts) -> Iterator[str]:
    kept = [licence for licence in facts.licences if "-NC" in licence]
    if kept:
        named = ", ".join(kept)
        yield f"Some rows may not be used commercially ({named}); filter by licence."


def _of_sources(facts: Facts) -> Iterator[str]:
    used = facts.numbers["sources"]
    harmful = [
        source["name"]
        for source in facts.definition.get("sources", ())
        if source["sensitive"] and source["slug"] in used
    ]
    if harmful:
        yield f"Texts of {', '.join(harmful)} can be harmful; they were chosen for that."


def _named(codes: Iterable[str]) -> str:
    return ", ".join(map(language_name, codes))
