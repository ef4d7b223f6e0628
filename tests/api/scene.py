"""A dataset with one of everything, and everyone who may knock."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.enums import RATING, Role
from accounts.joining import issue_return_link
from accounts.models import ApiToken, User
from accounts.services import issue_token
from annotation.enums import CampaignKind, SkipReason, Verdict
from annotation.models import (
    Assignment,
    BenchLoop,
    Campaign,
    Invite,
    LabelStudioConnection,
    ProlificParticipant,
    ProlificStudy,
    RatingSession,
    Review,
    Trial,
)
from annotation.services.answering import skip
from annotation.services.assigning import take_next
from annotation.services.controls import set_gold
from annotation.services.correcting import correct_text
from catalog.models import Dataset
from corpus.models import Item, Recording
from corpus.storage import audio_store
from jobs.models import Job
from releases.freezing import Wish, write_release
from releases.models import Export, Shard
from tests.annotation.pair_steps import make_pair, make_preference_campaign
from tests.factories import (
    make_benchmark,
    make_campaign,
    make_comparison,
    make_dataset,
    make_import,
    make_invite,
    make_job,
    make_protocol,
    make_session,
    make_study,
    make_submission,
    make_training,
    make_trial,
    make_user,
    make_voice,
    make_voiced_item,
)

PASSWORD = "correct horse battery"
NOWHERE = 999_999_999
RELEASE = "v1"
FILE = "v1-00000-of-00001.ndjson.gz"


@dataclass
class Scene:
    """``people`` are called by their role; those of another dataset by ``outside`` and it."""

    dataset: Dataset
    people: dict[str, User]
    listening: Campaign
    correction: Campaign
    preference: Campaign
    job: Job
    sessions: Campaign
    sha256: str
    recording_id: int
    item_id: int
    import_id: int
    voice_id: int
    study: ProlificStudy
    invite: Invite
    invite_key: str
    return_key: str
    shard: Shard
    comparison_id: int
    training_id: int
    assignments: dict[tuple[int, str], Assignment] = field(default_factory=dict)
    trials: dict[str, Trial] = field(default_factory=dict)
    caller: User = field(init=False)  # whom a path was filled for last

    def session_of(self, who: str) -> RatingSession:
        rater = self.people[who]
        return rater.rating_sessions.first() or make_session(self.sessions, rater)

    def dispute_id(self) -> int:
        """Two natives who disagree."""
        campaign = make_campaign(
            self.dataset, kind=CampaignKind.CORRECTION, votes_per_item=1, second_reviewer=True
        )
        task = campaign.tasks.order_by("pk")[0]
        campaign.tasks.exclude(pk=task.pk).delete()
        for verdict in (Verdict.CONFIRMED, Verdict.UNTRANSLATABLE):
            native = make_user(Role.RATER, languages=("ara",))
            self.dataset.memberships.create(user=native)
            held = take_next(campaign, language="ara", by=native)
            assert held is not None
            assert task.translation is not None
            text = task.translation
            correct_text(
                held.pk, by=native, verdict=verdict, question=text.question, answer=text.answer
            )
        return Review.objects.get(task=task).pk

    def item_name(self) -> str:
        return Item.objects.get(pk=self.item_id).external_id

    def gold_id(self) -> int:
        recording = Recording.objects.get(pk=self.recording_id)
        return set_gold(recording, naturalness=4, understood=5).pk

    def fill(self, path: str, who: str) -> str:
        """Puts real ids into an operation's path: the caller's own, else a member's."""
        owner = who if (self.listening.pk, who) in self.assignments else "rater"
        user = self.caller = self.people.get(who) or self.people["manager"]
        kind = self.listening
        if path.endswith(("/correction/", "{id}/checks/")):
            kind = self.correction
        elif path.endswith("/preference/"):
            kind = self.preference
        ids: dict[str, Any] = {
            "/tokens/": lambda: _token_of(user).pk,
            "/items/": lambda: self.item_id,
            "/members/": lambda: self.dataset.memberships.get(user=self.people["researcher"]).pk,
            "/jobs/": lambda: self.job.pk,
            "/exports/": lambda: self.shard.export_id,
            "/imports/": lambda: self.import_id,
            "/voices/": lambda: self.voice_id,
            "/disputes/": self.dispute_id,
            "/campaigns/": lambda: self.listening.pk,
            "/bench-loops/": lambda: self.correction.bench_loop.pk,
            "/protocols/": lambda: make_protocol(self.dataset).pk,
            "/trials/": lambda: self.trials[owner].pk,
            "/rating-sessions/": lambda: self.session_of(owner).pk,
            "/invites/": lambda: self.invite.pk,
            "/studies/": lambda: self.study.pk,
            "/controls/": self.gold_id,
            "/comparisons/": lambda: self.comparison_id,
            "/trainings/": lambda: self.training_id,
            "/connections/": lambda: LabelStudioConnection.objects.get().pk,
            "/assignments/": lambda: self.assignments[kind.pk, owner].pk,
        }
        number = next((make() for part, make in ids.items() if f"{part}{{id}}" in path), "")
        return _fill(path, slug=self.dataset.slug, number=number, sha256=self.sha256)


def _token_of(user: User) -> ApiToken:
    return issue_token(user, name="its", days=1, scopes=user.token_scopes)[0]


def fill_with_nothing(path: str) -> str:
    return _fill(path, slug="nowhere", number=NOWHERE, sha256="0" * 64)


def _fill(path: str, *, slug: str, number: object, sha256: str) -> str:
    parts = {
        "{slug}": slug,
        "{id}": str(number),
        "{split}": "bench",
        "{name}": RELEASE,
        "{filename}": FILE,
        "{sha256}": sha256,
        "{key}": str(UUID(int=0)),
        "{project}": str(NOWHERE),
        "{task}": str(NOWHERE),
        "{signature}": "none",
    }
    for name, value in parts.items():
        path = path.replace(name, value)
    return path


def make_scene() -> Scene:
    members = {role.value: _make_person(role) for role in Role}
    outside = {f"outside {role.value}": _make_person(role) for role in (Role.MANAGER, Role.RATER)}
    dataset = make_dataset(*members.values())
    make_dataset(*outside.values())
    clips = [make_voiced_item(dataset) for _ in range(4)]
    sessions = make_campaign(
        dataset, protocol=make_protocol(dataset, consent_version=1, session_size=2)
    )
    study = make_study(sessions)
    submission = make_submission(study)
    invite, invite_key = make_invite(dataset, max_uses=100)
    LabelStudioConnection.objects.create(name="nowhere", url="http://127.0.0.1:1", token="secret")
    write_release(dataset, Wish(name=RELEASE, override_reason="A scene."))
    scene = Scene(
        dataset=dataset,
        people={**members, **outside},
        listening=make_campaign(dataset, votes_per_item=3),
        correction=make_campaign(dataset, kind=CampaignKind.CORRECTION, votes_per_item=1),
        preference=make_preference_campaign(
            dataset, [make_pair(dataset)], votes_per_pair=len(RATING)
        ),
        job=make_job(dataset),
        sessions=sessions,
        sha256=clips[0].sha256,
        recording_id=clips[0].pk,
        item_id=clips[0].translation.item_id,
        import_id=make_import(dataset).pk,
        voice_id=make_voice(dataset).pk,
        study=study,
        invite=invite,
        invite_key=invite_key,
        return_key=issue_return_link(submission.participant.user),
        shard=_export(dataset),
        comparison_id=make_comparison(make_benchmark(dataset, *clips, name=RELEASE)).pk,
        training_id=make_training(dataset).pk,
    )
    BenchLoop.objects.create(correction=scene.correction)
    for role in sorted(RATING):
        _give_work(scene, role)
    return scene


def _export(dataset: Dataset) -> Shard:
    export = Export.objects.create(
        release=dataset.releases.get(), format="ndjson", job=make_job(dataset), shards_planned=1
    )
    content = b"packed lines"
    return export.shards.create(
        dataset=dataset, number=0, sha256=audio_store().put(content), size_bytes=12, rows=1
    )


def _make_person(role: Role) -> User:
    return make_user(role, languages=("ara",), password=_hash())


@cache
def _hash() -> str:
    """Slow on purpose, so made once."""
    return make_password(PASSWORD)


def _give_work(scene: Scene, role: str) -> None:
    """One skipped, to undo; one held and heard, to answer; a text to correct; a pair."""
    rater = scene.people[role]
    skipped = take_next(scene.listening, language="ara", by=rater)
    assert skipped is not None
    skip(skipped.pk, by=rater, reason=SkipReason.OTHER)
    for campaign in (scene.listening, scene.correction, scene.preference):
        held = take_next(campaign, language="ara", by=rater)
        assert held is not None
        held.heard_at = timezone.now()
        held.save()
        scene.assignments[campaign.pk, role] = held
    scene.trials[role] = make_trial(scene.sessions, rater)
    participant = ProlificParticipant.objects.create(user=rater, prolific_id=f"its {role}")
    scene.study.submissions.create(participant=participant, session_id=f"of {role}")
