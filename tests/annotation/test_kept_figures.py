"""Kept figures against the same figures made anew, after everything that changes an answer."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from annotation.enums import SkipReason, Verdict
from annotation.errors import NothingToUndoError
from annotation.models import AnswerChange, Assignment, Campaign, ControlClip, KeptFigures, Rating
from annotation.services.answering import rate_recording, skip, undo_last
from annotation.services.assigning import take_next
from annotation.services.campaigns import close_campaign, extend_campaign
from annotation.services.control_care import change_control
from annotation.services.sessions import leave_session
from annotation.statistics import keeping
from annotation.statistics.keeping import FIGURES, Content, read_figures, refresh_figures
from catalog.models import Dataset
from corpus.models import Recording, Translation
from tests.annotation.path_steps import begin, join, make_session_campaign, slots
from tests.annotation.steps import ended, make_rater, rate, take
from tests.factories import (
    make_campaign,
    make_dataset,
    make_recording,
    make_translation,
    make_voiced_item,
)
from tests.releases.judged import judge_text, vote

pytestmark = pytest.mark.django_db


def everything(dataset: Dataset) -> dict[str, dict[str, Content]]:
    return {name: read_figures(dataset, figures) for name, figures in FIGURES.items()}


def anew(dataset: Dataset) -> dict[str, dict[str, Content]]:
    KeptFigures.objects.filter(dataset=dataset).delete()
    return everything(dataset)


def made_after(dataset: Dataset, change: Callable[[], object]) -> set[str]:
    """The languages whose figures are made anew after a change; all others are as kept."""
    everything(dataset)
    before = dict(KeptFigures.objects.values_list("pk", "changes"))
    change()
    found = everything(dataset)
    assert found == anew_beside(dataset)
    rows = KeptFigures.objects.filter(dataset=dataset)
    return {row.language for row in rows if before.get(row.pk) != row.changes}


def anew_beside(dataset: Dataset) -> dict[str, dict[str, Content]]:
    """Without touching what is kept."""
    languages = sorted(dataset.languages)
    return {
        name: {
            language: keeping._made(dataset, figures, [language])[language]  # noqa: SLF001
            for language in languages
        }
        for name, figures in FIGURES.items()
    }


def make_heard() -> Campaign:
    """Two clips in two languages, heard by two raters each."""
    dataset = make_dataset()
    for _ in range(2):
        recording = make_voiced_item(dataset)
        make_voiced_hindi(recording)
    campaign = make_campaign(dataset, votes_per_item=2, languages=["ara", "hin"])
    for language in ("ara", "hin"):
        vote(campaign, (2, 3), (4, 5), language=language)
    return campaign


def make_voiced_hindi(recording: Recording) -> None:
    make_recording(make_translation(recording.translation.item, language="hin"))


def test_a_vote_and_taking_it_back_change_its_language_alone() -> None:
    campaign = make_heard()
    dataset = campaign.dataset
    make_voiced_item(dataset)
    extend_campaign(campaign, votes_per_item=3)
    rater = make_rater(dataset)
    held = take(campaign, rater)

    assert made_after(dataset, lambda: None) == set()
    assert made_after(dataset, lambda: rate(held, 1, 1)) == {"ara"}
    assert made_after(dataset, lambda: undo_last(campaign, by=rater)) == {"ara"}


def text_of(campaign: Campaign) -> Translation:
    return Translation.objects.filter(dataset=campaign.dataset, language="ara").earliest("pk")


def delete_a_vote(campaign: Campaign) -> None:
    Rating.objects.filter(recording__translation=text_of(campaign)).earliest("pk").delete()


CHANGES: dict[str, Callable[[Campaign], object]] = {
    "a text is corrected": lambda campaign: judge_text(
        text_of(campaign), Verdict.CORRECTED, question="سؤال أفضل؟"
    ),
    "a text is confirmed": lambda campaign: judge_text(text_of(campaign), Verdict.CONFIRMED),
    "a recording is replaced": lambda campaign: Recording.objects.filter(
        translation=text_of(campaign)
    ).update(is_current=False),
    "a recording is set aside": lambda campaign: Recording.objects.filter(
        translation=text_of(campaign)
    ).update(set_aside=["clipping"]),
    "a text is replaced": lambda campaign: Translation.objects.filter(
        pk=text_of(campaign).pk
    ).update(is_current=False),
    "a vote is changed behind the services' back": lambda campaign: Rating.objects.filter(
        recording__translation=text_of(campaign)
    ).update(naturalness=1),
    "a vote is deleted": delete_a_vote,
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_kept_is_never_older_than_the_answers(name: str) -> None:
    campaign = make_heard()
    assert "ara" in made_after(campaign.dataset, lambda: CHANGES[name](campaign))


@pytest.mark.parametrize("change", ["more votes", "another language", "the end"])
def test_campaign_that_changes_changes_what_is_needed(change: str) -> None:
    campaign = make_heard()
    changed = {
        "more votes": lambda: extend_campaign(campaign, votes_per_item=4),
        "another language": lambda: extend_campaign(campaign, languages=["eng"]),
        "the end": lambda: close_campaign(campaign),
    }
    assert {"ara", "hin"} <= made_after(campaign.dataset, changed[change])


def test_sessions_and_gold_change_what_counts() -> None:
    campaign = make_session_campaign()
    dataset = campaign.dataset
    session = begin(campaign, join(campaign))
    for slot in slots(session)[:4]:
        rate_recording(slot.pk, by=slot.rater, naturalness=3, understood=3, playback=ended())
    hidden = slots(session)[4]
    gold = ControlClip.objects.get(role="gold")

    assert made_after(dataset, lambda: change_control(gold, naturalness=5)) == {"ara"}
    assert made_after(dataset, lambda: leave_session(session.pk, by=session.rater)) == {"ara"}
    Assignment.objects.filter(pk=hidden.pk).update(state="held")
    assert made_after(
        dataset,
        lambda: Assignment.objects.filter(pk=hidden.pk).update(hidden_s=F("hidden_s") + 9),
    ) == {"ara"}


def test_any_course_of_votes_leaves_what_a_full_computation_gives() -> None:
    """Rating, skipping and undoing by lot, with looks in between."""
    dice = random.Random(11)  # noqa: S311 - a draw
    campaign = make_heard()
    dataset = campaign.dataset
    for _ in range(4):
        make_voiced_item(dataset)
    extend_campaign(campaign, votes_per_item=3)
    raters = [make_rater(dataset) for _ in range(3)]
    for _ in range(25):
        step(campaign, dice.choice(raters), dice)
        if dice.random() < 0.5:
            everything(dataset)
    assert everything(dataset) == anew(dataset)
    assert keeping.find_wrong_figures(dataset) == []


def step(campaign: Campaign, rater: User, dice: random.Random) -> None:
    if dice.random() < 0.3:
        with suppress(NothingToUndoError):
            undo_last(campaign, by=rater)
        return
    held = take_next(campaign, language="ara", by=rater)
    if held is None:
        return
    if dice.random() < 0.2:
        skip(held.pk, by=rater, reason=SkipReason.UNCLEAR)
        return
    rater.assignments.update(opened_at=F("opened_at") - timedelta(minutes=1))
    rater.assignments.update(earliest_end_at=F("earliest_end_at") - timedelta(minutes=1))
    rate(held, dice.randint(1, 5), dice.randint(1, 5))


def test_recount_finds_and_mends_figures_that_are_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    dataset = make_heard().dataset
    call_command("recount", dataset.slug, mend=True)
    right = everything(dataset)
    call_command("recount", dataset.slug)
    KeptFigures.objects.filter(language="ara", name="voted.1").update(content={"votes": 7})

    with pytest.raises(CommandError, match="1 counts differ"):
        call_command("recount", dataset.slug)
    assert "voted.1 in ara aren't what the answers say" in capsys.readouterr().out
    call_command("recount", dataset.slug, mend=True)
    assert everything(dataset) == right
    call_command("recount", dataset.slug, stdout=StringIO())


def test_sweep_makes_anew_what_somebody_watches() -> None:
    campaign = make_heard()
    dataset = campaign.dataset
    everything(dataset)
    forgotten = KeptFigures.objects.filter(name="voted.1")
    forgotten.update(read_on=date(2020, 1, 1))
    extend_campaign(campaign, votes_per_item=3)
    rate(take(campaign, make_rater(dataset)), 1, 1)

    refresh_figures()

    now = keeping.count_changes(dataset)["ara"]
    assert AnswerChange.objects.filter(dataset=dataset, language="ara").count() == 1
    kept = KeptFigures.objects.filter(dataset=dataset, language="ara")
    assert set(kept.exclude(name="voted.1").values_list("changes", flat=True)) == {now}
    assert kept.get(name="voted.1").changes < now
    with CaptureQueriesContext(connection) as queries:
        read_figures(dataset, FIGURES["opinions.1.rules-2"])
    assert len(queries) == 2
