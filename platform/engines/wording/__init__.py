"""How language models write: rows of tokens go in, words drawn by a `Sampling` come out.

`rows` is plain data and knows no torch; `writer` runs the model and is imported with it.
"""

from engines.wording.rows import Row, Written, room_of, too_long

__all__ = ["Row", "Written", "room_of", "too_long"]
