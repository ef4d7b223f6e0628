"""What cards of a release are made from: its frozen description, and nothing that may change."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from languages import LANGUAGES
from releases.models import Release


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Of a release that was made before its dataset's name was frozen, the name is its slug."""

    dataset: str
    name: str
    title: str
    description: str
    licence: str
    notes: str
    made_on: date
    manifest: str
    definition: Mapping[str, Any]
    numbers: Mapping[str, Any]
    gates: list[Mapping[str, Any]]
    changes: Mapping[str, Any] | None
    override_reason: str

    @property
    def address(self) -> str:
        """Where the release answers over REST; ends with a slash."""
        return f"{settings.PUBLIC_URL}/api/v1/datasets/{self.dataset}/releases/{self.name}/"

    @property
    def licences(self) -> list[str]:
        """SPDX expressions, each once: of the dataset, then of texts and recordings."""
        parts = [part for told in self.numbers["licences"] for part in told.split(", ")]
        return list(dict.fromkeys(licence for licence in (self.licence, *parts) if licence))


def read_facts(release: Release) -> Facts:
    told = release.definition.get("dataset", {})
    return Facts(
        dataset=release.dataset.slug,
        name=release.name,
        title=told.get("name", release.dataset.slug),
        description=told.get("description", ""),
        licence=told.get("licence", ""),
        notes=release.notes,
        made_on=release.created_at.date(),
        manifest=release.manifest,
        definition=_sorted(release.definition),
        numbers=_sorted(release.numbers),
        gates=release.gates,
        changes=_sorted(release.changes),
        override_reason=release.override_reason,
    )


def _sorted(told: Any) -> Any:
    """By name: the database gives names back in an order of its own."""
    return json.loads(json.dumps(told, sort_keys=True))


def language_name(code: str) -> str:
    return LANGUAGES[code].name if code in LANGUAGES else code


def language_tag(code: str) -> str:
    """BCP 47, as HTML and Croissant want it."""
    return LANGUAGES[code].bcp47 if code in LANGUAGES else code
