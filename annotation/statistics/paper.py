"""What the paper's raters said, to stand beside ours. Source: MultiSpeechQA, Table 2.

Means of 20 pairs a language by at least two raters; the paper gives no intervals, and none for
Czech and English.
"""

from typing import NamedTuple


class PaperOpinion(NamedTuple):
    engine: str
    """As the table prints it; XTTS v2 has no Indonesian, so that row's is an erratum."""
    naturalness: float
    understood: float


_TABLE_2 = {
    "ara": PaperOpinion("XTTS", 2.8, 3.7),
    "cmn": PaperOpinion("XTTS", 2.8, 4.8),
    "nld": PaperOpinion("XTTS", 3.1, 4.4),
    "fra": PaperOpinion("XTTS", 3.6, 4.3),
    "deu": PaperOpinion("XTTS", 3.0, 4.4),
    "ell": PaperOpinion("MMS", 2.4, 4.2),
    "heb": PaperOpinion("MMS", 2.1, 2.4),
    "hin": PaperOpinion("XTTS", 3.4, 3.5),
    "ind": PaperOpinion("XTTS", 3.0, 4.1),
    "ita": PaperOpinion("XTTS", 3.5, 4.5),
    "jpn": PaperOpinion("XTTS", 3.0, 2.9),
    "kor": PaperOpinion("XTTS", 2.3, 4.2),
    "fas": PaperOpinion("Seamless", 2.5, 4.2),
    "pol": PaperOpinion("XTTS", 4.0, 4.4),
    "por": PaperOpinion("XTTS", 3.7, 4.6),
    "ron": PaperOpinion("Seamless", 1.8, 4.0),
    "rus": PaperOpinion("XTTS", 3.7, 4.6),
    "spa": PaperOpinion("XTTS", 3.6, 4.9),
    "tur": PaperOpinion("XTTS", 3.4, 4.3),
    "ukr": PaperOpinion("Seamless", 2.5, 4.6),
    "vie": PaperOpinion("Seamless", 3.2, 2.8),
}


def paper_opinion(language: str) -> PaperOpinion | None:
    """The paper's means for a language by its ISO 639-3 code, where it gives them."""
    return _TABLE_2.get(language)
