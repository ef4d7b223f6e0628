"""Where the real trivia questions lie, for tests that read them."""

from pathlib import Path

import pytest

TRIVIA = Path(__file__).parents[3] / "shared" / "data" / "opentriviaqa"

needs_trivia = pytest.mark.skipif(
    not TRIVIA.is_dir(), reason="the OpenTriviaQA files are not there (../shared/data/opentriviaqa)"
)
