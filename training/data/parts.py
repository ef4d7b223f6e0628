"""Whether the sources that a recipe caps are sources of the release."""

import numpy as np

from training.data.index import Index
from training.errors import DataMissingError
from training.recipes.fields import IMPORTED, Source


def check_parts(name: str, source: Source, release: Index) -> None:
    """Raises DataMissingError: a cap names a source that nobody knows, so it would cap nothing.

    Args:
        name: of the source of the mixture.
        source: what the recipe says of it.
        release: rows in all languages, so that a source may lack those that are asked for.
    """
    there = {release.names[place] for place in np.unique(release.rows["part"])}
    if unknown := sorted(source.samples_of.keys() - there - IMPORTED):
        raise DataMissingError(
            name,
            f"samples_of caps {unknown[0]!r}, and the release has no such source; it has "
            f"{', '.join(sorted(there)) or 'none'}. Correct the name, or take it out.",
        )
