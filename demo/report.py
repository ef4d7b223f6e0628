"""The table that `make demo` ends with."""

from rich.console import Console
from rich.table import Table

from demo.road import Walk


def show_report(console: Console, walk: Walk) -> None:
    console.print(_counts(walk), _seconds(walk))
    console.print("Votes and corrections are a program's: they show the road, not the quality.")


def _counts(walk: Walk) -> Table:
    state, languages = walk.overview, walk.overview["languages"]
    total = {
        key: sum(row[key] for row in languages)
        for key in ("translated", "voiced", "hours", "votes", "reviewed", "corrected")
    }
    rows = {
        "English items": state["items"],
        "languages": len(languages),
        "rows rejected": walk.rejected,
        "translations": total["translated"] - state["items"],
        "recordings": total["voiced"],
        "items that could not be translated": walk.failed["translate"],
        "questions that could not be spoken": walk.failed["synthesize"],
        "hours": f"{total['hours']:.2f}",
        "checks passed": state["checks"]["passed"],
        "checks failed": state["checks"]["failed"],
        "translations reviewed": total["reviewed"],
        "of them corrected": total["corrected"],
        "votes": total["votes"],
        "of them not screened out": walk.counted,
        "rows released (verified bench)": walk.released,
    }
    table = Table("What", "How many", title="The road of this dataset")
    table.columns[1].justify = "right"
    for name, value in rows.items():
        table.add_row(name, f"{value:,}" if isinstance(value, int) else value)
    return table


def _seconds(walk: Walk) -> Table:
    table = Table("Stage", "Seconds")
    table.columns[1].justify = "right"
    for stage, seconds in walk.seconds.items():
        table.add_row(stage, f"{seconds:.1f}")
    return table
