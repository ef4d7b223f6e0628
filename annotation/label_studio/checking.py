"""What is wrong with a connection, step by step: each needs the ones before it."""

import secrets
import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from annotation.enums import CampaignKind
from annotation.label_studio.client import LabelStudioClient, ProjectSettings
from annotation.label_studio.configuring import ITEM_KEY, NewTask, label_config
from annotation.label_studio.connections import address_for_browsers, connect
from annotation.label_studio.errors import RemoteError
from annotation.models import LabelStudioConnection
from common.errors import StudioError

PROBE_SECONDS = 120
TIMEOUT_S = 10.0
CLIP_PROBE = "/label-studio/clips/0/0/probe.flac"


@dataclass(frozen=True)
class Check:
    """``problem`` is empty where all is well."""

    name: str
    problem: str = ""


def check_connection(connection: LabelStudioConnection) -> list[Check]:
    """Address and token first; then whether Label Studio and its pages reach this studio."""
    try:
        with connect(connection) as client:
            client.who_am_i()
            checks = [Check("server"), _check_clips(connection), _check_webhook(client)]
    except StudioError as problem:
        checks = [Check("server", str(problem))]
    connection.checked_at = timezone.now()
    connection.problem = next((one.problem for one in checks if one.problem), "")[:500]
    connection.save(update_fields=["checked_at", "problem"])
    return checks


def _check_clips(connection: LabelStudioConnection) -> Check:
    """Label Studio's page fetches clips from here, which browsers allow only with CORS headers."""
    address, page = f"{settings.PUBLIC_URL}{CLIP_PROBE}", urlsplit(address_for_browsers(connection))
    origin = f"{page.scheme}://{page.netloc}"
    try:
        answer = requests.get(address, headers={"Origin": origin}, timeout=TIMEOUT_S)
    except requests.RequestException as problem:
        return Check(
            "clips",
            f"Recordings are played from {settings.PUBLIC_URL}, which does not answer "
            f"({type(problem).__name__}). Is PUBLIC_URL right?",
        )
    if answer.headers.get("Access-Control-Allow-Origin") in {"*", origin}:
        return Check("clips")
    return Check(
        "clips",
        f"{settings.PUBLIC_URL} sends recordings without the header Access-Control-Allow-Origin, "
        "so browsers keep them from Label Studio's page. Let the proxy in front pass it on.",
    )


def _check_webhook(client: LabelStudioClient) -> Check:
    """Has Label Studio send one, from a project that is deleted again."""
    try:
        heard = _probe(client)
    except RemoteError as problem:
        return Check("webhook", str(problem))
    if heard:
        return Check("webhook")
    return Check(
        "webhook",
        f"Label Studio's webhook does not reach {settings.LABEL_STUDIO_CALLBACK_URL}. Set "
        "LABEL_STUDIO_CALLBACK_URL to the studio's address as seen from there; for a local one, "
        "Label Studio needs LABEL_STUDIO_USE_DEFAULT_BANNED_SUBNETS=false. Until then answers "
        "arrive with the sweep.",
    )


def _probe(client: LabelStudioClient) -> bool:
    key, secret = uuid.uuid4(), secrets.token_urlsafe(16)
    cache.set(_cached(key), secret, PROBE_SECONDS)
    project = client.create_project(
        ProjectSettings(
            title=f"Connection test {key.hex[:8]}",
            description="MultiSpeech Studio tests the connection; this deletes itself.",
            instruction="",
            label_config=label_config(CampaignKind.CORRECTION, "eng", scale_version=1),
            overlap=1,
        )
    )
    try:
        url = f"{settings.LABEL_STUDIO_CALLBACK_URL}/api/v1/label-studio/webhook/{key}/"
        client.ensure_webhook(project, url=url, secret=secret, actions=["TASKS_CREATED"])
        data = {ITEM_KEY: "", "notice": "", "question": "", "answer": ""}
        client.import_tasks(project, [NewTask(data=data, texts={})])
    finally:
        client.delete_project(project)
    return cache.get(_cached(key)) is None


def hear_probe(key: uuid.UUID, secret: str) -> bool:
    """Whether this webhook is one that a test waits for; then it has arrived."""
    expected = cache.get(_cached(key))
    if not isinstance(expected, str) or not constant_time_compare(expected, secret):
        return False
    cache.delete(_cached(key))
    return True


def _cached(key: uuid.UUID) -> str:
    return f"label-studio-probe-{key}"
