"""What all neural synthesizers share: texts made speakable, cut into parts, checked and joined."""

from engines.speaking.parts import Part, speak_in_parts

__all__ = ["Part", "speak_in_parts"]
