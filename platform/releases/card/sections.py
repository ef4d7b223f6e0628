"""The sections of a data card that are tables of the release's numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annotation.statistics.corrections import PAPER_RANGE, PAPER_RATE
from annotation.statistics.paper import paper_opinion
from corpus.importing.voice_assistant import TABLE_1
from languages import SOURCE
from releases.card.facts import Facts, language_name
from releases.card.markdown import plain, table

Numbers = Mapping[str, Any]
_NOTHING = "–"
_SPLITS = ("train", "dev", "test", "bench")


def tell_splits(facts: Facts) -> str:
    told = facts.numbers["splits"]
    rows = ((split, *_amounts(told[split].values())) for split in _SPLITS if split in told)
    return table(("Split", "Rows", "Recordings", "Hours", "Verified"), rows)


def tell_languages(facts: Facts) -> str:
    head = ("Language", "Code", "Engines", "Rows", "Recordings", "Hours", "Verified", "Voices")
    return table(
        head,
        (
            (
                language_name(code),
                code,
                ", ".join(map(plain, told["engines"])) or _NOTHING,
                *_amounts([told]),
                f"{len(told['voices']):,}",
            )
            for code, told in facts.numbers["languages"].items()
        ),
        words=3,
    )


def tell_scores(facts: Facts) -> str:
    """As the paper's Table 2, with intervals, and its means beside ours."""
    head = ("Language", "Naturalness", "Paper", "Content understood", "Paper", "Votes", "Raters")
    return table(head, (_scores(code, told) for code, told in _targets(facts)))


def _scores(code: str, told: Numbers) -> tuple[str, ...]:
    paper = paper_opinion(code)
    natural, understood = told["naturalness"], told["understood"]
    return (
        language_name(code),
        _opinion(natural),
        f"{paper.naturalness:.1f}" if paper else _NOTHING,
        _opinion(understood),
        f"{paper.understood:.1f}" if paper else _NOTHING,
        f"{natural['votes']:,}",
        f"{natural['raters']:,}",
    )


def _opinion(told: Numbers) -> str:
    if told["mean"] is None:
        return _NOTHING
    if told["low"] is None:
        return f"{told['mean']:.2f}"
    return f"{told['mean']:.2f} ({told['low']:.2f} to {told['high']:.2f})"


def tell_corrections(facts: Facts) -> str:
    head = ("Language", "Reviewed", "Confirmed", "Corrected", "Given up", "Correction rate")
    least, most = PAPER_RANGE
    paper = f"{_share(PAPER_RATE)} ({_share(least)} to {_share(most)})"
    rows = [_corrections(code, told["corrections"]) for code, told in _targets(facts)]
    return table(head, [*rows, ("The paper", *[_NOTHING] * 4, paper)])


def _corrections(code: str, told: Numbers) -> tuple[str, ...]:
    rate = _NOTHING
    if told["rate"] is not None:
        rate = f"{_share(told['rate'])} ({_share(told['low'])} to {_share(told['high'])})"
    counts = (told[name] for name in ("reviewed", "confirmed", "corrected", "untranslatable"))
    return (language_name(code), *(f"{count:,}" for count in counts), rate)


def tell_rejections(facts: Facts) -> str:
    """What didn't count or didn't pass: votes, checks, recordings, texts."""
    head = ("Language", "Votes left out", "Failing a check", "Without recording", "Texts given up")
    return table(head, (_rejections(code, told) for code, told in _targets(facts)))


def _rejections(code: str, told: Numbers) -> tuple[str, ...]:
    left_out = sum(told["excluded_votes"].values())
    given = left_out + told["naturalness"]["votes"]
    reviewed = told["corrections"]["reviewed"]
    return (
        language_name(code),
        _part(left_out, given),
        ", ".join(f"{plain(name)} {rows:,}" for name, rows in told["failed_checks"].items())
        or _NOTHING,
        _part(told["rows"] - told["recordings"], told["rows"]),
        _part(told["corrections"]["untranslatable"], reviewed),
    )


def tell_sources(facts: Facts) -> str:
    """Items by source beside the pairs of each language in the paper's Table 1."""
    found = facts.numbers["items_by_source"]
    sources = facts.definition.get("sources", ())
    names: dict[str, str] = {source["slug"]: source["name"] for source in sources}
    slugs = [*TABLE_1, *sorted(set(found) - set(TABLE_1))]
    rows = [
        (
            plain(names.get(slug, slug)),
            f"{found.get(slug, 0):,}",
            f"{TABLE_1[slug]:,}" if slug in TABLE_1 else _NOTHING,
        )
        for slug in slugs
    ]
    total = ("Total", f"{sum(found.values()):,}", f"{sum(TABLE_1.values()):,}")
    return table(("Source", "Items here", "Pairs in Table 1"), [*rows, total])


def tell_counts(facts: Facts, name: str, title: str) -> str:
    """Rows by engine, voice or licence."""
    told = facts.numbers[name]
    return table((title, "Rows"), ((plain(value), f"{rows:,}") for value, rows in told.items()))


def tell_changes(facts: Facts) -> str:
    """Rows by kind of change, and in how many languages they are."""
    if facts.changes is None:
        return "Not told: it was made before releases told their changes."
    if facts.changes["since"] is None:
        return "Nothing before: this is the first release."
    counts = {kind: rows for kind, rows in facts.changes["counts"].items() if rows}
    since = f"Since {plain(facts.changes['since'])} (manifest `{facts.changes['manifest']}`)"
    if not counts:
        return f"{since}: nothing."
    head = ("Change", "Rows", "Languages")
    rows = ((kind, f"{sum(by.values()):,}", f"{len(by):,}") for kind, by in counts.items())
    return f"{since}:\n\n{table(head, rows)}"


def tell_gates(facts: Facts) -> str:
    failed = [gate for gate in facts.gates if not gate["passed"]]
    passed = f"{len(facts.gates) - len(failed):,} of {len(facts.gates):,} gates passed."
    if not failed:
        return passed
    head = ("Gate", "Split", "Languages", "Wanted")
    reason = f"Released nevertheless, because: {plain(facts.override_reason)}"
    return f"{passed} {reason}\n\n{table(head, _failed(failed), words=3)}"


def _failed(gates: Iterable[Numbers]) -> Iterator[tuple[str, ...]]:
    """A gate that failed in many languages is one row."""
    places: dict[tuple[str, str, float], list[str]] = {}
    for gate in gates:
        key = (gate["gate"], gate["split"], gate["wanted"])
        places.setdefault(key, []).append(_found(gate))
    for (name, split, wanted), found in places.items():
        yield (plain(name), split, ", ".join(found), f"{wanted:g}")


def _found(gate: Numbers) -> str:
    found = "nothing to measure" if gate["found"] is None else f"{gate['found']:.3g}"
    return f"{gate['language']} {found}"


def _targets(facts: Facts) -> list[tuple[str, Numbers]]:
    """The source language is no translation to be judged."""
    return [told for told in facts.numbers["languages"].items() if told[0] != SOURCE]


def _amounts(parts: Iterable[Numbers]) -> tuple[str, str, str, str]:
    whole: Counter[str] = Counter()
    for part in parts:
        whole.update({name: part[name] for name in ("rows", "recordings", "hours", "verified")})
    rows, recordings, verified = (f"{whole[name]:,}" for name in ("rows", "recordings", "verified"))
    return rows, recordings, f"{whole['hours']:,.2f}", verified


def _share(part: float) -> str:
    return f"{100 * part:.0f}%"


def _part(some: int, whole: int) -> str:
    return f"{some:,} of {whole:,}" if whole else _NOTHING
