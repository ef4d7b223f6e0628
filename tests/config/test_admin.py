"""The admin site keeps the rules that the REST interface keeps."""

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import SpokenLanguage
from catalog.models import Dataset
from tests.factories import make_user

pytestmark = pytest.mark.django_db
UNKNOWN = "t know xxx. Known languages: "


@pytest.fixture
def client() -> Client:
    admin = make_user(Role.ADMIN)
    admin.is_staff = admin.is_superuser = True
    admin.save()
    client = Client()
    client.force_login(admin)
    return client


def inline(prefix: str, **first: object) -> dict[str, object]:
    rows = {f"{prefix}-0-{name}": value for name, value in first.items()}
    return {f"{prefix}-TOTAL_FORMS": len(rows) and 1, f"{prefix}-INITIAL_FORMS": 0, **rows}


@pytest.mark.parametrize(("languages", "made"), [("eng,xxx", False), ("eng,hin", True)])
def test_dataset_has_only_languages_that_the_studio_knows(
    client: Client, languages: str, made: bool
) -> None:
    form = {
        "slug": "new", "name": "New", "languages": languages, "dev_size": 1, "test_size": 1,
        "bench_size": 1, "split_seed": 1, "created_by": make_user().pk, **inline("memberships"),
        "voice_seed": 1, "voice_share_cap": 1, "synthesizers": "{}", "bench_synthesizers": "{}",
    }  # fmt: skip
    response = client.post("/admin/catalog/dataset/add/", form)
    assert (UNKNOWN in response.content.decode()) is not made
    assert Dataset.objects.filter(slug="new").exists() is made


@pytest.mark.parametrize(("language", "made"), [("xxx", False), ("hin", True)])
def test_person_speaks_only_languages_that_the_studio_knows(
    client: Client, language: str, made: bool
) -> None:
    person = make_user(languages=())
    form = {
        "username": person.username, "role": "rater", "interface_language": "en",
        **inline("spoken_languages", language=language, user=person.pk),
    }  # fmt: skip
    response = client.post(f"/admin/accounts/user/{person.pk}/change/", form)
    assert (UNKNOWN in response.content.decode()) is not made
    assert SpokenLanguage.objects.filter(user=person, language=language).exists() is made
