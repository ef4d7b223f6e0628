"""Addresses of the studio that stand in Label Studio, and what proves that they come from us.

Secrets are derived from the project's key and SECRET_KEY: nothing to store, and making the same
project twice makes the same addresses.
"""

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from annotation.models import LabelStudioProject

_HOOK_SALT = "annotation.label_studio.webhook"
_CLIP_SALT = "annotation.label_studio.clip"


def webhook_url(project: LabelStudioProject) -> str:
    return f"{settings.LABEL_STUDIO_CALLBACK_URL}/api/v1/label-studio/webhook/{project.key}/"


def webhook_secret(project: LabelStudioProject) -> str:
    """Anybody with a login may read it there, so it lets its bearer say "look again", no more."""
    return salted_hmac(_HOOK_SALT, str(project.key), algorithm="sha256").hexdigest()


def is_webhook_secret(project: LabelStudioProject, sent: str) -> bool:
    return constant_time_compare(sent, webhook_secret(project))


def clip_url(project: LabelStudioProject, task_id: int) -> str:
    """Plays the task's clip without signing in, until the project is closed."""
    signature = _signer().signature(_clip(project.pk, task_id))
    path = f"label-studio/clips/{project.pk}/{task_id}/{signature}.flac"
    return f"{settings.PUBLIC_URL}/{path}"


def is_clip_signature(project_id: int, task_id: int, signature: str) -> bool:
    return constant_time_compare(signature, _signer().signature(_clip(project_id, task_id)))


def _signer() -> signing.Signer:
    return signing.Signer(salt=_CLIP_SALT, algorithm="sha256")


def _clip(project_id: int, task_id: int) -> str:
    return f"{project_id}:{task_id}"
