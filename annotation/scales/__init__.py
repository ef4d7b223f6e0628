"""The questions raters answer after a clip, in their own language.

The texts follow the five-category rating of ITU-T P.808; `load_scale` reads them.
"""

from annotation.scales.errors import ScaleMissingError
from annotation.scales.loader import CURRENT_VERSION, Question, Scale, load_scale

__all__ = ["CURRENT_VERSION", "Question", "Scale", "ScaleMissingError", "load_scale"]
