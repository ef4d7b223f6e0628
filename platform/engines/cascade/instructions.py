"""What the chat model of a cascade is asked."""

from engines.protocols import Message
from languages import LANGUAGES


def ask_for_answer(text: str, prompt: str) -> tuple[Message, ...]:
    """The question as it was heard, behind a prompt where there is one."""
    return (Message(role="user", content=f"{prompt}\n\n{text}" if prompt else text),)


def ask_for_translation(text: str, source: str, target: str) -> tuple[Message, ...]:
    told = (
        f"Translate the following text from {_named(source)} into {_named(target)}. "
        "Answer with the translation alone."
    )
    return (Message(role="user", content=f"{told}\n\n{text}"),)


def _named(code: str) -> str:
    return LANGUAGES[code].name if code in LANGUAGES else code
