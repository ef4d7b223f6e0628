"""What speech models that answer share: a clip, perhaps with a prompt, goes in; text comes out.

`responder` knows no torch; `model` runs the model and is imported when the first clip comes.
"""

from engines.responding.responder import Source, SpeechResponder

__all__ = ["Source", "SpeechResponder"]
