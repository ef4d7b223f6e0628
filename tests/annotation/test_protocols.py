"""Protocols, samples, extension, shortfalls, preview."""

from typing import Any

import pytest

from annotation.enums import SkipReason, TrialKind
from annotation.errors import CampaignClosedError, CampaignInvalidError, ProtocolFrozenError
from annotation.models import Campaign, Consent, RatingSession, Task, Trial
from annotation.services.answering import rate_recording, skip
from annotation.services.campaigns import close_campaign, extend_campaign
from annotation.services.controls import set_gold
from annotation.services.protocols import change_protocol, create_protocol
from annotation.shortfalls import find_shortfalls
from annotation.statistics.sessions import describe_sessions
from corpus.models import Recording
from generation.checks import CheckOutcome
from generation.checks.heard import check_errors, check_recognizer
from generation.reports import merge_reports, subject_of
from tests.annotation.path_steps import (
    begin,
    join,
    make_session_campaign,
    rate_all,
    slots,
    take_trial,
)
from tests.annotation.steps import ended
from tests.conftest import ClientFor
from tests.factories import make_campaign, make_dataset, make_item, make_protocol, make_voiced_item

pytestmark = pytest.mark.django_db


def check(recording: Recording, name: str, value: float, *, passed: bool) -> None:
    outcome = CheckOutcome(name, 1, value, 0.3, passed, "")
    merge_reports([(subject_of(recording), [outcome])])


def listen(recording: Recording, *, wrong_words: int) -> None:
    """Two recognizers heard it as the job kind `listen` has it; one can't do the language."""
    text = " ".join(["كلمة"] * 10)
    heard = " ".join(["أخرى"] * wrong_words + ["كلمة"] * (10 - wrong_words))
    found = [
        check_recognizer("whisper", text, heard, recording.language),
        check_recognizer("mms-asr", text, "", recording.language),
    ]
    judged = check_errors(found)
    assert judged is not None
    merge_reports([(subject_of(recording), [*found, judged])])


def slices(campaign: Campaign) -> list[tuple[str, int]]:
    rows = campaign.tasks.order_by("slice", "recording").values_list("slice", "recording")
    return [(slice_, recording) for slice_, recording in rows if recording]


def test_protocol_is_frozen_once_used_and_its_next_version_is_free() -> None:
    dataset = make_dataset()
    make_voiced_item(dataset)
    first = create_protocol(dataset, by=dataset.created_by, name="P.808")
    assert change_protocol(first, session_size=8).session_size == 8
    make_campaign(dataset, protocol=first)
    with pytest.raises(ProtocolFrozenError):
        change_protocol(first, session_size=9)
    second = create_protocol(dataset, by=dataset.created_by, name="P.808", session_size=9)
    assert (second.version, second.frozen_at) == (2, None)


def test_protocol_of_another_dataset_is_refused() -> None:
    dataset = make_dataset()
    make_voiced_item(dataset)
    with pytest.raises(CampaignInvalidError):
        make_campaign(dataset, protocol=make_protocol(make_dataset()))


def test_suspects_stand_beside_the_uniform_sample_the_worst_first() -> None:
    dataset = make_dataset()
    clips = [make_voiced_item(dataset) for _ in range(8)]
    for number, clip in enumerate(clips):
        listen(clip, wrong_words=number)
        check(clip, "clipping", 1, passed=number > 1)
    targets = {"asr_disagreement": 2, "failed_checks": 5}
    campaign = make_campaign(dataset, items_per_language=2, targeted_per_language=targets)
    by_slice: dict[str, list[int]] = {"uniform": [], "asr_disagreement": [], "failed_checks": []}
    for slice_, recording in slices(campaign):
        by_slice[slice_].append(recording)
    drawn = [clip.pk for clip in clips]
    suspects = [pk for pk in drawn if pk not in by_slice["uniform"]]
    assert len(by_slice["uniform"]) == 2
    assert by_slice["asr_disagreement"] == suspects[-2:]
    failed = [*drawn[:2], *drawn[6:]]
    rest = [pk for pk in suspects if pk not in by_slice["asr_disagreement"]]
    assert by_slice["failed_checks"] == [pk for pk in failed if pk in rest]
    assert Task.objects.count() == sum(map(len, by_slice.values()))


def test_clip_that_was_heard_right_is_no_suspect() -> None:
    dataset = make_dataset()
    clips = [make_voiced_item(dataset) for _ in range(4)]
    for clip in clips:
        listen(clip, wrong_words=0)
    targets = {"asr_disagreement": 2}
    campaign = make_campaign(dataset, items_per_language=1, targeted_per_language=targets)
    assert [slice_ for slice_, _ in slices(campaign)] == ["uniform"]


def test_seed_draws_another_sample() -> None:
    dataset = make_dataset()
    for _ in range(12):
        make_voiced_item(dataset)
    drawn = {
        frozenset(
            make_campaign(dataset, items_per_language=4, seed=seed).sample.values_list("item")
        )
        for seed in (1, 1, 2, 3)
    }
    assert len(drawn) == 3


def test_extension_keeps_what_was_asked_and_adds() -> None:
    dataset = make_dataset()
    for _ in range(5):
        make_voiced_item(dataset)
    make_voiced_item(dataset, language="hin")
    campaign = make_campaign(dataset, items_per_language=2, votes_per_item=1)
    before = set(campaign.sample.values_list("item", flat=True))
    extend_campaign(campaign, items_per_language=6, votes_per_item=3, languages=["hin"])
    after = set(campaign.sample.values_list("item", flat=True))
    assert (before < after, len(after)) == (True, 6)
    votes = list(campaign.tasks.values_list("language", "votes_needed"))
    assert sorted(votes) == [("ara", 3)] * 5 + [("hin", 3)]


@pytest.mark.parametrize("less", [{"votes_per_item": 1}, {"items_per_language": 1}])
def test_extension_never_asks_for_less(less: dict[str, Any]) -> None:
    dataset = make_dataset()
    make_voiced_item(dataset)
    with pytest.raises(CampaignInvalidError):
        extend_campaign(make_campaign(dataset, items_per_language=2), **less)


def test_closed_campaign_is_not_extended() -> None:
    dataset = make_dataset()
    make_voiced_item(dataset)
    with pytest.raises(CampaignClosedError):
        extend_campaign(close_campaign(make_campaign(dataset)), votes_per_item=9)


def test_shortfalls_by_language() -> None:
    campaign = make_session_campaign(clips=3, qualification=True)
    rater = join(campaign)
    join(campaign)
    make_item(campaign.dataset)
    campaign = extend_campaign(campaign, languages=["hin"])
    take_trial(campaign, rater, TrialKind.QUALIFICATION)
    rate_all(begin(campaign, rater))
    ara, hin = find_shortfalls(campaign)
    assert (ara.votes_missing, ara.tasks_open, ara.items_unvoiced) == (3, 3, 1)
    assert (ara.raters, ara.raters_qualified, ara.raters_missing) == (2, 1, 1)
    assert (hin.votes_missing, hin.items_unvoiced, hin.raters) == (0, 4, 0)


def test_preview_shows_the_whole_way_and_records_nothing(client_for: ClientFor) -> None:
    campaign = make_session_campaign(consent_version=1, qualification=True, training=True)
    manager = campaign.dataset.created_by
    campaign.dataset.memberships.create(user=manager)
    client = client_for(manager)
    shown = client.post(f"/api/v1/campaigns/{campaign.pk}/preview/", {"language": "ara"}).json()
    assert shown["steps"] == ["consent", "qualification", "training", "work"]
    assert shown["consent"]["language"] == "ara"
    assert [len(trial["questions"]) for trial in shown["trials"]] == [5, 5]
    assert len(shown["assignments"]) == 12
    told = {
        one["kind"]: {question["expected"] for question in one["questions"]}
        for one in shown["trials"]
    }
    assert told == {"qualification": {None}, "training": {1, 2, 3, 4, 5}}
    models: list[Any] = [RatingSession, Trial, Consent]
    assert [model.objects.count() for model in models] == [0, 0, 0]
    assert set(campaign.tasks.values_list("taken", flat=True)) == {0}
    assert not campaign.tasks.filter(control__isnull=False)


def test_gold_set_by_a_manager_is_drawn() -> None:
    campaign = make_session_campaign(clips=4)
    campaign.dataset.controls.filter(role="gold").delete()
    outside = Recording.objects.filter(translation__item__in_bench=False)[0]
    set_gold(outside, naturalness=4, understood=4)
    gold = set_gold(outside, naturalness=4, understood=5)
    session = begin(campaign, join(campaign))
    drawn = [slot.task.control for slot in slots(session) if slot.task.control]
    assert [clip for clip in drawn if clip.role == "gold"] == [gold]


def test_facts_of_a_session_are_raw() -> None:
    campaign = make_session_campaign(clips=12, votes=3)
    careful, careless = join(campaign), join(campaign)
    rate_all(begin(campaign, careful), score=4)
    session = begin(campaign, careless)
    clip, other, *_ = [slot for slot in slots(session) if slot.task.control is None]
    skip(clip.pk, by=careless, reason=SkipReason.OFFENSIVE)
    skip(other.pk, by=careless, reason=SkipReason.UNCLEAR)
    for slot in slots(session):
        if slot.pk in {clip.pk, other.pk}:
            continue
        known = slot.task.control.naturalness or 0 if slot.task.control else 0
        score = known + 1 if slot.task.control else 3
        rate_recording(slot.pk, by=careless, naturalness=score, understood=3, playback=ended())
    good, bad = describe_sessions(campaign.sessions.order_by("pk"))
    assert (good.traps_failed, good.gold_off, good.answered, good.variance) == (0, 0, 10, (0, 0))
    assert bad.traps_failed == 1
    assert [gap.naturalness for gap in (*bad.trap_differences, *bad.gold)] == [1, 1]
    assert (bad.answered, bad.skipped, bad.skipped_sensitive, bad.clips) == (8, 1, 1, 10)
    assert bad.gold_off == 2
    assert bad.wall_s is not None


def test_unanswered_trap_is_failed() -> None:
    campaign = make_session_campaign()
    session = begin(campaign, join(campaign))
    (facts,) = describe_sessions([session])
    assert (facts.id, facts.traps, facts.traps_failed) == (session.pk, 1, 1)
    assert (facts.gold_off, facts.seconds_each, facts.variance, facts.wall_s) == (None,) * 4


def test_traps_and_gold_are_no_votes_on_the_dataset(client_for: ClientFor) -> None:
    campaign = make_session_campaign(clips=4)
    rate_all(begin(campaign, join(campaign)))
    manager = campaign.dataset.created_by
    campaign.dataset.memberships.create(user=manager)
    shown = client_for(manager).get(f"/api/v1/campaigns/{campaign.pk}/").json()
    assert shown["progress"] == [
        {"language": "ara", "tasks": 4, "done": 0, "votes": 4, "votes_needed": 8}
    ]


def test_manager_reads_sessions_newest_first_with_pairs_of_differences(
    client_for: ClientFor,
) -> None:
    campaign = make_session_campaign(clips=4, votes=3)
    rate_all(begin(campaign, join(campaign)), score=4)
    running = begin(campaign, join(campaign))
    manager = campaign.dataset.created_by
    campaign.dataset.memberships.create(user=manager)
    shown = client_for(manager).get(f"/api/v1/campaigns/{campaign.pk}/sessions/").json()["results"]
    assert shown[0]["session"] == running.pk
    assert [(row["gold"], row["gold_differences"]) for row in shown] == [(1, []), (1, [[0, 0]])]
