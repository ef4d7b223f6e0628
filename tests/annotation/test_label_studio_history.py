import pytest

from accounts.enums import Role
from annotation.enums import Backend
from annotation.label_studio.connections import set_connection
from annotation.label_studio.enums import ProjectState
from annotation.models import LabelStudioProject
from tests.conftest import ClientFor
from tests.factories import make_campaign, make_dataset, make_user, make_voiced_item
from tests.histories import ask_history, tell

pytestmark = pytest.mark.django_db


def test_connections_and_projects_are_told_without_the_token(client_for: ClientFor) -> None:
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager)
    make_voiced_item(dataset)
    client = client_for(manager)
    set_connection("here", url="http://127.0.0.1:9/", token="secret", by=manager)
    campaign = make_campaign(dataset, name="Heard", backend=Backend.LABEL_STUDIO)
    LabelStudioProject.objects.update(state=ProjectState.IMPORTING)
    LabelStudioProject.objects.update(differences=3, problem="It took too long.")

    [connected] = ask_history(client, dataset, "connection")
    filled, made = ask_history(client, dataset, "project", id=campaign.pk)

    assert tell(connected) == (
        "insert",
        manager.username,
        "here",
        {"url": ("", "http://127.0.0.1:9"), "is_default": ("", "true")},
    )
    assert tell(made) == ("insert", None, "Heard, ara", {"connection": ("", "Label Studio here")})
    assert tell(filled)[3] == {"state": ("waiting", "importing")}
    assert "secret" not in str([connected, filled, made])
