"""The declared table: every operation of the REST interface, who may, and what it then answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.enums import MANAGING, RATING, READING, Role, Scope
from engines.registry import ENGINES
from tests.api.scene import PASSWORD, RELEASE, Scene
from tests.clips import make_clip

Body = dict[str, Any]
SIGNED_IN = frozenset(Role)
MODELS_ARE_HERE = all(
    find_spec(module) for row in ENGINES.values() if row.extra == "models" for module in row.needs
)
ANY_TOKEN = frozenset(Scope)
NO_TOKEN: frozenset[Scope] = frozenset()
RELEASES = frozenset({Scope.READ_RELEASES})
EITHER_READING = frozenset({Scope.READ_RELEASES, Scope.READ_ITEMS})
# What the people are let in for is what a token is, unless an operation says otherwise.
SCOPES = {
    READING: frozenset({Scope.READ_ITEMS}),
    RATING: frozenset({Scope.RATE}),
    MANAGING: frozenset({Scope.MANAGE}),
}
DATASET = "/api/v1/datasets/{slug}/"
ASSIGNMENT = "/api/v1/assignments/{id}/"


@dataclass(frozen=True)
class Operation:
    """``scoped``: about things of a dataset, so that outsiders find nothing there.

    ``refuses_outside``: roles whose outsiders are told that they may not, though members may.
    """

    may: frozenset[Role]
    status: int = 200
    scoped: bool = True
    public: bool = False
    refuses_outside: frozenset[Role] = frozenset()
    opened_by: frozenset[Scope] | None = None
    body: Body | Callable[[Scene], Body] = field(default_factory=dict)
    format: str = "json"

    @property
    def scopes(self) -> frozenset[Scope]:
        """Any one of them opens it to a token; fails for an operation that declares none."""
        return SCOPES[self.may] if self.opened_by is None else self.opened_by

    def make_body(self, scene: Scene) -> Body:
        return dict(self.body) if isinstance(self.body, dict) else self.body(scene)


def upload(_: Scene) -> Body:
    row = b'{"id": "n1", "source": "identity", "question": "Who?", "answer": "Me."}\n'
    return {"file": SimpleUploadedFile("new.jsonl", row)}


def voice_upload(_: Scene) -> Body:
    clip = SimpleUploadedFile("clip.flac", make_clip(seconds=4))
    return {"clip": clip, "name": "new", "licence": "CC0-1.0"}


WISH = {"name": "new", "recipe": "qwen2_5_omni_lora", "release": RELEASE, "languages": ["ara"]}
OPERATIONS = {
    "GET /api/v1/session/": Operation(SIGNED_IN, scoped=False, public=True, opened_by=ANY_TOKEN),
    "POST /api/v1/session/": Operation(
        SIGNED_IN,
        scoped=False,
        public=True,
        opened_by=NO_TOKEN,
        body=lambda scene: {"username": scene.people["rater"].username, "password": PASSWORD},
    ),
    "DELETE /api/v1/session/": Operation(
        SIGNED_IN, 204, scoped=False, public=True, opened_by=NO_TOKEN
    ),
    "POST /api/v1/session/return/": Operation(
        SIGNED_IN,
        scoped=False,
        public=True,
        opened_by=ANY_TOKEN,
        body=lambda scene: {"key": scene.return_key},
    ),
    "GET /api/v1/languages/": Operation(SIGNED_IN, scoped=False, public=True, opened_by=ANY_TOKEN),
    "GET /api/v1/tokens/": Operation(SIGNED_IN, scoped=False, opened_by=NO_TOKEN),
    "POST /api/v1/tokens/": Operation(
        SIGNED_IN,
        201,
        scoped=False,
        opened_by=NO_TOKEN,
        body=lambda scene: {"name": "script", "scopes": scene.caller.token_scopes},
    ),
    "DELETE /api/v1/tokens/{id}/": Operation(SIGNED_IN, 204, scoped=False, opened_by=NO_TOKEN),
    "GET /api/v1/datasets/": Operation(READING, scoped=False, opened_by=EITHER_READING),
    "POST /api/v1/datasets/": Operation(
        MANAGING,
        201,
        scoped=False,
        body={"slug": "new", "name": "New", "languages": ["eng", "ara"]},
    ),
    f"GET {DATASET}": Operation(READING, opened_by=EITHER_READING),
    f"PATCH {DATASET}": Operation(MANAGING, body={"name": "Renamed"}),
    "GET /api/v1/synthesizers/": Operation(READING, scoped=False),
    # 400: it says which extra is missing.
    f"POST {DATASET}table-2-engines/": Operation(MANAGING, 200 if MODELS_ARE_HERE else 400),
    f"GET {DATASET}systems/": Operation(READING),
    f"POST {DATASET}systems/": Operation(
        MANAGING, 201 if MODELS_ARE_HERE else 400, body={"name": "new", "engine": "cascade"}
    ),
    f"GET {DATASET}evaluation-choices/": Operation(MANAGING),
    f"GET {DATASET}benchmarks/": Operation(READING),
    f"GET {DATASET}benchmarks/{{name}}/": Operation(READING),
    # 400: it asks for two systems.
    f"GET {DATASET}benchmarks/{{name}}/differences/": Operation(READING, 400),
    f"GET {DATASET}benchmarks/{{name}}/items/": Operation(READING),
    f"GET {DATASET}comparisons/{{id}}/items/": Operation(READING),
    f"GET {DATASET}comparisons/{{id}}/people/": Operation(READING),
    f"POST {DATASET}comparisons/{{id}}/people/": Operation(MANAGING, 201, body={"name": "new"}),
    "GET /api/v1/printed-results/": Operation(READING, scoped=False),
    "GET /api/v1/recipes/": Operation(READING, scoped=False),
    f"GET {DATASET}models/": Operation(READING),
    f"GET {DATASET}models/trainings/": Operation(READING),
    f"GET {DATASET}training-choices/": Operation(MANAGING),
    f"GET {DATASET}trainings/": Operation(READING),
    # 400: the scene's release has nothing in its train split, or an extra is missing.
    f"POST {DATASET}trainings/": Operation(MANAGING, 400, body=WISH),
    f"POST {DATASET}trainings/estimate/": Operation(MANAGING, 400, body=WISH),
    "GET /api/v1/trainings/{id}/": Operation(READING),
    "GET /api/v1/trainings/{id}/curves/": Operation(READING),
    "GET /api/v1/trainings/{id}/skipped/": Operation(READING),
    "POST /api/v1/trainings/{id}/cancel/": Operation(MANAGING),
    # 409: the scene's training runs.
    "POST /api/v1/trainings/{id}/resume/": Operation(MANAGING, 409),
    f"GET {DATASET}members/": Operation(MANAGING),
    f"POST {DATASET}members/": Operation(
        MANAGING,
        201,
        body=lambda scene: {"usernames": [scene.people["outside rater"].username]},
    ),
    f"DELETE {DATASET}members/{{id}}/": Operation(MANAGING, 204),
    f"GET {DATASET}history/": Operation(MANAGING, body={"of": "dataset"}),
    f"GET {DATASET}overview/": Operation(READING),
    f"GET {DATASET}attention/": Operation(MANAGING),
    f"GET {DATASET}benchmarked/": Operation(READING),
    f"GET {DATASET}checks/": Operation(READING),
    f"GET {DATASET}checks/rates/": Operation(READING),
    f"GET {DATASET}checks/times/": Operation(READING),
    f"GET {DATASET}checks/failing/": Operation(
        READING, body={"language": "ara", "check": "brackets"}
    ),
    f"GET {DATASET}items/": Operation(READING),
    f"GET {DATASET}items/choices/": Operation(READING),
    f"GET {DATASET}items/{{id}}/": Operation(READING),
    f"GET {DATASET}items/{{id}}/timeline/": Operation(READING),
    f"GET {DATASET}imports/": Operation(READING),
    f"POST {DATASET}imports/": Operation(MANAGING, 201, body=upload, format="multipart"),
    f"POST {DATASET}imports/check/": Operation(MANAGING, body=upload, format="multipart"),
    "GET /api/v1/imports/{id}/rejects/": Operation(READING),
    f"GET {DATASET}memory/": Operation(READING),
    f"GET {DATASET}memory/export/": Operation(READING),
    f"GET {DATASET}set-aside/": Operation(READING),
    f"GET {DATASET}voices/": Operation(READING),
    f"POST {DATASET}voices/": Operation(MANAGING, 201, body=voice_upload, format="multipart"),
    "GET /api/v1/voices/{id}/": Operation(READING),
    "PATCH /api/v1/voices/{id}/": Operation(MANAGING, body={"held_out": True}),
    f"GET {DATASET}storage/": Operation(READING),
    f"GET {DATASET}near-duplicates/": Operation(READING),
    f"POST {DATASET}near-duplicates/": Operation(MANAGING, 201),
    f"GET {DATASET}splits/": Operation(READING),
    f"GET {DATASET}releases/": Operation(READING, opened_by=RELEASES),
    f"GET {DATASET}releases/{{name}}/": Operation(READING, opened_by=RELEASES),
    f"PATCH {DATASET}releases/{{name}}/": Operation(MANAGING, body={"public": True}),
    f"GET {DATASET}releases/{{name}}/rows/": Operation(READING, opened_by=RELEASES),
    f"GET {DATASET}releases/{{name}}/changes/": Operation(
        READING, body={"kind": "added"}, opened_by=RELEASES
    ),
    f"GET {DATASET}releases/{{name}}/card.md": Operation(READING, opened_by=RELEASES),
    f"GET {DATASET}releases/{{name}}/croissant.json": Operation(READING, opened_by=RELEASES),
    f"GET {DATASET}releases/{{name}}/exports/": Operation(READING, opened_by=RELEASES),
    "GET /api/v1/exports/{id}/files/{filename}": Operation(READING, opened_by=RELEASES),
    # 409: the scene's items have translations, so its splits are frozen.
    f"POST {DATASET}splits/": Operation(MANAGING, 409),
    f"GET {DATASET}splits/{{split}}/": Operation(READING),
    "GET /api/v1/job-kinds/": Operation(READING, scoped=False),
    f"GET {DATASET}jobs/": Operation(READING),
    f"POST {DATASET}jobs/": Operation(MANAGING, 201, body={"kind": "check"}),
    # It tells nothing within no time at all: where it is tried, nothing is committed.
    f"GET {DATASET}jobs/events/": Operation(READING, body={"seconds": 0}),
    f"GET {DATASET}workload/": Operation(MANAGING),
    f"GET {DATASET}jobs/choices/": Operation(MANAGING),
    f"POST {DATASET}jobs/estimate/": Operation(MANAGING, body={"kind": "check"}),
    "GET /api/v1/jobs/{id}/": Operation(READING),
    "PATCH /api/v1/jobs/{id}/": Operation(MANAGING, body={"priority": 5}),
    "GET /api/v1/jobs/{id}/batches/": Operation(READING),
    "GET /api/v1/jobs/{id}/failures/": Operation(READING),
    "POST /api/v1/jobs/{id}/pause/": Operation(MANAGING),
    # 409: the scene's job runs.
    "POST /api/v1/jobs/{id}/resume/": Operation(MANAGING, 409),
    "POST /api/v1/jobs/{id}/retry/": Operation(MANAGING, 409),
    "POST /api/v1/jobs/{id}/cancel/": Operation(MANAGING),
    f"GET {DATASET}campaigns/": Operation(READING),
    f"POST {DATASET}campaigns/": Operation(
        MANAGING,
        201,
        body={"kind": "listening", "name": "Next", "languages": ["ara"]},
    ),
    f"POST {DATASET}campaigns/estimate/": Operation(
        MANAGING, body={"kind": "listening", "name": "Next", "languages": ["ara"]}
    ),
    f"GET {DATASET}answers/": Operation(READING),
    f"GET {DATASET}raters/": Operation(MANAGING),
    f"GET {DATASET}statistics/": Operation(READING),
    f"GET {DATASET}statistics/file/": Operation(READING),
    f"GET {DATASET}statistics/plan/": Operation(
        READING, body={"width": 0.5, "raters": 20, "items": 40}
    ),
    "GET /api/v1/campaigns/{id}/": Operation(READING),
    "POST /api/v1/campaigns/{id}/close/": Operation(MANAGING),
    # 409: the scene's campaign runs.
    "POST /api/v1/campaigns/{id}/start/": Operation(MANAGING, 409),
    "POST /api/v1/campaigns/{id}/pause/": Operation(MANAGING),
    "POST /api/v1/campaigns/{id}/extend/": Operation(MANAGING, body={"votes_per_item": 4}),
    "POST /api/v1/campaigns/{id}/preview/": Operation(MANAGING, body={"language": "ara"}),
    "GET /api/v1/campaigns/{id}/shortfalls/": Operation(READING),
    "GET /api/v1/campaigns/{id}/problems/": Operation(READING),
    "GET /api/v1/campaigns/{id}/sessions/": Operation(READING),
    f"GET {DATASET}protocols/": Operation(READING),
    f"POST {DATASET}protocols/": Operation(MANAGING, 201, body={"name": "P.808"}),
    "PATCH /api/v1/protocols/{id}/": Operation(MANAGING, body={"training": False}),
    f"GET {DATASET}invites/": Operation(MANAGING),
    f"POST {DATASET}invites/": Operation(
        MANAGING, 201, body={"name": "for Amira", "language": "ara"}
    ),
    "DELETE /api/v1/invites/{id}/": Operation(MANAGING, 204),
    "POST /api/v1/invites/open/": Operation(
        SIGNED_IN,
        scoped=False,
        public=True,
        opened_by=ANY_TOKEN,
        body=lambda scene: {"key": scene.invite_key},
    ),
    "POST /api/v1/invites/join/": Operation(
        RATING,
        scoped=False,
        public=True,
        refuses_outside=frozenset({Role.MANAGER}),
        body=lambda scene: {"key": scene.invite_key},
    ),
    "GET /api/v1/campaigns/{id}/studies/": Operation(MANAGING),
    # 400: the scene's listening campaign has no sessions that a study could pay for.
    "POST /api/v1/campaigns/{id}/studies/": Operation(
        MANAGING,
        400,
        body={"study_id": "abc", "language": "ara", "code_complete": "DONE1"},
    ),
    "PATCH /api/v1/studies/{id}/": Operation(MANAGING, body={"code_complete": "DONE2"}),
    "GET /api/v1/campaigns/{id}/participants/": Operation(MANAGING),
    "GET /api/v1/campaigns/{id}/participants/file/": Operation(MANAGING),
    "POST /api/v1/prolific/arrivals/": Operation(
        SIGNED_IN,
        scoped=False,
        public=True,
        opened_by=ANY_TOKEN,
        body=lambda scene: {
            "campaign": scene.sessions.pk,
            "study_id": scene.study.study_id,
            "prolific_id": "p1",
            "session_id": "s1",
        },
    ),
    # 404 for outsiders: who came from no study has no part in one.
    "GET /api/v1/work/submission/": Operation(RATING),
    "POST /api/v1/work/submission/withdraw/": Operation(RATING),
    f"POST {DATASET}gold/": Operation(
        MANAGING,
        204,
        body=lambda scene: {
            "item": scene.item_name(),
            "language": "ara",
            "naturalness": 4,
            "understood": 5,
        },
    ),
    "GET /api/v1/campaigns/{id}/controls/": Operation(MANAGING),
    # 409: the scene's dataset has no recording to make clips from.
    "POST /api/v1/campaigns/{id}/controls/": Operation(MANAGING, 409, body={"language": "ara"}),
    "PATCH /api/v1/controls/{id}/": Operation(MANAGING, 204, body={"understood": 4}),
    "GET /api/v1/work/path/": Operation(
        RATING, body=lambda scene: {"campaign": scene.sessions.pk, "language": "ara"}
    ),
    "POST /api/v1/work/consent/": Operation(
        RATING,
        body=lambda scene: {"campaign": scene.sessions.pk, "language": "ara", "version": 1},
    ),
    "POST /api/v1/work/trials/": Operation(
        RATING,
        # 409: consent comes first.
        409,
        body=lambda scene: {
            "campaign": scene.sessions.pk,
            "language": "ara",
            "kind": "environment",
        },
    ),
    # 400: two questions, one answer.
    "POST /api/v1/trials/{id}/answers/": Operation(RATING, 400, body={"answers": [0]}),
    "POST /api/v1/work/sessions/": Operation(
        RATING,
        # 409: consent comes first.
        409,
        body=lambda scene: {"campaign": scene.sessions.pk, "language": "ara", "device": "1"},
    ),
    "GET /api/v1/rating-sessions/{id}/": Operation(RATING),
    "POST /api/v1/rating-sessions/{id}/leave/": Operation(RATING),
    "GET /api/v1/work/": Operation(RATING, scoped=False),
    "POST /api/v1/work/next/": Operation(
        RATING, body=lambda scene: {"campaign": scene.listening.pk, "language": "ara"}
    ),
    "POST /api/v1/work/undo/": Operation(
        RATING, body=lambda scene: {"campaign": scene.listening.pk}
    ),
    f"GET {ASSIGNMENT}problems/": Operation(RATING),
    f"POST {ASSIGNMENT}problems/": Operation(RATING, 201, body={"cause": "audio"}),
    f"POST {ASSIGNMENT}rating/": Operation(RATING, body={"naturalness": 4, "understood": 5}),
    f"POST {ASSIGNMENT}preference/": Operation(RATING, body={"choice": "b"}),
    f"POST {ASSIGNMENT}checks/": Operation(RATING, body={"question": "ما هذا؟", "answer": "شيء."}),
    f"GET {DATASET}corrections/": Operation(READING),
    f"GET {DATASET}correction-statistics/": Operation(READING),
    f"GET {DATASET}correction-statistics/effort/": Operation(READING),
    f"GET {DATASET}correction-statistics/times/": Operation(READING),
    f"GET {DATASET}correction-statistics/edits/": Operation(READING),
    f"GET {DATASET}correction-statistics/file/": Operation(READING),
    f"GET {DATASET}disputes/": Operation(MANAGING),
    "POST /api/v1/disputes/{id}/settlement/": Operation(
        MANAGING,
        body={"verdict": "untranslatable", "question": "", "answer": ""},
    ),
    f"POST {ASSIGNMENT}correction/": Operation(
        RATING,
        body={"verdict": "untranslatable", "question": "", "answer": ""},
    ),
    f"POST {ASSIGNMENT}skip/": Operation(RATING, body={"reason": "other"}),
    "GET /audio/{sha256}": Operation(SIGNED_IN, opened_by=ANY_TOKEN - {Scope.MANAGE}),
    "GET /api/v1/label-studio/connections/": Operation(MANAGING, scoped=False),
    "POST /api/v1/label-studio/connections/": Operation(
        MANAGING,
        201,
        scoped=False,
        body={"name": "here", "url": "http://127.0.0.1:9", "token": "secret"},
    ),
    # The server of the scene does not answer: the test says so.
    "POST /api/v1/label-studio/connections/{id}/test/": Operation(MANAGING, scoped=False),
    # 400: the people of the scene have no e-mail addresses.
    "POST /api/v1/label-studio/invitations/": Operation(
        MANAGING,
        400,
        scoped=False,
        body=lambda scene: {"username": scene.people["researcher"].username},
    ),
    f"GET {DATASET}bench-loops/": Operation(READING),
    # 409: the scene's own loop corrects that language already.
    f"POST {DATASET}bench-loops/": Operation(
        MANAGING, 409, body={"languages": ["ara"], "backend": "built_in"}
    ),
    f"POST {DATASET}bench-loops/estimate/": Operation(
        MANAGING, 409, body={"languages": ["ara"], "backend": "built_in"}
    ),
    "GET /api/v1/bench-loops/{id}/": Operation(READING),
    "POST /api/v1/bench-loops/{id}/voice/": Operation(MANAGING, 202),
    "GET /api/v1/campaigns/{id}/label-studio/": Operation(MANAGING),
    "POST /api/v1/campaigns/{id}/label-studio/sync/": Operation(MANAGING, 202),
    "GET /api/v1/campaigns/{id}/label-studio/rejected/": Operation(MANAGING),
    # 404: without a secret or a signature of ours, nobody learns what exists.
    "POST /api/v1/label-studio/webhook/{key}/": Operation(
        SIGNED_IN, 404, scoped=False, public=True, opened_by=ANY_TOKEN
    ),
    "GET /label-studio/clips/{project}/{task}/{signature}.flac": Operation(
        SIGNED_IN, 404, scoped=False, public=True, opened_by=ANY_TOKEN
    ),
}
