"""A connection's test says precisely what is wrong; people and clips find their way."""

import pytest
import requests
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.enums import Role
from annotation.enums import CampaignKind
from annotation.label_studio.checking import check_connection
from annotation.label_studio.client import LabelStudioClient
from annotation.label_studio.errors import ConnectionInvalidError
from annotation.label_studio.people import invite
from annotation.label_studio.projects import close
from annotation.models import LabelStudioConnection
from annotation.services.campaigns import close_campaign
from tests.conftest import ClientFor
from tests.factories import make_user
from tests.label_studio.scene import make_bench, open_there, project_of

pytestmark = [pytest.mark.label_studio, pytest.mark.xdist_group("label_studio")]


def _problems(connection: LabelStudioConnection) -> dict[str, str]:
    return {check.name: check.problem for check in check_connection(connection)}


def test_all_is_well_between_the_two_servers(
    connection: LabelStudioConnection, admin: LabelStudioClient
) -> None:
    assert _problems(connection) == {"server": "", "clips": "", "webhook": ""}
    assert connection.checked_at is not None
    assert admin.find_projects("Connection test") == []


def test_a_server_that_is_not_there_and_a_wrong_token_are_told_apart(
    connection: LabelStudioConnection,
) -> None:
    connection.token = "0" * 40
    assert "refuses the token" in _problems(connection)["server"]
    connection.url = "http://127.0.0.1:9"
    assert "does not answer at http://127.0.0.1:9" in _problems(connection)["server"]


def test_a_webhook_that_cannot_reach_us_is_named(
    connection: LabelStudioConnection, settings: Settings
) -> None:
    settings.LABEL_STUDIO_CALLBACK_URL = "http://127.0.0.1:9"

    problems = _problems(connection)

    assert (problems["server"], problems["clips"]) == ("", "")
    assert "does not reach http://127.0.0.1:9" in problems["webhook"]


def test_clips_that_browsers_would_keep_back_are_named(
    connection: LabelStudioConnection, settings: Settings, live_server: LiveServer
) -> None:
    settings.PUBLIC_URL = f"{live_server.url}/api"  # an address that knows nothing of CORS

    assert "Access-Control-Allow-Origin" in _problems(connection)["clips"]


def test_a_clip_plays_by_its_signed_address_until_the_project_is_closed(
    connection: LabelStudioConnection, live_server: LiveServer, admin: LabelStudioClient
) -> None:
    campaign = open_there(make_bench(1, "ara"), CampaignKind.LISTENING, "ara")
    project = project_of(campaign)
    (remote,) = project.remote_tasks.select_related("task__recording")
    answer = admin._sdk.tasks.get(str(remote.remote_id))  # noqa: SLF001 - as a browser has it
    address = answer.data["audio"]

    played = requests.get(address, headers={"Origin": connection.url}, timeout=30)
    forged = requests.get(address.replace(".flac", "x.flac"), timeout=30)

    assert remote.task.recording is not None
    assert (played.status_code, len(played.content)) == (200, remote.task.recording.size_bytes)
    assert played.headers["Access-Control-Allow-Origin"] == "*"
    assert forged.status_code == 404
    close_campaign(campaign)
    project.refresh_from_db()
    close(project)
    assert requests.get(address, timeout=30).status_code == 404


def test_an_invitation_makes_one_account_and_needs_an_address(
    connection: LabelStudioConnection, admin: LabelStudioClient
) -> None:
    person = make_user(email="invited@example.org")

    first, second = invite(connection, person), invite(connection, person)

    assert first.person == second.person
    assert len(first.password) > 10 or first.person.id == second.person.id
    assert second.password == ""
    with pytest.raises(ConnectionInvalidError, match="no e-mail address"):
        invite(connection, make_user())


def test_a_manager_sees_counts_reasons_and_a_link(
    connection: LabelStudioConnection, client_for: ClientFor
) -> None:
    manager = make_user(Role.MANAGER)
    dataset = make_bench(2, "ara")
    dataset.memberships.create(user=manager)
    campaign = open_there(dataset, CampaignKind.LISTENING, "ara")

    answer = client_for(manager).get(f"/api/v1/campaigns/{campaign.pk}/label-studio/")

    (shown,) = answer.json()
    project = project_of(campaign)
    assert shown["url"] == f"{connection.url}/projects/{project.remote_id}/"
    assert (shown["tasks"], shown["waiting"], shown["state"]) == (2, 0, "ready")
    assert connection.token not in answer.content.decode()
