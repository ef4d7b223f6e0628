"""Releases, and the files made of them."""

from releases.models.exports import Export, Shard
from releases.models.frozen import (
    NAME,
    Release,
    ReleaseChange,
    ReleaseCorrection,
    ReleaseLine,
    ReleaseQuerySet,
    ReleaseRow,
    ReleaseVote,
)
from releases.models.publications import Publication

__all__ = [
    "NAME",
    "Export",
    "Publication",
    "Release",
    "ReleaseChange",
    "ReleaseCorrection",
    "ReleaseLine",
    "ReleaseQuerySet",
    "ReleaseRow",
    "ReleaseVote",
    "Shard",
]
