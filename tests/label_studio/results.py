"""Results as Label Studio stores them."""

from typing import Any


def choice(name: str, value: str, *, to: str = "audio") -> dict[str, Any]:
    return {
        "from_name": name, "to_name": to, "type": "choices", "value": {"choices": [value]},
    }  # fmt: skip


def scores(naturalness: object = 4, understood: object = 5) -> list[dict[str, Any]]:
    return [choice("naturalness", str(naturalness)), choice("understood", str(understood))]


def text(name: str, value: str) -> dict[str, Any]:
    to = f"{name}_source" if name != "reason" else "question_source"
    return {"from_name": name, "to_name": to, "type": "textarea", "value": {"text": [value]}}


def correction(
    question: str, answer: str, verdict: str = "corrected", reason: str = ""
) -> list[dict[str, Any]]:
    parts = [
        text("question", question),
        text("answer", answer),
        choice("verdict", verdict, to="question_source"),
    ]
    return [*parts, text("reason", reason)] if reason else parts
