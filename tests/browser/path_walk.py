"""A rater's whole way into a campaign, screen by screen, in whatever language the pages speak."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from playwright.sync_api import Page, Response, expect

from tests.browser.conftest import Visit, hear

LOCALES = Path(__file__).resolve().parents[2] / "frontend/src/locales/rater"


class Words:
    """The texts of the interface in one language."""

    def __init__(self, tag: str) -> None:
        self.texts = json.loads((LOCALES / f"{tag}.json").read_text(encoding="utf-8"))

    def __call__(self, key: str, **values: object) -> str:
        room, name = key.split(".")
        text: str = self.texts[room][name]
        for placeholder, value in values.items():
            text = text.replace(f"{{{{{placeholder}}}}}", str(value))
        return text


@dataclass
class Secrets:
    """What only the server knows: which answers are right, which clip is a trap."""

    database_url: str

    def right_answers(self, trial: int) -> list[int | None]:
        (questions,) = self._row("SELECT questions FROM annotation_trial WHERE id = %s", trial)
        return [question["expected"] for question in questions]

    def trap_score(self, audio_url: str) -> int | None:
        found = self._row(
            "SELECT naturalness FROM annotation_controlclip WHERE role = 'trap' AND sha256 = %s",
            audio_url.removeprefix("/audio/"),
        )
        return int(found[0]) if found else None

    def is_control(self, audio_url: str) -> bool:
        """Whether it is a trap or gold, of which no words are shown."""
        sha256 = audio_url.removeprefix("/audio/")
        return bool(self._row("SELECT 1 FROM annotation_controlclip WHERE sha256 = %s", sha256))

    def events(self, assignment: int) -> list[str]:
        (kinds,) = self._row(
            "SELECT array_agg(kind ORDER BY id) FROM annotation_playbackevent "
            "WHERE assignment_id = %s",
            assignment,
        )
        return list(kinds)

    def report(self, assignment: int) -> tuple[Any, ...]:
        return self._row(
            "SELECT cause, word_index FROM annotation_problemreport WHERE assignment_id = %s",
            assignment,
        )

    def _row(self, query: str, *values: object) -> tuple[Any, ...]:
        with psycopg.connect(self.database_url) as connection:
            return connection.execute(query, values).fetchone() or ()


@dataclass
class Walk:
    """One rater before one campaign in one language."""

    visit: Visit
    words: Words
    secrets: Secrets
    campaign: int
    language: str

    @property
    def page(self) -> Page:
        return self.visit.page

    def enter(self) -> None:
        self.visit.go(f"/rate/{self.campaign}/{self.language}")

    def sees(self, key: str) -> None:
        """The screen of this title, without barriers and no wider than the phone."""
        title = self.page.get_by_role("heading", level=1, name=self.words(key), exact=True)
        expect(title).to_be_visible()
        self.has_no_barriers()

    def has_no_barriers(self) -> None:
        found = [*self.visit.violations(), *self.visit.overflow()]
        assert found == [], found

    def press(self, key: str) -> None:
        self.page.get_by_role("button", name=self.words(key), exact=True).click()

    def consent(self) -> None:
        self.sees("path.consent_title")
        self.press("path.consent_agree")

    def start_trial(self, kind: str) -> dict[str, Any]:
        self.sees(f"path.{kind}_title")
        if kind == "qualification":
            start = self.page.get_by_role("button", name=self.words("work.start"), exact=True)
            expect(start).to_be_disabled()
            self.page.get_by_role("checkbox").check()
        with self.page.expect_response(re.compile("/work/trials/$")) as answer:
            self.press("work.start")
        trial: dict[str, Any] = answer.value.json()
        return trial

    def take_trial(self, kind: str, *, right: bool = True, reload_after: int = 0) -> None:
        trial = self.start_trial(kind)
        total = len(trial["questions"])
        expected = self.secrets.right_answers(trial["id"])
        for number, (question, known) in enumerate(
            zip(trial["questions"], expected, strict=True), 1
        ):
            position = self.words("path.question", number=number, total=total)
            expect(self.page.get_by_text(position, exact=True)).to_be_visible()
            if number == 1:
                self.sees(f"path.asks_{question['asks']}")
            best = question["expected"] if known is None else known + 1
            self.answer(question, best if right else best % len(question["choices"]) + 1)
            if number == reload_after:
                self.page.reload()
                assert self.start_trial(kind)["id"] == trial["id"]
        self.sees("path.passed_title" if right else "path.failed_title")
        self.press("path.continue")

    def answer(self, question: dict[str, Any], place: int) -> None:
        """By keys alone: Space plays, a digit chooses, Enter goes on."""
        if question["audio_url"] is not None:
            hear(self.page)
        self.page.keyboard.press(str(place))
        if question["expected"] is not None:
            text = self.words("path.expected", score=question["expected"])
            expect(self.page.get_by_role("status").filter(has_text=text)).to_be_visible()
        self.page.keyboard.press("Enter")

    def start_session(self) -> list[dict[str, Any]]:
        self.sees("session.ready_title")
        with self.page.expect_response(re.compile("/work/sessions/$")) as answer:
            self.press("session.start")
        return _clips(answer.value)

    def reload_session(self) -> list[dict[str, Any]]:
        with self.page.expect_response(re.compile("/work/sessions/$")) as answer:
            self.page.reload()
        return _clips(answer.value)

    def rate_to_the_end(self, clips: list[dict[str, Any]], *, attentive: bool = True) -> None:
        """The last answer is held until the person finishes, and can be taken back until then."""
        self.rate(clips[:-1], attentive=attentive)
        self.rate(clips[-1:], attentive=attentive, held=True)
        self.sees("outbox.last_title")
        self.press("desk.undo")
        expect(self.page.get_by_role("radio", checked=True)).to_have_count(2)
        self.page.keyboard.press("Enter")
        self.sees("outbox.last_title")
        with self.page.expect_response(re.compile("/rating/$")) as answer:
            self.press("outbox.finish")
        assert answer.value.ok, answer.value.text()

    def rate(
        self, clips: list[dict[str, Any]], *, attentive: bool = True, held: bool = False
    ) -> None:
        """The clips as they lie on the desk; a trap gets the score it says, or another."""
        for clip in clips:
            score = self.secrets.trap_score(clip["recording"]["audio_url"]) or 4
            given = score if attentive else score % 5 + 1
            hear(self.page)
            self.choose(given)
            if held:
                self.page.keyboard.press("Enter")
                continue
            rating = re.compile(f"/assignments/{clip['id']}/rating/$")
            with self.page.expect_response(rating) as answer:
                self.page.keyboard.press("Enter")
            assert answer.value.ok, answer.value.text()

    def choose(self, score: int) -> None:
        self.page.keyboard.press(str(score))
        self.page.keyboard.press("qwert"[score - 1])

    def plain(self, clips: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Those that are neither trap nor gold."""
        return (c for c in clips if not self.secrets.is_control(c["recording"]["audio_url"]))


def _clips(answer: Response) -> list[dict[str, Any]]:
    clips: list[dict[str, Any]] = answer.json()["assignments"]
    return clips
