"""BLOOMZ: a multilingual language model that follows instructions without any conversation."""

from engines.chat import LocalChat
from engines.protocols import Licence


class Bloomz(LocalChat):
    """What it answers to texts is what a speech model learns that is built around it (MI)."""

    name = "bloomz"
    types = ("bloom",)
    plain = True
    max_tokens = 2_048
    published_licence = Licence(
        name="LicenseRef-bigscience-bloom-rail-1.0", note="BigScience RAIL: it restricts some uses."
    )
