"""What translating models of the encoder-decoder kind share.

`translator` cuts texts into sentences and puts them together again, and knows no torch; `model`
runs the model and is imported when the first text comes.
"""

from engines.seq2seq.architecture import Architecture, Decoding
from engines.seq2seq.translator import Seq2SeqTranslator

__all__ = ["Architecture", "Decoding", "Seq2SeqTranslator"]
