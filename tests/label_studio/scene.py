"""What people do in Label Studio in these tests, over its own API, each with an own token."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty
from typing import Any
from uuid import uuid4

import requests
from celery import current_app

from accounts.models import User
from annotation.enums import Backend, CampaignKind
from annotation.label_studio.client import LabelStudioClient
from annotation.label_studio.enums import CURRENT, Standing
from annotation.label_studio.people import invite
from annotation.label_studio.projects import push
from annotation.models import Campaign, LabelStudioConnection, LabelStudioProject
from catalog.models import Dataset
from tests.factories import (
    make_campaign,
    make_dataset,
    make_item,
    make_recording,
    make_translation,
    make_user,
)

ARRIVES_WITHIN_S = 2.0


@dataclass
class Account:
    """Somebody of Label Studio."""

    url: str
    token: str

    def ask(self, method: str, path: str, **body: Any) -> requests.Response:
        return requests.request(
            method, f"{self.url}/api/{path}", headers={"Authorization": f"Token {self.token}"},
            json=body or None, timeout=60,
        )  # fmt: skip

    def next_of(self, project: int) -> dict[str, Any] | None:
        """The next task there."""
        answer = self.ask("GET", f"projects/{project}/next/")
        return dict(answer.json()) if answer.ok else None

    def submit(self, task: int, result: list[dict[str, Any]], **more: Any) -> int:
        body = {"result": result, "lead_time": 4.5, **more}
        answer = self.ask("POST", f"tasks/{task}/annotations/", **body)
        answer.raise_for_status()
        return int(answer.json()["id"])

    def change(self, annotation: int, result: list[dict[str, Any]]) -> None:
        self.ask("PATCH", f"annotations/{annotation}/", result=result).raise_for_status()

    def delete(self, annotation: int) -> None:
        self.ask("DELETE", f"annotations/{annotation}/").raise_for_status()


@dataclass
class Annotator(Account):
    """``user`` is who this is in the studio."""

    remote_id: int
    user: User
    password: str

    def next(self, project: LabelStudioProject) -> int | None:
        """The number of the next task there."""
        task = self.next_of(project.remote_id or 0)
        return int(task["id"]) if task else None


def make_annotator(
    connection: LabelStudioConnection, dataset: Dataset | None = None, *languages: str
) -> Annotator:
    """A rater with an account in both; without a dataset, a stranger to it."""
    user = make_user(languages=languages or ("ara", "eng"), email=f"{uuid4().hex}@example.org")
    if dataset is not None:
        dataset.memberships.create(user=user)
    invitation = invite(connection, user)
    token = sign_in(connection.url, user.email, invitation.password)
    return Annotator(connection.url, token, invitation.person.id, user, invitation.password)


def sign_in(url: str, email: str, password: str) -> str:
    """By the form of its page; the token of whoever that is."""
    with requests.Session() as browser:
        page = f"{url}/user/login/"
        browser.get(page, timeout=60)
        form = {"email": email, "password": password,
                "csrfmiddlewaretoken": browser.cookies["csrftoken"]}  # fmt: skip
        browser.post(page, data=form, headers={"Referer": page}, timeout=60)
        answer = browser.get(f"{url}/api/current-user/token", timeout=60)
        answer.raise_for_status()
        return str(answer.json()["token"])


def make_bench(items: int, *languages: str) -> Dataset:
    """Items with a text and a recording in each of the languages."""
    dataset = make_dataset(languages=sorted({"eng", *languages}))
    for n in range(items):
        item = make_item(dataset, question=f"Is it number {n}?", answer=f"It is {n}.")
        for language in languages:
            if language == "eng":
                text = item.translations.get(language="eng")
            else:
                text = make_translation(
                    item, language=language, question=f"هل هو رقم {n}؟", answer=f"هو {n}."
                )
            make_recording(text)
    return dataset


def open_there(dataset: Dataset, kind: CampaignKind, *languages: str, votes: int = 2) -> Campaign:
    """A campaign whose projects are made and filled."""
    campaign = make_campaign(
        dataset,
        kind=kind,
        languages=list(languages),
        votes_per_item=votes if kind == CampaignKind.LISTENING else 1,
        backend=Backend.LABEL_STUDIO,
    )
    for project in campaign.label_studio_projects.all():
        push(project)
    empty_queue()  # of what opening it asked for
    return campaign


def project_of(campaign: Campaign, language: str = "ara") -> LabelStudioProject:
    return campaign.label_studio_projects.get(language=language)


def empty_queue() -> None:
    with current_app.connection_for_write() as broker:
        broker.SimpleQueue("sync").clear()


def work_off_queue() -> list[str]:
    """Carries out what waits in the broker for workers of the queue `sync`; their names."""
    current_app.loader.import_default_modules()
    done = []
    with current_app.connection_for_read() as broker, suppress(Empty):
        queue = broker.SimpleQueue("sync")
        while True:
            message = queue.get(timeout=ARRIVES_WITHIN_S)
            name, (_, values, _) = message.headers["task"], message.payload
            current_app.tasks[name](**values)
            message.ack()
            done.append(name)
    return done


def standings(project: LabelStudioProject) -> Counter[str]:
    """How many rows of each standing; rejected ones by their reason."""
    rows = project.annotations.values_list("standing", "reason")
    return Counter(reason or standing for standing, reason in rows)


def compare_with_export(project: LabelStudioProject, admin: LabelStudioClient) -> None:
    """What is counted and what is rejected make up Label Studio's own export, version by version.

    What was superseded or deleted is in no export, and carries no standing vote; what a project
    brought before it was deleted there is in none either, and keeps it.
    """
    exported = {(one.id, one.updated_at) for one in admin.export(project.remote_id or 0) or ()}
    rows = project.annotations.filter(standing__in=CURRENT)
    assert exported == set(rows.values_list("remote_id", "remote_updated_at"))
    votes = 0
    for row in project.annotations.select_related("rating", "correction"):
        answer = row.rating or row.correction
        stands = answer is not None and answer.withdrawn_at is None
        assert stands == (row.standing in {Standing.ACCEPTED, Standing.KEPT}), row
        votes += stands
    tasks = project.campaign.tasks.filter(language=project.language)
    assert votes == sum(task.answered for task in tasks) == sum(task.taken for task in tasks)
