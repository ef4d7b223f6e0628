"""Raters that are a program: they show that the road works, and say nothing about quality."""

from collections.abc import Callable
from random import Random
from typing import Any

from demo.client import Client

Done = Callable[[], None]
# Shares near the paper's: 72% of translations corrected, most clips good but not perfect.
CORRECTED_SHARE = 0.7
SCORES = (1, 2, 3, 4, 5)
WEIGHTS = (1, 3, 8, 12, 6)


class Rater:
    def __init__(self, client: Client) -> None:
        self._client = client
        self._random = Random(client.account.username)  # noqa: S311 - not a secret, a repeatable draw

    def work_off(self, campaign: int, done: Done) -> int:
        """Answers everything that waits in one campaign; returns how much it was."""
        answers = 0
        for language in self._client.account.languages:
            while task := self._next(campaign, language):
                self._answer(task)
                answers += 1
                done()
        return answers

    def _next(self, campaign: int, language: str) -> Any:
        waiting = {
            row["language"]
            for row in self._client.get("/work/")
            if row["campaign"]["id"] == campaign and row["waiting"]
        }
        if language not in waiting:
            return None
        return self._client.post("/work/next/", {"campaign": campaign, "language": language})

    def _answer(self, task: dict[str, Any]) -> None:
        if task["kind"] == "correction":
            self._client.post(f"/assignments/{task['id']}/correction/", self._correction(task))
            return
        heard = {"kind": "ended", "seconds": task["recording"]["duration_s"]}
        names = ("naturalness", "understood")
        scores = {name: self._random.choices(SCORES, WEIGHTS)[0] for name in names}
        # The studio's clock for raters runs faster here; by it they take a person's time.
        took_s = task["recording"]["duration_s"] + self._thinking_s()
        rating = {**scores, "took_s": took_s, "playback": [heard]}
        self._client.post(f"/assignments/{task['id']}/rating/", rating)

    def _thinking_s(self) -> float:
        return 1 + self._random.gammavariate(3.0, 1.5)

    def _correction(self, task: dict[str, Any]) -> dict[str, str]:
        question, answer = task["translation"]["question"], task["translation"]["answer"]
        if self._random.random() >= CORRECTED_SHARE:
            return {"verdict": "confirmed", "question": question, "answer": answer}
        # The smallest edit that is one in every script.
        corrected = {"verdict": "corrected", "question": f"{question} …", "answer": answer}
        return corrected | {"override_reason": "A program wrote this, to walk the road."}
