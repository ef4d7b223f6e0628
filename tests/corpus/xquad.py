"""Where the real input lies, for tests that read it."""

from pathlib import Path

import pytest

XQUAD = Path(__file__).parents[3] / "shared" / "data" / "xquad"
TRANSLATED = ("ara", "cmn", "deu", "ell", "hin", "rus", "spa", "tur")
TAGS = ("ar", "zh", "de", "el", "hi", "ru", "es", "tr")

needs_xquad = pytest.mark.skipif(
    not XQUAD.is_dir(), reason="the XQuAD files are not there (../shared/data/xquad)"
)
