"""The maintained counts agree with the rows after everything that changes either."""

from io import BytesIO

import pytest
from django.core.files import File
from django.core.management import CommandError, call_command

from accounts.enums import Role
from annotation.enums import CampaignKind, Verdict
from annotation.services.answering import undo_last
from annotation.services.assigning import take_next
from annotation.services.correcting import correct_text
from catalog.models import Dataset
from corpus.models import Recording, Translation
from corpus.services import import_file
from generation import recount
from generation.checks.outcome import Rule
from generation.models import CheckReport
from generation.recount import find_differences
from jobs.counts import Key, Metric, fold_counts, read_counts, record_counts
from jobs.enums import Queue
from jobs.models import CountDelta
from jobs.services import start_job
from jobs.work import work
from tests.corpus.drawing import draw_now
from tests.factories import make_campaign, make_dataset, make_user

pytestmark = pytest.mark.django_db(transaction=True)
PAIRS = """\
{"id": "1", "source": "identity", "question": "Who are you?", "answer": "A helper."}
{"id": "2", "source": "identity", "question": "Who made you?", "answer": "A team."}
{"id": "3", "source": "dialogue", "question": "How are you?", "answer": "Fine."}
{"id": "4", "source": "dialogue", "question": "Where are you?", "answer": "Here."}
{"id": "5", "source": "dialogue", "question": "Why are you?", "answer": "To help."}
{"id": "6", "source": "identity", "question": "What are you?", "answer": "A voice."}
{"id": "1", "language": "ara", "question": "من أنت؟", "answer": "مساعد."}
{"id": "2", "language": "ara", "question": "من صنعك؟", "answer": "فريق."}
{"id": "3", "language": "ara", "question": "كيف حالك؟", "answer": "بخير."}
"""


def land(dataset: Dataset) -> None:
    import_file(dataset, File(BytesIO(PAIRS.encode())), name="pairs.jsonl", by=None)


def run_job(dataset: Dataset, kind: str, **parameters: object) -> None:
    start_job(dataset, kind=kind, parameters=parameters, by=None)
    while work(Queue.CPU, seconds=60):
        pass


@pytest.fixture
def dataset() -> Dataset:
    """Imported, drawn, translated and voiced by the real engines."""
    dataset = make_dataset(
        languages=["eng", "ara"], dev_size=2, test_size=2, bench_size=2, licence="CC0"
    )
    land(dataset)
    draw_now(dataset)
    run_job(dataset, "translate")
    run_job(dataset, "synthesize")
    return dataset


def count(dataset: Dataset, metric: Metric) -> int:
    return read_counts(dataset.pk, metric).total()


def test_counts_agree_after_the_whole_road(dataset: Dataset) -> None:
    assert find_differences(dataset.pk) == []
    assert count(dataset, Metric.ITEMS) == 6
    assert count(dataset, Metric.TRANSLATIONS) == 9
    assert count(dataset, Metric.RECORDINGS) == 9
    assert read_counts(dataset.pk, Metric.SPLIT_ITEMS)[Key(Metric.SPLIT_ITEMS, name="bench")] == 2


def test_read_counts_adds_up_what_is_not_kept_apart(dataset: Dataset) -> None:
    folded, fresh = Key(Metric.ITEMS, source="identity"), Key(Metric.ITEMS, source="new")
    fold_counts()
    record_counts(dataset.pk, {fresh: 2})

    by_source = read_counts(dataset.pk, Metric.ITEMS, Metric.RECORDINGS, by=["source"])
    by_language = read_counts(dataset.pk, Metric.ITEMS, Metric.RECORDINGS, by=["language"])

    assert (by_source[folded], by_source[fresh]) == (3, 2)
    assert by_language == {
        Key(Metric.ITEMS): 8,
        Key(Metric.RECORDINGS, "eng"): 6,
        Key(Metric.RECORDINGS, "ara"): 3,
    }
    assert read_counts(dataset.pk, Metric.ITEMS, by=[]) == {Key(Metric.ITEMS): 8}


def test_counts_stay_when_the_same_file_comes_again(dataset: Dataset) -> None:
    before = read_counts(dataset.pk)
    land(dataset)
    assert read_counts(dataset.pk) == before


def test_counts_follow_a_correction_and_its_undo(dataset: Dataset) -> None:
    rater = make_user(Role.RATER, languages=("ara",))
    dataset.memberships.create(user=rater)
    campaign = make_campaign(dataset, kind=CampaignKind.CORRECTION, split="train", votes_per_item=1)
    before = read_counts(dataset.pk)
    assignment = take_next(campaign, language="ara", by=rater)
    assert assignment is not None
    correct_text(
        assignment.pk,
        by=rater,
        verdict=Verdict.CORRECTED,
        question="سؤال آخر؟",
        answer="جواب.",
        override_reason="it is right",
    )
    assert find_differences(dataset.pk) == []
    assert count(dataset, Metric.RECORDINGS) == 8
    undo_last(campaign, by=rater)
    assert find_differences(dataset.pk) == []
    assert read_counts(dataset.pk) == before


def test_counts_follow_a_check_that_comes_out_differently(dataset: Dataset) -> None:
    CheckReport.objects.update(failed=["answer.empty"])
    find_differences(dataset.pk, mend=True)
    run_job(dataset, "check", again=True)
    assert find_differences(dataset.pk) == []
    assert count(dataset, Metric.CHECKS_FAILED) == 0


def test_counts_of_what_fails_know_text_clip_and_item(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generation.checks.text.TOO_LONG", Rule("too-long", 1, 8.0))
    run_job(dataset, "check", again=True)  # one question of three, and no answer
    assert (count(dataset, Metric.TEXTS_FAILING), count(dataset, Metric.ITEMS_FAILING)) == (1, 1)
    Recording.objects.filter(language="ara").delete()
    find_differences(dataset.pk, mend=True)
    monkeypatch.setattr("generation.checks.audio.SILENCE", Rule("silence", 1, -1.0))

    run_job(dataset, "synthesize")

    assert find_differences(dataset.pk) == []
    failing = (Metric.TEXTS_FAILING, Metric.RECORDINGS_FAILING, Metric.ITEMS_FAILING)
    assert [count(dataset, metric) for metric in failing] == [1, 3, 3]


def test_fold_changes_no_count(dataset: Dataset) -> None:
    before = read_counts(dataset.pk)
    fold_counts()
    assert CountDelta.objects.count() == 0
    assert read_counts(dataset.pk) == before
    fold_counts()
    assert read_counts(dataset.pk) == before


def test_recount_says_what_differs_and_mends_it(
    dataset: Dataset, capsys: pytest.CaptureFixture[str]
) -> None:
    Translation.objects.filter(language="ara", is_current=True)[0].recordings.all().delete()
    with pytest.raises(CommandError, match="counts differ"):
        call_command("recount", dataset.slug)
    assert "recordings ara" in capsys.readouterr().out
    call_command("recount", dataset.slug, mend=True)
    call_command("recount", dataset.slug)
    assert "every count agrees" in capsys.readouterr().out


def test_recount_counts_what_an_app_above_registers(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recount, "COUNTED", recount.COUNTED.copy())
    recount.register_counted(
        "SELECT 'memory_near', 'ara', '', '', '', dataset.slug, 2 FROM catalog_dataset dataset"
        " WHERE dataset.id = %(dataset)s"
    )
    near = Key(Metric.MEMORY_NEAR, "ara", name=dataset.slug)
    assert find_differences(dataset.pk) == [recount.Difference(near, maintained=0, counted=2)]
