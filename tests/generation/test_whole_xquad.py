"""All of XQuAD through every step by command, with the embedded engines."""

import pytest

from tests.corpus.xquad import TAGS, TRANSLATED, needs_xquad
from tests.faults.xquad_road import make_xquad_dataset
from tests.generation.accounting import assert_all_are_accounted_for
from tests.generation.commands import report, run

WHOLE = 1_190
READ = {"wrong-script", "numbers-lost", "silence", "seconds-per-character", "clipping"}
pytestmark = [pytest.mark.slow, pytest.mark.django_db, needs_xquad]


def test_whole_xquad_with_the_embedded_engines() -> None:
    dataset = make_xquad_dataset(questions=WHOLE, languages=tuple(TAGS))

    translated = run(dataset, "translate")
    voiced = run(dataset, "synthesize", "engine=espeak-ng")
    checked = run(dataset, "check", "again=true")
    heard = run(dataset, "listen", 'groups=["silence"]')

    made, all_of_them = WHOLE * len(TRANSLATED), WHOLE * len(TAGS)
    assert f"{made} of {made}, 0 failed" in translated
    for said in (voiced, checked, heard):
        assert f"{all_of_them} of {all_of_them}, 0 failed" in said
    assert_all_are_accounted_for(dataset)
    table = report(dataset, "--by-language")
    print(table)  # noqa: T201 - with -s, for docs/benchmarks.md
    assert {name for name in READ if name not in table} == set()
