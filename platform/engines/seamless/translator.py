"""SeamlessM4T v2, text into text."""

from engines.protocols import Licence
from engines.seq2seq import Architecture, Decoding, Seq2SeqTranslator
from languages import LANGUAGES

ARCHITECTURE = Architecture(
    model_type="seamless_m4t_v2",
    model_class="SeamlessM4Tv2ForTextToText",
    language_token="__{}__",  # noqa: S106 - a token of a vocabulary
    aim=lambda code, _: {"tgt_lang": code},
)
LICENCE = Licence(name="CC-BY-NC-4.0", note="that of the model, SeamlessM4T v2 by Meta")
DECODING = Decoding(beams=5)  # as in its paper's evaluation


class SeamlessTranslator(Seq2SeqTranslator):
    def __init__(self, *, decoding: Decoding = DECODING) -> None:
        super().__init__(
            name="seamless-m4t-v2",
            architecture=ARCHITECTURE,
            codes={
                code: row.codes.seamless for code, row in LANGUAGES.items() if row.codes.seamless
            },
            licence=LICENCE,
            decoding=decoding,
        )
