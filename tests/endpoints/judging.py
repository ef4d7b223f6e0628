"""Judges for `ChatServer`: they read our prompt, and prefer what a test tells them to."""

import re
from typing import NamedTuple

from tests.endpoints.server import Asked, Play, Say


class Shown(NamedTuple):
    """What stands between the fences of our prompt."""

    request: str
    first: str
    second: str


def shown(prompt: str) -> Shown:
    mark = re.findall(r"carry the mark (\w+)\.", prompt)[0]
    fence = rf"\[{mark} begin ([^\]]+)\]\n(.*?)\n\[{mark} end \1\]"
    found = re.findall(fence, prompt, re.DOTALL)
    assert [title for title, _ in found] == ["Request", "Answer (A)", "Answer (B)"]
    return Shown(*(text for _, text in found))


def reply(verdict: str) -> Say:
    """As our prompt asks for it."""
    return Say(f"Comparison: That's how I see it.\nPreferred: {verdict}")


def first_always(asked: Asked) -> Say:
    """A judge that looks at the position alone."""
    return reply("Answer (A)")


def always_tie(asked: Asked) -> Say:
    return reply("TIE")


def garbage(asked: Asked) -> Say:
    return Say("I like Answer (A), though Answer (B) is fine, too.")


def prefers_longer(asked: Asked) -> Say:
    texts = shown(asked.text)
    return _prefer(len(texts.first), len(texts.second))


def prefers(word: str) -> Play:
    """A judge that looks for a word, and ties where both answers have it, or neither."""

    def play(asked: Asked) -> Say:
        texts = shown(asked.text)
        return _prefer(texts.first.count(word), texts.second.count(word))

    return play


def _prefer(first: int, second: int) -> Say:
    if first == second:
        return reply("TIE")
    return reply("Answer (A)" if first > second else "Answer (B)")
