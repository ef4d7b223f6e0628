"""What the chat model of a cascade is asked, and what its answer is."""

from engines.protocols import Completion, ItemFailure, Message, Reply, ResponseRequest, Task
from languages import LANGUAGES


def conversation(request: ResponseRequest, text: str) -> tuple[Message, ...]:
    """What to ask of a text that stands for the clip."""
    return ask(
        text,
        task=request.task,
        prompt=request.prompt,
        language=request.language,
        target=request.target,
    )


def ask(text: str, *, task: Task, prompt: str, language: str, target: str) -> tuple[Message, ...]:
    """The same in plain values; what is trained to be asked so reads it from here, too."""
    if task == Task.TRANSLATE:
        return ask_for_translation(text, language, target)
    return ask_for_answer(text, prompt)


def reply(completion: Completion | ItemFailure, *, heard: str | None) -> Reply | ItemFailure:
    if isinstance(completion, ItemFailure):
        return completion
    return Reply(
        text=completion.text,
        heard=heard,
        input_tokens=completion.input_tokens,
        output_tokens=completion.output_tokens,
    )


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
