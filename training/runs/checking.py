"""Whether a training can be started, asked before a GPU waits for it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from catalog.models import Dataset
from generation.kinds.parameters import check_startable
from languages import get
from languages.errors import LanguageUnknownError
from releases.errors import ReleaseMissingError
from releases.models import Release
from training.errors import RecipeInvalidError, RecipeUnknownError
from training.orders import name_problem
from training.recipes import Recipe, get_recipe, recipes, with_changes
from training.recipes.fields import IMPORTED, Layout, Source
from training.runs.errors import (
    CheckpointNameTakenError,
    RecipeRefusedError,
    WishRefusedError,
)
from training.runs.models import NAME, Checkpoint, TrainingRun
from training.runs.starts import check_start
from training.runs.wishes import Wish, check_afterwards


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A wish that can be carried out."""

    recipe: Recipe
    release: Release | None


def prepare(dataset: Dataset, wish: Wish) -> Prepared:
    """The recipe as it would be trained, and the release that it reads.

    Raises:
        RecipeRefusedError: the recipe or a field of it is unknown, or a value out of its range.
        WishRefusedError: a language, release, folder or checkpoint isn't there.
        CheckpointNameTakenError: the name belongs to another checkpoint.
        ValidationError: no worker has what trainings need.
    """
    check_startable("responder", f"checkpoint:{wish.name}")
    check_name(wish.name)
    recipe = settle_recipe(dataset, wish)
    release = _find_release(dataset, wish, recipe)
    _check_languages(recipe, release)
    _check_caps(recipe, release)
    _check_folders(recipe, wish)
    check_start(recipe)
    check_afterwards(dataset, wish)
    return Prepared(recipe=recipe, release=release)


def check_name(name: str) -> None:
    """Whether a new training can be called so.

    Raises:
        WishRefusedError: the name has other characters, is too long, or one that other trainings'
            checkpoints get.
        CheckpointNameTakenError: there is such a checkpoint.
    """
    shape = "" if re.match(NAME.regex, name) else str(NAME.message)
    if problem := shape.rstrip(".") or name_problem(name):
        raise WishRefusedError("name", f"{name!r} can't be the name: {problem}. Choose another.")
    taken = (
        TrainingRun.objects.filter(name=name).exists()
        or Checkpoint.objects.filter(folder=name).exists()
        or (Path(settings.FINETUNED_FOLDER) / name).exists()
    )
    if taken:
        raise CheckpointNameTakenError(name)


def settle_recipe(dataset: Dataset, wish: Wish) -> Recipe:
    """With all changes and in languages that are named, so that it says by itself what it does."""
    try:
        recipe = get_recipe(wish.recipe)
        languages = wish.languages or recipe.data.languages or tuple(dataset.languages)
        settled = {"data.languages": sorted(set(languages)), **wish.changes}
        recipe = with_changes(recipe, settled)
    except RecipeUnknownError as unknown:
        raise RecipeRefusedError([("", str(unknown))]) from unknown
    except RecipeInvalidError as invalid:
        raise RecipeRefusedError(invalid.problems) from invalid
    _check_known(recipe.data.languages)
    known = {one.model.family for one in recipes().values()}
    if recipe.model.family not in known:
        problem = f"there is no such family; families are {', '.join(sorted(known))}"
        raise RecipeRefusedError([("model.family", problem)])
    return recipe


def _check_known(codes: Iterable[str]) -> None:
    try:
        for code in codes:
            get(code)
    except LanguageUnknownError as unknown:
        raise WishRefusedError("languages", str(unknown)) from unknown


def wanted_languages(recipe: Recipe, source: Source) -> list[str]:
    """That a source is to be read in."""
    return sorted(set(source.languages or recipe.data.languages) & set(recipe.data.languages))


def files_of(recipe: Recipe) -> list[str]:
    """Names of sources that lie in folders, and that some language is wanted of."""
    return [
        name
        for name, source in recipe.data.sources.items()
        if source.layout is not Layout.RELEASE and wanted_languages(recipe, source)
    ]


def folder_of(source: str, folders: dict[str, str]) -> Path:
    """Raises WishRefusedError: it would lead out of the folder of training data."""
    root = settings.TRAINING_DATA_FOLDER.resolve()
    folder: Path = (root / folders.get(source, source)).resolve()
    if not folder.is_relative_to(root):
        raise WishRefusedError(
            "folders", f"{folders[source]!r} leads out of TRAINING_DATA_FOLDER. Name it from there."
        )
    return folder


def _find_release(dataset: Dataset, wish: Wish, recipe: Recipe) -> Release | None:
    reads = any(source.layout is Layout.RELEASE for source in recipe.data.sources.values())
    if not reads:
        if wish.release:
            raise WishRefusedError("release", f"Recipe {recipe.name!r} reads no release.")
        return None
    release = dataset.releases.filter(name=wish.release).first()
    if release is None:
        problem = (
            ReleaseMissingError(wish.release).message
            if wish.release
            else f"Recipe {recipe.name!r} learns from a release: name one."
        )
        raise WishRefusedError("release", problem)
    return release


def _check_languages(recipe: Recipe, release: Release | None) -> None:
    if release is None:
        return
    for source in recipe.data.sources.values():
        if source.layout is Layout.RELEASE:
            voiced = release.numbers["splits"].get(source.split, {})
            missing = [
                language
                for language in wanted_languages(recipe, source)
                if not voiced.get(language, {}).get("recordings")
            ]
            if missing:
                raise WishRefusedError("languages", _lacks(release, source, missing, voiced))


def _check_caps(recipe: Recipe, release: Release | None) -> None:
    """A cap on a source that nobody knows would cap nothing."""
    for name, source in recipe.data.sources.items():
        for part in sorted(source.samples_of.keys() - IMPORTED):
            if release and not release.frozen_rows.filter(source=part).exists():
                raise WishRefusedError(
                    f"changes.data.sources.{name}.samples_of",
                    f"Release {release.name!r} has no source {part!r}. Correct the name, or take "
                    "it out.",
                )


def _lacks(
    release: Release, source: Source, missing: list[str], voiced: dict[str, dict[str, int]]
) -> str:
    there = [language for language, part in voiced.items() if part.get("recordings")]
    has = f"it has {_named(there)}" if there else "it has none at all"
    return (
        f"Release {release.name!r} has no recording in its {source.split} split in "
        f"{_named(missing)}; {has}. Choose among these, or make a release that has the others."
    )


def _named(codes: Iterable[str]) -> str:
    return ", ".join(f"{get(code).name} ({code})" for code in codes)


def _check_folders(recipe: Recipe, wish: Wish) -> None:
    strange = sorted(set(wish.folders) - set(recipe.data.sources))
    if strange:
        known = ", ".join(recipe.data.sources)
        raise WishRefusedError(
            "folders", f"The recipe has no source {strange[0]!r}; its sources are {known}."
        )
    for source in files_of(recipe):
        folder = folder_of(source, dict(wish.folders))
        if settings.TRAINING_DATA_FOLDER.is_dir() and not folder.is_dir():
            raise WishRefusedError(
                "folders",
                f"Source {source!r} should lie in {folder}, and there is no such folder. Put it "
                "there, or name another below TRAINING_DATA_FOLDER.",
            )
