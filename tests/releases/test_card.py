"""The data card of a release: what it tells, that it stays the same, and is no markup of others."""

import re

import pytest
from rest_framework.test import APIClient

from corpus.models import Source
from releases.card.citation import bibtex, cff
from releases.card.facts import read_facts
from releases.card.markdown import plain
from releases.card.writing import write_card
from releases.models import Release
from tests.conftest import ClientFor
from tests.releases.frozen import make_judged_dataset, make_release
from tests.releases.judged import make_version
from tests.releases.proving import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> Release:
    dataset = make_judged_dataset()
    dataset.memberships.get_or_create(user=dataset.created_by)
    dataset.name, dataset.licence = "Listeners & <b>co</b>", "CC-BY-4.0"
    dataset.save()
    return make_release(dataset, override_reason="Only a *rehearsal*.")


@pytest.fixture
def client(client_for: ClientFor, release: Release) -> APIClient:
    return client_for(release.dataset.created_by)


def write(release: Release) -> str:
    return write_card(read_facts(release))


def section(card: str, title: str) -> str:
    found = re.search(rf"^## {title}\n\n(.*?)(?=^## |\Z)", card, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def rows(card: str, title: str) -> list[list[str]]:
    """Cells of the table in a section, without its head."""
    lines = [line for line in section(card, title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def test_card_tells_what_was_published(release: Release) -> None:
    card = write(release)
    assert rows(card, "Splits")[-1] == ["bench", "6", "3", "0.00", "1"]
    assert rows(card, "Languages")[0][:5] == ["Arabic", "ara", "espeak-ng", "3", "3"]
    (arabic,) = rows(card, "What native speakers heard")
    assert (arabic[0], arabic[1][:4], arabic[2], arabic[4]) == ("Arabic", "4.50", "2.8", "3.7")
    assert rows(card, "What native speakers corrected") == [
        ["Arabic", "1", "1", "0", "0", "0% (0% to 79%)"],
        ["The paper", *["–"] * 4, "72% (43% to 86%)"],
    ]
    assert rows(card, "What was rejected") == [
        ["Arabic", "0 of 6", "clipping 1", "0 of 3", "0 of 1"]
    ]
    sources = {name: (here, paper) for name, here, paper in rows(card, "Sources")}
    assert sources["Total"] == ("3", "470,054")
    assert sources["dialogue"] == ("0", "379,621")
    assert "Nothing before" in section(card, "What changed")


def test_card_tells_overridden_gates_with_their_reason(release: Release) -> None:
    gates = section(write(release), "Gates")
    assert r"because: Only a \*rehearsal\*." in gates
    assert "| corrected | bench | ara 1 | 3 |" in gates
    assert "gates failed and were overridden" in section(write(release), "Known limits")


def test_card_tells_what_changed(release: Release) -> None:
    make_version(release.dataset)
    second = make_release(release.dataset, "v2")
    assert rows(write(second), "What changed") == [["added", "2", "2"]]
    assert f"Since v1 (manifest `{release.manifest}`)" in write(second)


def test_limits_name_languages_licences_and_harmful_sources() -> None:
    dataset = make_judged_dataset()
    Source.objects.filter(dataset=dataset).update(sensitive=True, name="Dialogue")
    recording = make_version(dataset, language="hin")
    recording.licence = "CC-BY-NC-4.0"
    recording.save()
    limits = section(write(make_release(dataset)), "Known limits")
    assert "Nobody's votes count on recordings in Hindi." in limits
    assert "espeak-ng guesses the vowels that are not written in Arabic." in limits
    assert "Some rows may not be used commercially (CC-BY-NC-4.0)" in limits
    assert "Texts of Dialogue can be harmful" in limits


def test_card_stays_the_same_when_the_dataset_goes_on(release: Release) -> None:
    before = write(release)
    dataset = release.dataset
    dataset.name, dataset.description = "Another", "Another"
    dataset.save()
    Source.objects.filter(dataset=dataset).update(name="Another")
    make_version(dataset)
    assert write(Release.objects.get(pk=release.pk)) == before


def test_words_of_people_bring_no_markup(release: Release) -> None:
    card = write(release)
    assert r"# Listeners \& \<b\>co\</b\>, release v1" in card
    assert "<b>" not in re.sub(r"^---.*?^---$|```.*?```", "", card, flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a | b\nc", r"a \| b c"),
        ("# not a title", r"\# not a title"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("https://a.example, WWW.b.example", r"https\://a.example, WWW\.b.example"),
        ("نص", "نص"),
    ],
)
def test_plain(text: str, told: str) -> None:
    assert plain(text) == told


def test_citation_says_which_bytes_are_meant(release: Release) -> None:
    facts = read_facts(release)
    entry = bibtex(facts)
    assert entry.startswith(f"@misc{{{release.dataset}-v1,\n")
    assert r"{Listeners \& <b>co</b>, release v1}" in entry
    assert entry.count("{") == entry.count("}")
    for told in (entry, cff(facts)):
        assert release.manifest in told
        assert facts.address in told


def test_release_from_before_names_were_frozen_has_a_card(release: Release) -> None:
    change(
        """
        UPDATE releases_release SET changes = NULL, numbers = numbers - 'items_by_source',
            definition = definition - 'dataset' - 'sources'
        WHERE id = %s
        """,
        release.pk,
    )
    release.refresh_from_db()
    card = write(release)
    assert f"# {release.dataset}, release v1" in card
    assert "it was made before releases told their changes" in card


def test_rest_gives_the_card_and_knows_it_again(client: APIClient, release: Release) -> None:
    at = f"/api/v1/datasets/{release.dataset}/releases/{release}/card.md"
    answer = client.get(at, headers={"Accept": "text/html"})
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.content.decode() == write(release)
    again = client.get(at, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
