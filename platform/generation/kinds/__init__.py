"""The job kinds of this app, one file each."""

from generation.kinds.check import CHECK
from generation.kinds.synthesize import SYNTHESIZE
from generation.kinds.translate import TRANSLATE

__all__ = ["CHECK", "SYNTHESIZE", "TRANSLATE"]
