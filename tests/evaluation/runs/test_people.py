from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from annotation.enums import Preferred
from annotation.models import AnswerPair, Campaign
from evaluation.metrics import Outcome
from evaluation.runs.errors import NothingToCompareError
from evaluation.runs.models import Comparison, Opinions
from evaluation.runs.opinions import opinions_on, refresh_opinions
from evaluation.runs.people import (
    Sampled,
    Wish,
    agreement_of_judges,
    agreement_with_people,
    ask_people,
    people_outcomes,
    people_rates,
)
from tests.annotation.steps import make_rater
from tests.conftest import ClientFor
from tests.factories import (
    make_benchmark,
    make_comparison,
    make_dataset,
    make_user,
    make_voiced_item,
)

if TYPE_CHECKING:
    from catalog.models import Dataset

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return make_user(Role.MANAGER)


@pytest.fixture
def comparison(manager: User) -> Comparison:
    dataset = make_dataset(manager)
    clips = [make_voiced_item(dataset) for _ in range(4)]
    return make_comparison(make_benchmark(dataset, *clips, name="qa"))


def judge(comparison: Comparison, *verdicts: tuple[str, str]) -> None:
    """What it says of each item, with the tested system first, then with the baseline first."""
    items = comparison.evaluation.benchmark.items.order_by("pk")
    for item, said in zip(items, verdicts, strict=False):
        for order, verdict in zip(("tested_first", "baseline_first"), said, strict=True):
            comparison.judgements.create(
                item=item, order=order, verdict=verdict, messages=[], judge_version="1"
            )


def wish(**fields: Any) -> Wish:
    given = {"name": "people", "sampled": Sampled.UNIFORM, "pairs_per_language": 20}
    return Wish(**{**given, "votes_per_pair": 2, **fields})


def vote(pair: AnswerPair, *choices: Preferred) -> None:
    for choice in choices:
        rater = make_rater(pair.campaign.dataset, pair.language)
        pair.preferences.create(
            rater=rater, choice=choice, order_shown="straight", seconds=5.0,
            assignment=pair.tasks.get().assignments.create(
                rater=rater, state="answered", opened_at=pair.created_at,
                lease_expires_at=pair.created_at,
            ),
        )  # fmt: skip


def pairs(campaign: Campaign) -> list[AnswerPair]:
    return [*campaign.pairs.order_by("pk")]


def test_people_are_shown_both_answers_of_pairs_drawn_by_seed(
    comparison: Comparison, manager: User
) -> None:
    one = ask_people(comparison, wish(pairs_per_language=2), by=manager)
    same = ask_people(comparison, wish(pairs_per_language=2), by=manager)

    assert [pair.key for pair in pairs(one)] == [pair.key for pair in pairs(same)]
    assert len(pairs(one)) == 2
    said = dict(comparison.evaluation.responses.values_list("item_id", "text"))
    assert [pair.first_text for pair in pairs(one)] == [said[int(one.key)] for one in pairs(one)]


def test_people_are_asked_where_the_judge_flips(comparison: Comparison, manager: User) -> None:
    judge(comparison, ("first", "second"), ("first", "first"), ("tie", "tie"))

    campaign = ask_people(comparison, wish(sampled=Sampled.FLIPS), by=manager)

    items = [*comparison.evaluation.benchmark.items.order_by("pk")]
    assert [pair.key for pair in pairs(campaign)] == [str(items[1].pk)]


def test_nobody_is_asked_where_no_judge_flipped(comparison: Comparison, manager: User) -> None:
    with pytest.raises(NothingToCompareError, match="flipped on none"):
        ask_people(comparison, wish(sampled=Sampled.FLIPS), by=manager)
    assert not Campaign.objects.exists()


def test_people_say_what_most_of_them_chose(comparison: Comparison, manager: User) -> None:
    campaign = ask_people(comparison, wish(), by=manager)
    first, second, third, _ = pairs(campaign)
    vote(first, Preferred.FIRST, Preferred.FIRST, Preferred.TIE)
    vote(second, Preferred.SECOND)
    vote(third, Preferred.FIRST, Preferred.SECOND)

    outcomes = people_outcomes(comparison)

    assert {one.item_id: one.outcome for one in outcomes} == {
        int(first.key): Outcome.WIN,
        int(second.key): Outcome.LOSS,
        int(third.key): Outcome.TIE,
    }
    [whole] = [one for one in people_rates(outcomes) if one.language is None]
    assert whole.preference.wins.count == 1


def test_agreement_is_of_pairs_that_both_judged(comparison: Comparison, manager: User) -> None:
    judge(comparison, ("first", "second"), ("second", "first"), ("tie", "tie"))
    campaign = ask_people(comparison, wish(), by=manager)
    told = {int(pair.key): pair for pair in pairs(campaign)}
    items = [*comparison.evaluation.benchmark.items.order_by("pk")]
    vote(told[items[0].pk], Preferred.FIRST)
    vote(told[items[1].pk], Preferred.SECOND)
    vote(told[items[3].pk], Preferred.TIE)

    [arabic, whole] = agreement_with_people(comparison, people_outcomes(comparison))

    assert (arabic.language, arabic.kappa.items, arabic.kappa.value) == ("ara", 2, 1.0)
    assert whole.kappa.agreement == 1.0


def test_judges_agree_with_each_other(comparison: Comparison) -> None:
    other = Comparison.objects.create(
        evaluation=comparison.evaluation,
        baseline=comparison.baseline,
        judge="endpoint:other",
        prompt_version="1",
        protocol="both",
    )
    judge(comparison, ("first", "second"), ("second", "first"))
    judge(other, ("first", "second"), ("tie", "tie"))

    whole = agreement_of_judges(comparison, other)[-1]

    assert (whole.kappa.agreement, whole.kappa.items) == (0.5, 2)


def test_people_over_rest(comparison: Comparison, manager: User, client_for: ClientFor) -> None:
    client = client_for(manager)
    dataset: Dataset = comparison.evaluation.benchmark.dataset
    address = f"/api/v1/datasets/{dataset.slug}/comparisons/{comparison.pk}/people/"

    opened = client.post(address, {"name": "Do people agree?"}, format="json")
    vote(pairs(Campaign.objects.get(pk=opened.json()["campaign"]))[0], Preferred.FIRST)
    before = client.get(address).json()
    refresh_opinions()
    told = client.get(address).json()

    assert opened.status_code == 201
    assert (before["is_scored"], before["rates"]) == (False, [])
    assert told["is_scored"]
    assert [one["name"] for one in told["campaigns"]] == ["Do people agree?"]
    assert [(one["language"], one["win"]["count"]) for one in told["rates"]] == [
        ("ara", 1),
        ("", 1),
    ]


def test_opinions_are_made_anew_where_votes_or_verdicts_came(
    comparison: Comparison, manager: User
) -> None:
    campaign = ask_people(comparison, wish(), by=manager)
    assert (refresh_opinions(), refresh_opinions()) == (1, 0)

    vote(pairs(campaign)[0], Preferred.FIRST)
    Opinions.objects.update(seconds=0)
    assert (refresh_opinions(), refresh_opinions()) == (1, 0)

    campaign.pairs.earliest("pk").preferences.update(withdrawn_at=timezone.now())
    Opinions.objects.update(seconds=0)
    assert (refresh_opinions(), opinions_on(comparison).rates) == (1, [])

    Comparison.objects.update(changes=1)
    assert not opinions_on(comparison).is_scored


def test_viewer_shows_votes_and_what_was_asked_or_flipped(
    comparison: Comparison, manager: User, client_for: ClientFor
) -> None:
    judge(comparison, ("first", "second"), ("first", "first"))
    campaign = ask_people(comparison, wish(sampled=Sampled.FLIPS), by=manager)
    [pair] = pairs(campaign)
    vote(pair, Preferred.SECOND, Preferred.SECOND, Preferred.TIE)
    vote(pair, Preferred.FIRST)
    pair.preferences.filter(choice=Preferred.FIRST).update(withdrawn_at=timezone.now())
    slug = comparison.evaluation.benchmark.dataset.slug
    address = f"/api/v1/datasets/{slug}/comparisons/{comparison.pk}/items/"
    client = client_for(manager)

    [flipped], [asked] = (
        client.get(address, {"only": only}).json()["results"] for only in ("flips", "people")
    )
    rest = [row for row in client.get(address).json()["results"] if row["id"] != asked["id"]]

    assert flipped == asked
    assert asked["id"] == int(pair.key)
    assert asked["people"] == {"win": 0, "tie": 1, "loss": 2}
    assert [row["people"] for row in rest] == [{"win": 0, "tie": 0, "loss": 0}] * 3


def test_opinions_that_took_long_are_not_made_at_every_vote(
    comparison: Comparison, manager: User
) -> None:
    campaign = ask_people(comparison, wish(), by=manager)
    refresh_opinions()
    vote(pairs(campaign)[0], Preferred.FIRST)

    Opinions.objects.update(seconds=60)
    assert refresh_opinions() == 0


def test_what_people_choose_where_the_judge_flips_is_told_as_counts(
    comparison: Comparison, manager: User
) -> None:
    judge(comparison, ("first", "first"), ("second", "second"), ("tie", "tie"))
    campaign = ask_people(comparison, wish(sampled=Sampled.FLIPS), by=manager)
    for pair in pairs(campaign):
        vote(pair, Preferred.SECOND)
    refresh_opinions()

    told = opinions_on(comparison)
    assert told.flips == [{"language": "ara", "win": 0, "tie": 0, "loss": 2}]
    assert told.rates == []


def test_differences_are_of_systems_that_were_asked(
    comparison: Comparison, manager: User, client_for: ClientFor
) -> None:
    client = client_for(manager)
    slug = comparison.evaluation.benchmark.dataset.slug
    answer = client.get(
        f"/api/v1/datasets/{slug}/benchmarks/qa/differences/",
        {"system": comparison.evaluation.system.name, "baseline": "nobody"},
    )

    assert (answer.status_code, answer.json()["code"]) == (404, "not_asked")


def test_printed_values_show_both_averages(manager: User, client_for: ClientFor) -> None:
    printed = client_for(manager).get("/api/v1/printed-results/").json()

    averages = {
        (one["table"], one["system"]): (one["printed_mean"], round(one["recomputed_mean"], 3))
        for one in printed["columns"]
        if one["metric"] == "wer"
    }
    assert averages["Table 3", "cascade"] == (0.141, 0.178)
