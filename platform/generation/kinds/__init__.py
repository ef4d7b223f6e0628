"""The job kinds of this app, one file each."""

from generation.kinds.check import CHECK, LISTEN
from generation.kinds.instruct import INSTRUCT
from generation.kinds.regenerate import REGENERATE
from generation.kinds.retranslate import RETRANSLATE
from generation.kinds.synthesize import SYNTHESIZE
from generation.kinds.translate import TRANSLATE

__all__ = ["CHECK", "INSTRUCT", "LISTEN", "REGENERATE", "RETRANSLATE", "SYNTHESIZE", "TRANSLATE"]
