"""How language models write: rows of tokens go in, words drawn by a `Sampling` come out.

`rows` is plain data and knows no torch; `writer` runs the model and is imported with it.
"""

from engines.wording.batches import write_in_batches
from engines.wording.rows import Row, Written

__all__ = ["Row", "Written", "write_in_batches"]
