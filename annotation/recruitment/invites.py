"""Invite links: made by a manager, used by whoever has them."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.enums import Arrival
from accounts.joining import Newcomer, add_language, create_rater, issue_return_link
from accounts.models import User
from accounts.services import token_digest
from annotation.enums import CampaignState
from annotation.models import Campaign, Invite
from annotation.recruitment.enums import InviteState
from annotation.recruitment.errors import (
    InviteExpiredError,
    InviteInvalidError,
    InviteRevokedError,
    InviteUnknownError,
    InviteUsedUpError,
    RoleCannotRateError,
)
from catalog.models import Dataset
from catalog.services import add_members
from common.errors import ConflictError

_REFUSALS: dict[InviteState, type[ConflictError]] = {
    InviteState.REVOKED: InviteRevokedError,
    InviteState.EXPIRED: InviteExpiredError,
    InviteState.USED_UP: InviteUsedUpError,
}


def create_invite(  # noqa: PLR0913 - one keyword for each field of the form
    dataset: Dataset,
    *,
    by: User,
    name: str,
    language: str,
    days: int,
    max_uses: int,
    campaign: Campaign | None = None,
    secret: str = "",
) -> tuple[Invite, str]:
    """Returns the row and the link's key, which can't be had again.

    Args:
        dataset: which people are let into.
        by: a manager of it.
        name: for managers alone.
        language: that people say they speak.
        days: it lasts.
        max_uses: so many people may come by it.
        campaign: where they begin; None: wherever there is work.
        secret: the key, of 256 random bits; drawn here where none is given.

    Raises:
        InviteInvalidError: nobody could be asked in this language there.
    """
    _check_place(dataset, campaign, language)
    key = secret or secrets.token_urlsafe(32)
    invite = Invite.objects.create(
        dataset=dataset,
        campaign=campaign,
        name=name,
        language=language,
        digest=token_digest(key),
        max_uses=max_uses,
        expires_at=timezone.now() + timedelta(days=days),
        created_by=by,
    )
    return invite, key


def _check_place(dataset: Dataset, campaign: Campaign | None, language: str) -> None:
    if language not in dataset.languages:
        raise InviteInvalidError(
            f"{language} is not a language of this dataset.",
            details={"language": ["is not among the dataset's"]},
        )
    if campaign is None:
        return
    if campaign.dataset_id != dataset.pk:
        raise InviteInvalidError(
            "This campaign belongs to another dataset.", details={"campaign": ["is not found"]}
        )
    if language not in campaign.languages or campaign.state == CampaignState.CLOSED:
        raise InviteInvalidError(
            f"{campaign} asks nothing in {language}.",
            details={"campaign": ["is closed, or doesn't ask in this language"]},
        )


def revoke_invite(invite: Invite) -> Invite:
    """Who came by it stays."""
    invite.revoked_at = invite.revoked_at or timezone.now()
    invite.save(update_fields=["revoked_at"])
    return invite


def state_of(invite: Invite, *, uses: int, now: datetime) -> InviteState:
    if invite.revoked_at is not None:
        return InviteState.REVOKED
    if invite.expires_at <= now:
        return InviteState.EXPIRED
    return InviteState.USED_UP if uses >= invite.max_uses else InviteState.USABLE


def open_invite(key: str) -> Invite:
    """The invite behind a link.

    Raises:
        InviteUnknownError: there is none.
        InviteRevokedError, InviteExpiredError, InviteUsedUpError: it lets nobody in any more.
    """
    invite = Invite.objects.filter(digest=token_digest(key)).select_related("campaign").first()
    if invite is None:
        raise InviteUnknownError
    _refuse_unusable(invite)
    return invite


def _refuse_unusable(invite: Invite) -> None:
    state = state_of(invite, uses=invite.uses.count(), now=timezone.now())
    if state in _REFUSALS:
        raise _REFUSALS[state]


def join_anew(key: str, newcomer: Newcomer) -> tuple[Invite, User, str | None]:
    """An account for a person who has none, in the invite's dataset and language.

    Returns:
        The invite, the account, and the key of its private link where no password was chosen.

    Raises:
        NameTakenError, PasswordWeakError: another name or password is needed.
        InviteUnknownError and the others of `open_invite`.
    """
    with transaction.atomic():
        invite = _lock(key)
        _refuse_unusable(invite)
        user = create_rater(newcomer, arrived_by=Arrival.INVITE, language=invite.language)
        _let_in(invite, user)
        link = None if newcomer.password else issue_return_link(user)
    return invite, user, link


def join_as(key: str, user: User) -> Invite:
    """Lets a person who has an account in. Again changes nothing, and uses the invite up once.

    Raises:
        RoleCannotRateError: the account is a researcher's, a participant's of another study, or
            that of a manager of other datasets, who would get more here than a rater's rights.
        InviteUnknownError and the others of `open_invite`.
    """
    with transaction.atomic():
        invite = _lock(key)
        if not _may_become_rater(user, invite):
            raise RoleCannotRateError
        if not invite.uses.filter(user=user).exists():
            _refuse_unusable(invite)
            add_language(user, invite.language)
            _let_in(invite, user)
    return invite


def _may_become_rater(user: User, invite: Invite) -> bool:
    """What a member may do is by the role, so a manager's account would come in as a manager."""
    if not user.rates or user.arrived_by == Arrival.PROLIFIC:
        return False
    if user.manages and not user.is_admin:
        return invite.dataset.memberships.filter(user=user).exists()
    return True


def _lock(key: str) -> Invite:
    """Two who click the last use at once take turns."""
    rows = Invite.objects.select_for_update(of=("self",)).select_related("dataset", "campaign")
    invite = rows.filter(digest=token_digest(key)).first()
    if invite is None:
        raise InviteUnknownError
    return invite


def _let_in(invite: Invite, user: User) -> None:
    add_members(invite.dataset, [user])
    invite.uses.create(user=user)
