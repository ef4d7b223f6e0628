"""The data card: Markdown for people, with a head that model hubs read."""

from collections.abc import Iterator

from releases.card.citation import as_yaml, bibtex, cff
from releases.card.facts import Facts, language_tag
from releases.card.limits import known_limits
from releases.card.markdown import bullets, code_block, paragraphs, plain
from releases.card.sections import (
    tell_changes,
    tell_corrections,
    tell_counts,
    tell_gates,
    tell_languages,
    tell_rejections,
    tell_scores,
    tell_sources,
    tell_splits,
)

# The hub's classes of size, by their upper ends.
_SIZES = {
    1_000: "n<1K",
    10_000: "1K<n<10K",
    100_000: "10K<n<100K",
    1_000_000: "100K<n<1M",
    10_000_000: "1M<n<10M",
}
_SCORES = (
    "Means of votes from 1 to 5 that count, with 95% intervals clustered by rater and item, beside "
    "the means of the paper's Table 2."
)


def write_card(facts: Facts) -> str:
    """The same words for the same release at every call."""
    parts = [_head(facts), f"# {plain(facts.title)}, release {plain(facts.name)}"]
    parts += filter(None, (paragraphs(facts.description), paragraphs(facts.notes)))
    parts.append(_summary(facts))
    for title, text in _sections(facts):
        parts += [f"## {title}", text]
    return "\n\n".join(parts) + "\n"


def _head(facts: Facts) -> str:
    told = {
        "pretty_name": f"{facts.title}, release {facts.name}",
        "language": [language_tag(code) for code in facts.numbers["languages"]],
        "license": "other",
        "license_name": "; ".join(facts.licences) or "unknown",
        "size_categories": [_size(facts.numbers["rows"])],
        "task_categories": ["question-answering", "automatic-speech-recognition"],
        "configs": [{"config_name": "default", "data_files": "*.parquet"}],
    }
    return f"---\n{as_yaml(told)}\n---"


def _size(rows: int) -> str:
    return next((name for end, name in _SIZES.items() if rows < end), "10M<n<100M")


def _summary(facts: Facts) -> str:
    numbers = facts.numbers
    return (
        f"Spoken questions with their answers: {numbers['items']:,} items in "
        f"{len(numbers['languages']):,} languages, {numbers['rows']:,} rows, "
        f"{numbers['recordings']:,} recordings, {numbers['hours']:,.2f} hours; "
        f"{numbers['verified']:,} rows are verified by native speakers, who gave "
        f"{numbers['votes']:,} votes. Frozen on {facts.made_on.isoformat()}; nothing in it ever "
        f"changes."
    )


def _sections(facts: Facts) -> Iterator[tuple[str, str]]:
    yield "What changed", tell_changes(facts)
    yield "Splits", f"{tell_splits(facts)}\n\nThe bench is a part of test."
    yield "Languages", tell_languages(facts)
    yield (
        "What native speakers heard",
        f"{tell_scores(facts)}\n\n{_SCORES}",
    )
    yield (
        "What native speakers corrected",
        f"{tell_corrections(facts)}\n\nOf texts drawn by lot, each counted once as it was settled.",
    )
    yield "What was rejected", tell_rejections(facts)
    if "items_by_source" in facts.numbers:
        yield "Sources", tell_sources(facts)
    for name, title in (("engines", "Engine"), ("voices", "Voice"), ("licences", "Licence")):
        if facts.numbers[name]:
            yield f"{title}s", tell_counts(facts, name, title)
    yield "Gates", tell_gates(facts)
    yield "Known limits", bullets(map(plain, known_limits(facts)))
    yield (
        "How to cite",
        f"{code_block(bibtex(facts), 'bibtex')}\n\n{code_block(cff(facts), 'yaml')}",
    )
    command = f"`manage.py verify-release {facts.dataset}/{facts.name}`"
    proof = f"{command} makes every hash and number again."
    yield "How to prove it", f"{proof}\n\nManifest SHA-256: `{facts.manifest}`"
