"""What a campaign is to ask: how it is ordered, and what can't be asked."""

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict, Unpack

from accounts.models import User
from annotation.enums import Backend, CampaignKind, CampaignState
from annotation.errors import CampaignInvalidError
from annotation.label_studio.connections import default_connection
from annotation.models import Campaign, Protocol
from annotation.services.protocols import check_protocol
from catalog.models import Dataset
from languages import SOURCE


class CampaignOrder(TypedDict):
    """What is left out stands at the default of `Campaign`."""

    kind: CampaignKind
    name: str
    languages: Sequence[str]
    split: NotRequired[str]
    items_per_language: NotRequired[int | None]
    targeted_per_language: NotRequired[Mapping[str, int]]
    votes_per_item: NotRequired[int]
    seed: NotRequired[int]
    protocol: NotRequired[Protocol | None]
    second_reviewer: NotRequired[bool]
    backend: NotRequired[Backend]


def lay_out(
    dataset: Dataset, *, by: User, draft: bool = False, **order: Unpack[CampaignOrder]
) -> Campaign:
    """Returns the campaign as it would be opened; nothing is written.

    Raises:
        CampaignInvalidError: nothing can be asked this way.
        ConnectionInvalidError: no Label Studio is connected.
    """
    state = CampaignState.DRAFT if draft else CampaignState.OPEN
    campaign = Campaign(dataset=dataset, created_by=by, state=state, **order)
    campaign.languages = sorted(set(campaign.languages))
    if campaign.kind == CampaignKind.PREFERENCE:
        _refuse_pairs()
    check_amounts(campaign)
    if campaign.backend == Backend.LABEL_STUDIO:
        _refuse_what_it_lacks(campaign)
        default_connection()
    if campaign.second_reviewer:
        _require_corrections(campaign)
    if campaign.protocol is not None:
        check_protocol(campaign.protocol, dataset)
    return campaign


def split_is_empty(campaign: Campaign) -> CampaignInvalidError:
    return CampaignInvalidError(
        f"There are no items in {campaign.split}. Draw the splits of this dataset first.",
        details={"split": ["is empty"]},
    )


def _refuse_pairs() -> None:
    raise CampaignInvalidError(
        "Answers to choose between come from a benchmark: open this campaign from its page. It "
        "runs in the studio's own workspace.",
        details={"kind": ["is opened from a benchmark"]},
    )


def _refuse_what_it_lacks(campaign: Campaign) -> None:
    lacking = {
        "protocol": campaign.protocol is not None
        and "Label Studio has no consent, trials or sessions",
        "second_reviewer": campaign.second_reviewer
        and "Label Studio can't show one native's text to another",
    }
    if problems := {field: [problem] for field, problem in lacking.items() if problem}:
        raise CampaignInvalidError(
            f"{next(iter(problems.values()))[0]}. Choose the studio's own workspace for that.",
            details=problems,
        )


def _require_corrections(campaign: Campaign) -> None:
    if campaign.kind != CampaignKind.CORRECTION:
        raise CampaignInvalidError(
            "Only corrections have a second reviewer. Ask for more votes per item instead.",
            details={"second_reviewer": ["is for corrections"]},
        )


def check_amounts(campaign: Campaign) -> None:
    """Raises CampaignInvalidError unless its languages and votes can be asked for."""
    check_languages(campaign.dataset, campaign.languages)
    if campaign.kind == CampaignKind.CORRECTION:
        if SOURCE in campaign.languages:
            raise CampaignInvalidError(
                "English is the source; there is no translation of it to correct.",
                details={"languages": ["can't hold eng"]},
            )
        if campaign.votes_per_item != 1:
            raise CampaignInvalidError(
                "A translation is corrected by one person at a time. Set votes per item to 1.",
                details={"votes_per_item": ["must be 1 for corrections"]},
            )


def check_languages(dataset: Dataset, languages: Sequence[str]) -> None:
    """Raises CampaignInvalidError unless there are some, and all are the dataset's."""
    foreign = sorted(set(languages) - set(dataset.languages))
    if foreign or not languages:
        problem = f"not in this dataset: {', '.join(foreign)}" if foreign else "name at least one"
        raise CampaignInvalidError(f"Languages: {problem}.", details={"languages": [problem]})
