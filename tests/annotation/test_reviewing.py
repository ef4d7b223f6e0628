"""A second native reads each correction; a third decides where the two disagree."""

from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from annotation.enums import CampaignKind, SkipReason, Verdict
from annotation.errors import (
    AdjudicatorTookPartError,
    AnswerWithdrawnError,
    AssignmentTakenError,
    CampaignInvalidError,
    CorrectionInvalidError,
    ReviewBegunError,
    ReviewChangedError,
    ReviewMissingError,
)
from annotation.models import Assignment, Campaign, Correction, Review
from annotation.progress import LanguageProgress, measure_progress
from annotation.services.adjudicating import settle_review
from annotation.services.answering import skip, undo_last
from annotation.services.assigning import expire_assignments, take_next
from annotation.services.reviewing import shown_answers
from annotation.shortfalls import find_shortfalls
from corpus.errors import TextReplacedError
from corpus.models import MemoryEntry, Translation
from generation.selectors import settled_sql
from releases.overview import describe_dataset
from releases.versions import current_versions
from tests.annotation.review_steps import (
    BETTER,
    MACHINE,
    OTHER,
    current_text,
    finals,
    give_up,
    hold,
    leave,
    make_reviewed_campaign,
    standing,
)
from tests.annotation.steps import make_text_to_correct, take
from tests.factories import make_campaign, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return make_reviewed_campaign()


@pytest.fixture
def manager(campaign: Campaign) -> User:
    manager = make_user(Role.MANAGER)
    campaign.dataset.memberships.create(user=manager)
    return manager


def dispute(campaign: Campaign) -> list[Assignment]:
    return [leave(hold(campaign), BETTER), leave(hold(campaign), OTHER)]


def machine_text(campaign: Campaign) -> Translation:
    return Translation.objects.get(dataset=campaign.dataset, language="ara", origin="machine")


def test_proposal_changes_nothing_until_a_second_native_agrees(campaign: Campaign) -> None:
    first = hold(campaign)
    leave(first, BETTER)
    assert standing(campaign) == ("proposed", 1, 1, 2)
    assert current_text(campaign) == (*MACHINE, "machine")
    assert MemoryEntry.objects.count() == 0
    leave(hold(campaign), BETTER)
    assert standing(campaign) == ("settled", 2, 2, 2)
    assert current_text(campaign) == (*BETTER, "human")
    assert MemoryEntry.objects.filter(target_text=BETTER[0]).count() == 1
    assert finals() == [("corrected", False), ("corrected", True)]
    author = Translation.objects.get(origin="human").author
    assert author == first.rater


def test_confirmed_text_is_verified_only_when_both_confirm(campaign: Campaign) -> None:
    leave(hold(campaign), MACHINE)
    arabic = current_versions(campaign.dataset).filter(language="ara")
    assert [version.text_verified for version in arabic] == [False]
    leave(hold(campaign), MACHINE)
    assert [version.text_verified for version in arabic.all()] == [True]
    assert finals() == [("confirmed", False), ("confirmed", True)]


def test_blanks_and_the_encoding_of_accents_are_no_disagreement(campaign: Campaign) -> None:
    leave(hold(campaign), ("آب؟", "هذا جواب."))
    leave(hold(campaign), ("ا\u0653ب؟ ", " هذا  جواب."))
    assert standing(campaign)[0] == "settled"
    assert current_text(campaign)[:2] == ("آب؟", "هذا جواب.")


def test_machine_text_with_another_blank_is_confirmed_not_corrected(campaign: Campaign) -> None:
    leave(hold(campaign), MACHINE)
    leave(hold(campaign), (f"{MACHINE[0]} ", MACHINE[1]))
    assert standing(campaign) == ("settled", 2, 2, 2)
    assert current_text(campaign) == (*MACHINE, "machine")
    assert finals() == [("confirmed", False), ("confirmed", True)]
    assert MemoryEntry.objects.count() == 0


@pytest.mark.parametrize("final", [BETTER, OTHER, MACHINE, ("شيء ثالث؟", "هذا جواب.")])
def test_third_native_settles_a_disagreement(campaign: Campaign, final: tuple[str, str]) -> None:
    first, second = dispute(campaign)
    assert standing(campaign) == ("disputed", 2, 2, 3)
    assert current_text(campaign)[:2] == MACHINE
    third = leave(hold(campaign), final)
    assert standing(campaign) == ("settled", 3, 3, 3)
    assert current_text(campaign)[:2] == final
    writers = {BETTER: first.rater, OTHER: second.rater, MACHINE: None}
    newest = Translation.objects.filter(language="ara", is_current=True).get()
    assert newest.author == writers.get(final, third.rater)


@pytest.mark.parametrize(("second_gives_up", "state"), [(True, "settled"), (False, "disputed")])
def test_text_that_cannot_be_translated_needs_two_as_well(
    campaign: Campaign, second_gives_up: bool, state: str
) -> None:
    give_up(hold(campaign))
    second = hold(campaign)
    give_up(second) if second_gives_up else leave(second, MACHINE)
    assert standing(campaign)[0] == state
    assert current_text(campaign)[:2] == MACHINE


def test_nobody_is_asked_twice_about_one_text(campaign: Campaign) -> None:
    answered = dispute(campaign)
    for earlier in answered:
        assert take_next(campaign, language="ara", by=earlier.rater) is None
    third = hold(campaign)
    assert third.rater not in {earlier.rater for earlier in answered}
    assert {shown.rater for shown in shown_answers(third)} == {one.rater for one in answered}


def test_first_native_sees_nothing_of_others_and_the_second_sees_the_first(
    campaign: Campaign,
) -> None:
    first = hold(campaign)
    assert shown_answers(first) == []
    leave(first, BETTER)
    second = hold(campaign)
    assert [(one.question, one.answer) for one in shown_answers(second)] == [BETTER]


def test_reviewer_who_saves_without_a_change_is_told_to_confirm(campaign: Campaign) -> None:
    leave(hold(campaign), BETTER)
    second = hold(campaign)
    with pytest.raises(CorrectionInvalidError):
        leave(second, BETTER, verdict=Verdict.CORRECTED)
    leave(second, MACHINE, verdict=Verdict.CORRECTED)
    assert finals() == [("corrected", False), ("confirmed", False)]


def test_first_native_may_take_back_what_nobody_reads(campaign: Campaign) -> None:
    first = leave(hold(campaign), BETTER)
    undo_last(campaign, by=first.rater)
    assert standing(campaign) == ("withdrawn", 0, 1, 1)
    leave(first, OTHER)
    assert standing(campaign) == ("proposed", 1, 1, 2)


def test_answer_that_another_native_reads_cannot_be_taken_back(campaign: Campaign) -> None:
    first = leave(hold(campaign), BETTER)
    second = hold(campaign)
    with pytest.raises(ReviewBegunError):
        undo_last(campaign, by=first.rater)
    skip(second.pk, by=second.rater, reason=SkipReason.UNCLEAR)
    assert undo_last(campaign, by=first.rater).pk == first.pk


def test_each_may_take_back_the_last_answer_and_the_text_goes_back(campaign: Campaign) -> None:
    dispute(campaign)
    third = leave(hold(campaign), BETTER)
    undo_last(campaign, by=third.rater)
    assert standing(campaign) == ("disputed", 2, 3, 3)
    assert current_text(campaign) == (*MACHINE, "machine")
    assert MemoryEntry.objects.count() == 0
    leave(third, OTHER)
    assert current_text(campaign)[:2] == OTHER


def test_reviewer_takes_agreement_back(campaign: Campaign) -> None:
    leave(hold(campaign), BETTER)
    second = leave(hold(campaign), BETTER)
    undo_last(campaign, by=second.rater)
    assert standing(campaign) == ("proposed", 1, 2, 2)
    assert current_text(campaign) == (*MACHINE, "machine")


def lapse() -> None:
    Assignment.objects.filter(state="held").update(lease_expires_at=timezone.now())
    expire_assignments()


def test_answer_taken_back_is_not_mistaken_for_the_one_that_stands(campaign: Campaign) -> None:
    first, key = hold(campaign), uuid4()
    leave(first, BETTER, key=key)
    undo_last(campaign, by=first.rater)
    for _ in range(2):
        with pytest.raises(AnswerWithdrawnError):
            leave(first, BETTER, key=key)
        leave(first, OTHER, key=UUID(int=1))
    assert Correction.objects.get(withdrawn_at=None).question == OTHER[0]


def test_late_answer_to_a_text_that_was_taken_back_is_refused(campaign: Campaign) -> None:
    first = leave(hold(campaign), BETTER)
    late = hold(campaign)
    lapse()
    undo_last(campaign, by=first.rater)
    leave(first, OTHER)
    with pytest.raises(ReviewChangedError):
        leave(late, BETTER)
    again = take(campaign, late.rater)
    assert again.pk == late.pk
    assert [one.question for one in shown_answers(again)] == [OTHER[0]]
    leave(again, OTHER)
    assert standing(campaign)[0] == "settled"


def test_late_first_answer_does_not_pass_for_a_review(campaign: Campaign) -> None:
    late = hold(campaign)
    lapse()
    leave(hold(campaign), BETTER)
    with pytest.raises(ReviewChangedError):
        leave(late, MACHINE)
    assert standing(campaign) == ("proposed", 1, 1, 2)


def test_skipped_review_taken_back_shows_what_stands_now(campaign: Campaign) -> None:
    first = leave(hold(campaign), BETTER)
    second = hold(campaign)
    skip(second.pk, by=second.rater, reason=SkipReason.UNCLEAR)
    undo_last(campaign, by=first.rater)
    leave(first, OTHER)
    reopened = undo_last(campaign, by=second.rater)
    assert [one.question for one in shown_answers(reopened)] == [OTHER[0]]


@pytest.mark.parametrize("texts", [MACHINE, BETTER])
def test_answer_to_a_text_that_a_machine_replaced_is_refused(
    campaign: Campaign, texts: tuple[str, str]
) -> None:
    held = hold(campaign)
    Translation.objects.filter(pk=machine_text(campaign).pk).update(is_current=False)
    with pytest.raises(TextReplacedError):
        leave(held, texts)
    assert Correction.objects.count() == 0


def test_machine_leaves_alone_what_natives_are_at(campaign: Campaign) -> None:
    def protected() -> bool:
        protected = Translation.objects.extra(where=[f"id IN ({settled_sql()})"])  # noqa: S610
        return protected.filter(pk=machine_text(campaign).pk).exists()

    assert not protected()
    leave(hold(campaign), BETTER)
    assert protected()
    leave(hold(campaign), OTHER)
    assert protected()
    third = give_up(hold(campaign))
    assert not protected()
    undo_last(campaign, by=third.rater)
    leave(third, MACHINE)
    assert protected()


def test_manager_has_the_last_word(campaign: Campaign, manager: User) -> None:
    dispute(campaign)
    review = Review.objects.get()
    settle_review(
        review.pk, by=manager, verdict=Verdict.CORRECTED, question=OTHER[0], answer=OTHER[1]
    )
    assert standing(campaign) == ("settled", 3, 3, 3)
    assert current_text(campaign)[:2] == OTHER
    with pytest.raises(ReviewMissingError):
        settle_review(review.pk, by=manager, verdict=Verdict.CONFIRMED, question="", answer="")


def test_last_word_sent_twice_counts_once(campaign: Campaign, manager: User) -> None:
    dispute(campaign)
    review, key = Review.objects.get(), uuid4()

    def decide(key: UUID) -> Assignment:
        return settle_review(
            review.pk,
            by=manager, verdict=Verdict.CORRECTED, question=OTHER[0], answer=OTHER[1], key=key,
        )  # fmt: skip

    assert decide(key) == decide(key)
    assert standing(campaign) == ("settled", 3, 3, 3)
    with pytest.raises(ReviewMissingError):
        decide(uuid4())
    campaign.dataset.memberships.filter(user=manager).delete()
    with pytest.raises(ReviewMissingError):
        decide(key)


def test_manager_waits_for_a_third_native_at_work(campaign: Campaign, manager: User) -> None:
    dispute(campaign)
    hold(campaign)
    with pytest.raises(AssignmentTakenError):
        settle_review(
            Review.objects.get().pk,
            by=manager, verdict=Verdict.UNTRANSLATABLE, question="", answer="",
        )  # fmt: skip


def test_manager_who_answered_does_not_decide(campaign: Campaign, manager: User) -> None:
    manager.spoken_languages.create(language="ara")
    leave(take(campaign, manager), BETTER)
    leave(hold(campaign), OTHER)
    with pytest.raises(AdjudicatorTookPartError):
        settle_review(
            Review.objects.get().pk,
            by=manager, verdict=Verdict.UNTRANSLATABLE, question="", answer="",
        )  # fmt: skip


def test_manager_of_another_dataset_finds_no_dispute(campaign: Campaign) -> None:
    dispute(campaign)
    stranger = make_user(Role.MANAGER)
    with pytest.raises(ReviewMissingError):
        settle_review(
            Review.objects.get().pk,
            by=stranger, verdict=Verdict.UNTRANSLATABLE, question="", answer="",
        )  # fmt: skip


def test_listening_has_no_second_reviewer() -> None:
    with pytest.raises(CampaignInvalidError):
        make_campaign(
            make_text_to_correct().dataset, kind=CampaignKind.LISTENING, second_reviewer=True
        )


def test_progress_and_overview_count_what_is_settled(campaign: Campaign) -> None:
    leave(hold(campaign), BETTER)
    assert measure_progress([campaign])[campaign.pk] == [LanguageProgress("ara", 1, 0, 1, 2)]
    leave(hold(campaign), BETTER)
    assert measure_progress([campaign])[campaign.pk] == [LanguageProgress("ara", 1, 1, 2, 2)]
    arabic = next(
        row for row in describe_dataset(campaign.dataset).languages if row.language == "ara"
    )
    assert (arabic.reviewed, arabic.corrected) == (1, 1)


def test_shortfall_names_the_second_native_who_is_missing(campaign: Campaign) -> None:
    hold(campaign)
    assert [row.raters_missing for row in find_shortfalls(campaign)] == [1]
