"""Where the real input lies, for tests that read it."""

from pathlib import Path

import pytest

XQUAD = Path(__file__).parents[3] / "shared" / "data" / "xquad"
TAGS = {
    "eng": "en",
    "ara": "ar",
    "cmn": "zh",
    "deu": "de",
    "ell": "el",
    "hin": "hi",
    "rus": "ru",
    "spa": "es",
    "tur": "tr",
}
"""The ending of each file by its language; English is the one they were translated from."""
TRANSLATED = tuple(language for language in TAGS if language != "eng")

needs_xquad = pytest.mark.skipif(
    not XQUAD.is_dir(), reason="the XQuAD files are not there (../shared/data/xquad)"
)
