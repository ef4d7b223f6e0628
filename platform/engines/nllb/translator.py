"""NLLB-200, text into text."""

from engines.protocols import Licence
from engines.seq2seq import Architecture, Decoding, Seq2SeqTranslator
from languages import LANGUAGES

ARCHITECTURE = Architecture(
    model_type="m2m_100",
    model_class="M2M100ForConditionalGeneration",
    language_token="{}",  # noqa: S106 - a token of a vocabulary
    aim=lambda _, token: {"forced_bos_token_id": token},
)
LICENCE = Licence(name="CC-BY-NC-4.0", note="that of the model, NLLB-200 by Meta")
DECODING = Decoding(beams=4)  # as in its paper's evaluation


class NllbTranslator(Seq2SeqTranslator):
    def __init__(self, *, decoding: Decoding = DECODING) -> None:
        super().__init__(
            name="nllb-200",
            architecture=ARCHITECTURE,
            codes={code: row.codes.nllb for code, row in LANGUAGES.items() if row.codes.nllb},
            licence=LICENCE,
            decoding=decoding,
        )
