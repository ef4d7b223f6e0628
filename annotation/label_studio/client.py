"""Talks to a Label Studio server; the only module that knows its SDK.

The SDK sends a POST again when a gateway fails, and Label Studio's imports are not idempotent: so
nothing is retried here. Whoever calls keys what it makes, and finds it again.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Self, TypeVar

import requests
from django.utils.dateparse import parse_datetime

from annotation.label_studio.configuring import ITEM_KEY, NewTask
from annotation.label_studio.errors import (
    LabelStudioAbsentError,
    LegacyTokensOffError,
    RemoteError,
    RequestRefusedError,
    TokenRefusedError,
    UnreachableError,
)

Found = TypeVar("Found")

PAGE = 100  # the server's most, whatever is asked for
TIMEOUT_S = 60.0
EXPORT_TIMEOUT_S = 600.0
HOOKS = ("ANNOTATION_CREATED", "ANNOTATION_UPDATED", "ANNOTATIONS_DELETED")
SECRET_HEADER = "X-Studio-Secret"  # noqa: S105 - its name


@dataclass(frozen=True, kw_only=True)
class RemoteProject:
    id: int
    title: str
    description: str
    overlap: int
    tasks: int
    annotations: int


@dataclass(frozen=True, kw_only=True)
class ProjectSettings:
    """What a project is made with. ``overlap`` is how many people see each task."""

    title: str
    description: str
    instruction: str
    label_config: str
    overlap: int


@dataclass(frozen=True, kw_only=True)
class RemoteTask:
    """``item`` is what we called it; empty on a task that somebody else brought."""

    id: int
    item: str
    annotations: int


@dataclass(frozen=True, kw_only=True)
class RemoteAnnotation:
    """One annotation as it is now. People by their numbers there; None: unknown."""

    id: int
    task: int
    created_at: datetime
    updated_at: datetime
    completed_by: int | None
    updated_by: int | None
    skipped: bool
    result: Any
    seconds: float


@dataclass(frozen=True, kw_only=True)
class RemotePerson:
    id: int
    email: str


class LabelStudioClient:
    """One server, by address and token (a legacy one or a personal access token), in a `with`."""

    def __init__(self, url: str, token: str) -> None:
        """Raises LabelStudioAbsentError, TokenRefusedError (of a token that is past its date)."""
        self.url = url
        try:
            from label_studio_sdk import LabelStudio
            from label_studio_sdk.core import ApiError
        except ImportError as problem:
            raise LabelStudioAbsentError from problem
        import httpx

        self._api_error = ApiError
        self._http = httpx.Client(timeout=TIMEOUT_S, follow_redirects=True)
        with self._told("use the token"):
            self._sdk = LabelStudio(
                base_url=url, api_key=token, httpx_client=self._http, max_retries=0
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def who_am_i(self) -> RemotePerson:
        with self._told("say whose token this is"):
            me = self._sdk.users.whoami()
        return RemotePerson(id=me.id, email=me.email or "")

    def find_projects(self, title: str) -> list[RemoteProject]:
        """Those with these words in their titles."""
        with self._told("list its projects"):
            return [_project(one) for one in self._sdk.projects.list(title=title, page_size=PAGE)]

    def find_project(self, project: int) -> RemoteProject | None:
        """None where it was deleted."""
        with self._told("show a project"):
            return self._or_none(lambda: _project(self._sdk.projects.get(project)))

    def create_project(self, settings: ProjectSettings) -> int:
        with self._told("make a project"):
            made = self._sdk.projects.create(
                title=settings.title,
                description=settings.description,
                expert_instruction=settings.instruction,
                show_instruction=bool(settings.instruction),
                label_config=settings.label_config,
                maximum_annotations=settings.overlap,
                sampling="Uniform sampling",
                show_collab_predictions=True,
                enable_empty_annotation=False,
            )
        return int(made.id)

    def change_project(self, project: int, **fields: object) -> None:
        with self._told("change a project"):
            self._sdk.projects.update(project, **fields)

    def delete_project(self, project: int) -> None:
        with self._told("delete a project"):
            self._sdk.projects.delete(project)

    def ensure_webhook(
        self, project: int, *, url: str, secret: str, actions: Sequence[str] = HOOKS
    ) -> None:
        """One for the project, and no other of ours; again sets the secret anew."""
        fields = {
            "url": url, "headers": {SECRET_HEADER: secret}, "actions": list(actions),
            "send_for_all_actions": False, "send_payload": True, "is_active": True,
        }  # fmt: skip
        with self._told("register the webhook"):
            known = self._sdk.webhooks.list(project=str(project))
            mine = [hook.id for hook in known if hook.url == url]
            if mine:
                self._sdk.webhooks.update(mine[0], **fields)
            else:
                self._sdk.webhooks.create(project=project, **fields)
            for extra in mine[1:]:
                self._sdk.webhooks.delete(extra)

    def list_tasks(self, project: int) -> Iterator[RemoteTask]:
        """All, page by page; the server answers 404 behind the last."""
        page = 1
        while tasks := self._task_page(project, page):
            yield from (_task(one) for one in tasks)
            if len(tasks) < PAGE:
                return
            page += 1

    def find_task(self, task: int) -> RemoteTask | None:
        """None where it was deleted."""
        with self._told("show a task"):
            return self._or_none(lambda: _task(self._sdk.tasks.get(str(task))))

    def _task_page(self, project: int, page: int) -> list[Any]:
        with self._told("list its tasks"):
            found = self._or_none(
                lambda: (
                    self._sdk.tasks.list(
                        project=project, page=page, page_size=PAGE, fields="task_only"
                    ).items
                )
            )
        return list(found or ())

    def import_tasks(self, project: int, tasks: Sequence[NewTask]) -> list[int]:
        """Their numbers there, in the same order. Twice makes them twice."""
        rows = [task.as_import() for task in tasks]
        with self._told("take the tasks"):
            made = self._sdk.projects.import_tasks(project, request=rows, return_task_ids=True)
        return [int(number) for number in made.task_ids or ()]

    def delete_task(self, task: int) -> None:
        with self._told("delete a task"):
            self._or_none(lambda: self._sdk.tasks.delete(str(task)))

    def export(self, project: int) -> list[RemoteAnnotation] | None:
        """Every annotation as Label Studio's own export has it; None where the project is gone."""
        options = {"timeout_in_seconds": EXPORT_TIMEOUT_S}
        with self._told("export the annotations"):
            content = self._or_none(
                lambda: b"".join(
                    self._sdk.projects.exports.download_sync(
                        project, export_type="JSON", request_options=options
                    )
                )
            )
        if content is None:
            return None
        tasks = json.loads(content or b"[]")
        return [_exported(one, task["id"]) for task in tasks for one in task["annotations"]]

    def find_annotation(self, annotation: int) -> RemoteAnnotation | None:
        """None where it was deleted."""
        with self._told("show an annotation"):
            return self._or_none(lambda: _annotation(self._sdk.annotations.get(annotation)))

    def people(self) -> list[RemotePerson]:
        with self._told("list its people"):
            return [_person(one) for one in self._sdk.users.list()]

    def create_person(self, email: str, password: str) -> RemotePerson:
        """By the organization's invite link, as a browser would: the API sets no passwords."""
        with self._told("invite a person"):
            self._sign_up(self._invite_link(), email, password)
            found = [one for one in self.people() if one.email.casefold() == email.casefold()]
        if not found:
            raise RequestRefusedError("invite a person", None, f"there is no {email} afterwards")
        return found[0]

    def _invite_link(self) -> str:
        """The SDK only has a call that makes the links of before worthless."""
        http = self._sdk._client_wrapper.httpx_client  # noqa: SLF001 - signs like every call
        answer = http.request("api/invite", method="GET")
        answer.raise_for_status()
        return self.url + "/" + str(answer.json()["invite_url"]).removeprefix(self.url).lstrip("/")

    def _sign_up(self, address: str, email: str, password: str) -> None:
        with requests.Session() as browser:
            browser.get(address, timeout=TIMEOUT_S)
            form = {
                "email": email,
                "password": password,
                "csrfmiddlewaretoken": browser.cookies.get("csrftoken", ""),
            }
            browser.post(address, data=form, headers={"Referer": address}, timeout=TIMEOUT_S)

    def _or_none(self, call: Callable[[], Found]) -> Found | None:
        """None where there is no such thing."""
        try:
            return call()
        except self._api_error as problem:
            if problem.status_code == HTTPStatus.NOT_FOUND:
                return None
            raise

    @contextmanager
    def _told(self, action: str) -> Iterator[None]:
        """Turns what the SDK and the network say into our errors."""
        import httpx

        try:
            yield
        except self._api_error as problem:
            raise _explain(self.url, action, problem.status_code, problem.body) from problem
        except (httpx.HTTPError, requests.RequestException) as problem:
            raise UnreachableError(self.url, type(problem).__name__) from problem


def _explain(url: str, action: str, status: int | None, body: object) -> RemoteError:
    detail = body.get("detail", body) if isinstance(body, Mapping) else body
    text = " ".join(str(detail).split())[:300]
    if text.startswith("<"):
        text = "it answered with a page"
    if status == HTTPStatus.UNAUTHORIZED:
        legacy = "legacy" in text.casefold()
        return LegacyTokensOffError(url) if legacy else TokenRefusedError(url)
    return RequestRefusedError(action, status, text)


def _project(one: Any) -> RemoteProject:
    return RemoteProject(
        id=one.id,
        title=one.title or "",
        description=one.description or "",
        overlap=one.maximum_annotations or 1,
        tasks=one.task_number or 0,
        annotations=one.total_annotations_number or 0,
    )


def _task(one: Any) -> RemoteTask:
    item = str(one.data.get(ITEM_KEY, "")) if isinstance(one.data, Mapping) else ""
    answers = (one.total_annotations or 0) + (one.cancelled_annotations or 0)
    return RemoteTask(id=one.id, item=item, annotations=answers)


def _person(one: Any) -> RemotePerson:
    return RemotePerson(id=one.id, email=one.email or "")


def _annotation(one: Any) -> RemoteAnnotation:
    return RemoteAnnotation(
        id=one.id,
        task=one.task,
        created_at=one.created_at,
        updated_at=one.updated_at,
        completed_by=one.completed_by,
        updated_by=one.updated_by,
        skipped=bool(one.was_cancelled),
        result=one.result,
        seconds=one.lead_time or 0.0,
    )


def _exported(one: Mapping[str, Any], task: int) -> RemoteAnnotation:
    return RemoteAnnotation(
        id=one["id"],
        task=task,
        created_at=_moment(one["created_at"]),
        updated_at=_moment(one["updated_at"]),
        completed_by=one["completed_by"],
        updated_by=one["updated_by"],
        skipped=bool(one["was_cancelled"]),
        result=one["result"],
        seconds=one["lead_time"] or 0.0,
    )


def _moment(text: str) -> datetime:
    moment = parse_datetime(text)
    if moment is None:
        raise RequestRefusedError("export the annotations", None, f"{text!r} is no time")
    return moment
