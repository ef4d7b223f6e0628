import pytest

from evaluation.metrics import Outcome
from evaluation.suites.loading import suites
from evaluation.suites.values import (
    CASCADE,
    FINETUNED,
    OMNI,
    PRINTED_RATES,
    PrintedColumn,
    printed_columns,
)
from languages import LANGUAGES


def column(table: str, metric: str, system: str) -> PrintedColumn:
    (found,) = [
        each
        for each in printed_columns()
        if (each.table, each.metric, each.system) == (table, metric, system)
    ]
    return found


def test_printed_values_are_in_the_scales_of_our_metrics() -> None:
    found = column("Table 3", "wer", CASCADE)

    assert (found.values["ara"], found.values["cmn"], found.printed_mean) == (0.14, 0.289, 0.141)
    assert column("Table 3", "bleu", OMNI).values["tur"] == 5.51


def test_averages_are_told_as_printed_and_as_computed() -> None:
    systems = [CASCADE, "qwen2-audio", "phi-4-multimodal", OMNI]

    found = [column("Table 3", "wer", system) for system in systems]

    assert [each.printed_mean for each in found] == [0.141, 0.802, 1.049, 0.432]
    assert [round(each.recomputed_mean, 3) for each in found] == [0.178, 0.828, 0.987, 0.497]


def test_rows_in_the_wrong_line_are_moved_and_then_the_average_is_the_printed_one() -> None:
    found = column("Table 5", "bleu", FINETUNED)

    assert found.misplaced == {"rus": None, "vie": "cmn"}
    assert found.values["vie"] == found.corrected["cmn"] == 17.7
    assert sorted(found.corrected) == ["ara", "cmn", "ind", "jpn", "tur"]
    assert found.corrected_mean == pytest.approx(found.printed_mean)
    assert round(found.recomputed_mean, 2) == 18.48


def test_columns_name_suites_and_languages_of_ours() -> None:
    for each in printed_columns():
        assert each.metric in suites()[each.suite].metrics
        assert set(each.values) <= set(LANGUAGES)
        assert len(each.values) == len(LANGUAGES) or each.metric == "bleu"
        assert each.notes


def test_printed_rates_are_those_of_the_text() -> None:
    assert [(each.outcome, each.value) for each in PRINTED_RATES] == [
        (Outcome.WIN, 0.606),
        (Outcome.TIE, 0.48),
        (Outcome.WIN, 0.468),
    ]
