"""What of a dataset may still change, and who is shown out."""

import pytest
from django.utils import timezone

from accounts.enums import Role
from catalog.models import Dataset
from catalog.services import (
    MakerStaysError,
    SettingFixedError,
    change_dataset,
    remove_member,
)
from tests.conftest import ClientFor
from tests.factories import make_dataset, make_user

pytestmark = pytest.mark.django_db


def test_name_and_sizes_change_before_the_draw() -> None:
    dataset = change_dataset(make_dataset(), name="New", dev_size=5)
    assert (dataset.name, dataset.dev_size) == ("New", 5)


@pytest.mark.parametrize("name", ["dev_size", "test_size", "bench_size", "split_seed"])
def test_what_the_splits_were_drawn_with_stays(name: str) -> None:
    dataset = make_dataset(splits_drawn_at=timezone.now())
    with pytest.raises(SettingFixedError, match=name):
        change_dataset(dataset, **{name: 99_999})
    same = change_dataset(dataset, name="New", **{name: getattr(dataset, name)})
    assert same.name == "New"


def test_language_may_be_added_but_none_left_out(client_for: ClientFor) -> None:
    dataset = make_dataset(maker := make_user(Role.MANAGER), languages=["eng", "ara"])
    client = client_for(maker)
    at = f"/api/v1/datasets/{dataset.slug}/"
    assert client.patch(at, {"languages": ["eng", "ara", "hin"]}).status_code == 200
    refused = client.patch(at, {"languages": ["eng"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "setting_fixed")
    assert Dataset.objects.get(pk=dataset.pk).languages == ["eng", "ara", "hin"]


def test_member_is_shown_out_and_the_maker_stays(client_for: ClientFor) -> None:
    rater = make_user(Role.RATER)
    dataset = make_dataset(rater, created_by=(maker := make_user(Role.MANAGER)))
    dataset.memberships.create(user=maker)
    members = f"/api/v1/datasets/{dataset.slug}/members/"
    membership = dataset.memberships.get(user=rater)
    assert client_for(maker).delete(f"{members}{membership.pk}/").status_code == 204
    assert list(dataset.memberships.values_list("user", flat=True)) == [maker.pk]
    with pytest.raises(MakerStaysError):
        remove_member(dataset.memberships.get(user=maker))
