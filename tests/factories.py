"""One plain factory per model: the smallest valid row, with what a test cares about passed in."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.enums import Role
from accounts.models import SpokenLanguage, User
from annotation.enums import CampaignKind, TrialKind
from annotation.models import (
    Campaign,
    Invite,
    ProlificStudy,
    ProlificSubmission,
    Protocol,
    RatingSession,
    Trial,
)
from catalog.models import Dataset, Membership
from corpus.enums import MemoryOrigin, Origin, Split
from corpus.fingerprints import fingerprint
from corpus.models import ImportRun, Item, MemoryEntry, Recording, Source, Translation, Voice
from corpus.storage import audio_store
from evaluation.runs.freezing import describe_source, write_benchmark
from evaluation.runs.gathering import Gathered
from evaluation.runs.models import Benchmark, BenchmarkItem, Comparison, Evaluation, System
from evaluation.suites.loading import get_suite
from generation.checks import CheckOutcome
from generation.models import CheckReport
from generation.reports import merge_reports, subject_of
from jobs.enums import BatchState, JobState, Queue
from jobs.models import Batch, Job
from training.recipes import get_recipe
from training.runs.models import TrainingRun

_numbers = count(1)


def make_user(role: Role = Role.RATER, *, languages: tuple[str, ...] = (), **fields: Any) -> User:
    user = User.objects.create(**{"username": f"person{next(_numbers)}", "role": role, **fields})
    SpokenLanguage.objects.bulk_create(
        SpokenLanguage(user=user, language=language) for language in languages
    )
    return user


def make_dataset(*members: User, **fields: Any) -> Dataset:
    """Its maker is a manager of its own unless ``created_by`` says otherwise."""
    number = next(_numbers)
    dataset = Dataset.objects.create(
        **{
            "slug": f"dataset{number}",
            "name": f"Dataset {number}",
            "languages": ["eng", "ara", "hin"],
            "created_by": fields.pop("created_by", None) or make_user(Role.MANAGER),
            **fields,
        }
    )
    Membership.objects.bulk_create(Membership(dataset=dataset, user=user) for user in members)
    return dataset


def make_source(dataset: Dataset, **fields: Any) -> Source:
    slug = fields.pop("slug", "identity")
    return Source.objects.get_or_create(
        dataset=dataset, slug=slug, defaults={"name": slug, **fields}
    )[0]


def make_item(dataset: Dataset, **fields: Any) -> Item:
    """An English pair with its English text, in the bench."""
    number = next(_numbers)
    question = fields.pop("question", f"What is number {number}?")
    answer = fields.pop("answer", f"It is {number}.")
    item = Item.objects.create(
        **{
            "dataset": dataset,
            "source": fields.pop("source", None) or make_source(dataset),
            "external_id": f"item{number}",
            "question": question,
            "answer": answer,
            "fingerprint": fingerprint(question, answer, ""),
            "split": Split.TEST,
            "in_bench": True,
            **fields,
        }
    )
    make_translation(
        item,
        language="eng",
        question=question,
        answer=answer,
        origin=Origin.SOURCE,
        engine="source",
    )
    return item


def make_translation(item: Item, **fields: Any) -> Translation:
    return Translation.objects.create(
        **{
            "dataset": item.dataset,
            "item": item,
            "language": "ara",
            "question": f"سؤال {item.pk}؟",
            "answer": f"جواب {item.pk}.",
            "origin": Origin.MACHINE,
            "engine": "translation-memory",
            "engine_version": "1",
            "fingerprint": "0" * 64,
            **fields,
        }
    )


def make_recording(translation: Translation, **fields: Any) -> Recording:
    """Its bytes lie in the store; they are no real FLAC unless ``content`` is."""
    content = fields.pop("content", None) or f"sound {next(_numbers)}".encode()
    return Recording.objects.create(
        **{
            "dataset": translation.dataset,
            "translation": translation,
            "language": translation.language,
            "sha256": audio_store().put(content),
            "size_bytes": len(content),
            "duration_s": 0.0,
            "sample_rate": 22_050,
            "loudness_lufs": -24.0,
            "peak": 0.5,
            "clipped_share": 0.0,
            "leading_silence_s": 0.0,
            "trailing_silence_s": 0.0,
            "silent_share": 0.0,
            "engine": "espeak-ng",
            "engine_version": "1.52",
            "voice": "ar+f1",
            "fingerprint": "0" * 64,
            **fields,
        }
    )


def make_voiced_item(dataset: Dataset, *, language: str = "ara", **fields: Any) -> Recording:
    """An item with a translation and a recording of it."""
    return make_recording(make_translation(make_item(dataset, **fields), language=language))


def make_voice(dataset: Dataset, **fields: Any) -> Voice:
    """Its bytes lie in the store; they are no real FLAC unless ``content`` is."""
    number = next(_numbers)
    content = fields.pop("content", None) or f"voice {number}".encode()
    return Voice.objects.create(
        **{
            "dataset": dataset,
            "name": f"voice{number}",
            "licence": "CC0-1.0",
            "sha256": audio_store().put(content),
            "size_bytes": len(content),
            "duration_s": 6.0,
            "sample_rate": 22_050,
            "loudness_lufs": -23.0,
            "snr_db": 40.0,
            **fields,
        }
    )


def make_import(dataset: Dataset, **fields: Any) -> ImportRun:
    """A file that was read, with nothing in it."""
    return ImportRun.objects.create(
        **{
            "dataset": dataset,
            "filename": "rows.jsonl",
            "format": "jsonl",
            "sha256": "0" * 64,
            **fields,
        }
    )


def make_campaign(dataset: Dataset, **fields: Any) -> Campaign:
    """Drawn from the bench as it is now, through the real service."""
    from annotation.services.campaigns import open_campaign

    return open_campaign(
        dataset,
        **{
            "by": dataset.created_by,
            "kind": CampaignKind.LISTENING,
            "name": f"Campaign {next(_numbers)}",
            "languages": ["ara"],
            **fields,
        },
    )


def make_protocol(dataset: Dataset, **fields: Any) -> Protocol:
    """Asks for nothing but what ``fields`` turn on."""
    return Protocol.objects.create(
        **{
            "dataset": dataset,
            "name": f"protocol{next(_numbers)}",
            "consent_version": None,
            "qualification": False,
            "environment_check": False,
            "training": False,
            "session_size": None,
            "traps_per_session": 0,
            "gold_per_session": 0,
            **fields,
        }
    )


def make_trial(campaign: Campaign, rater: User, **fields: Any) -> Trial:
    """Two questions without sound; the first choice is right."""
    question = {"sha256": "", "duration_s": 0.0, "text": "?", "choices": ["a", "b"], "expected": 0}
    return Trial.objects.create(
        **{
            "campaign": campaign,
            "rater": rater,
            "language": "ara",
            "kind": TrialKind.QUALIFICATION,
            "questions": [question, question],
            **fields,
        }
    )


def make_session(campaign: Campaign, rater: User, **fields: Any) -> RatingSession:
    """An empty one."""
    now = timezone.now()
    return RatingSession.objects.create(
        **{
            "campaign": campaign,
            "rater": rater,
            "language": "ara",
            "device": "1",
            "seed": 1,
            "started_at": now,
            "expires_at": now + timedelta(hours=1),
            **fields,
        }
    )


def make_invite(dataset: Dataset, **fields: Any) -> tuple[Invite, str]:
    """For one person, and a day; with the link's key."""
    from annotation.recruitment.invites import create_invite

    fields = {"name": "a friend", "language": "ara", "days": 1, "max_uses": 1, **fields}
    return create_invite(dataset, by=dataset.created_by, **fields)


def make_study(campaign: Campaign, **fields: Any) -> ProlificStudy:
    """Pays for one session; every outcome has a code of its own."""
    return ProlificStudy.objects.create(
        **{
            "campaign": campaign,
            "language": "ara",
            "study_id": f"study{next(_numbers)}",
            "code_complete": "DONE1",
            "code_failed_checks": "FAILED1",
            "code_screened_out": "SCREENED1",
            "code_no_consent": "NOCONSENT1",
            "failed_checks_to_reject": 1,
            "created_by": campaign.created_by,
            **fields,
        }
    )


def make_submission(study: ProlificStudy, prolific_id: str = "") -> ProlificSubmission:
    """Somebody arrives."""
    from annotation.recruitment.studies import arrive

    number = next(_numbers)
    return arrive(
        study.campaign_id,
        study_id=study.study_id,
        prolific_id=prolific_id or f"person{number}",
        session_id=f"session{number}",
        interface_language="ar",
    )


def make_job(dataset: Dataset, **fields: Any) -> Job:
    return Job.objects.create(
        **{
            "dataset": dataset,
            "kind": "check",
            "queue": Queue.CPU,
            "fingerprint": str(next(_numbers)),
            "state": JobState.RUNNING,
            **fields,
        }
    )


def make_batch(job: Job, **fields: Any) -> Batch:
    subject_ids = fields.pop("subject_ids", [1])
    return Batch.objects.create(
        **{
            "job": job,
            "queue": job.queue,
            "language": "ara",
            "subject_ids": subject_ids,
            "units": len(subject_ids),
            "state": BatchState.READY,
            **fields,
        }
    )


def make_memory(dataset: Dataset, source_text: str, target_text: str, **fields: Any) -> MemoryEntry:
    return MemoryEntry.objects.create(
        **{
            "dataset": dataset,
            "language": "ara",
            "item_key": f"memory{next(_numbers)}",
            "field": "question",
            "source_text": source_text,
            "target_text": target_text,
            "origin": MemoryOrigin.IMPORT,
            **fields,
        }
    )


def make_report(
    subject: Translation | Recording, name: str, *, passed: bool, detail: str = ""
) -> CheckReport:
    """Adds one check to those of the text or recording."""
    value = 0.0 if passed else 1.0
    merge_reports([(subject_of(subject), [CheckOutcome(name, 1, value, 0.5, passed, detail)])])
    return subject.reports.get()


def count_anew(dataset: Dataset) -> None:
    """Factories write rows behind the maintained counts' back; this puts them right."""
    from generation.recount import find_differences

    find_differences(dataset.pk, mend=True)


def make_benchmark(dataset: Dataset, *recordings: Recording, **fields: Any) -> Benchmark:
    """Of these recordings, as if a release's bench had been frozen."""
    items = [
        BenchmarkItem(
            dataset=dataset,
            key=recording.translation.item.external_id,
            cluster=recording.translation.item.external_id,
            language=recording.language,
            target=recording.language,
            question=recording.translation.question,
            reference=recording.translation.answer,
            sha256=recording.sha256,
            size_bytes=recording.size_bytes,
            seconds=recording.duration_s,
        )
        for recording in recordings
    ]
    suite = get_suite("spoken_qa")
    benchmark = Benchmark(
        **{
            "dataset": dataset,
            "name": f"bench{next(_numbers)}",
            "suite": suite.name,
            "task": suite.task.value,
            "definition": describe_source(suite),
            "contamination": {},
            **fields,
        }
    )
    return write_benchmark(benchmark, Gathered(items=items))


def make_training(dataset: Dataset, **fields: Any) -> TrainingRun:
    """That runs, has told of two steps and a validation, skipped a clip, and left a checkpoint."""
    number = next(_numbers)
    recipe = get_recipe("qwen2_5_omni_lora")
    definition = recipe.model_dump(mode="json")
    definition["data"]["languages"] = ["ara"]
    job = fields.pop("job", None) or make_job(dataset, kind="finetune", queue=Queue.TRAIN)
    run = TrainingRun.objects.create(
        **{
            "dataset": dataset,
            "name": f"omni{number}",
            "recipe": recipe.name,
            "definition": definition,
            "job": job,
            "step": 2,
            "steps": 10,
            "facts": {"samples": 20, "hours": 0.1, "device": "cpu"},
            **fields,
        }
    )
    run.jobs.add(job)
    now = timezone.now()
    for step in (1, 2):
        run.points.create(
            step=step, epoch=step / 5, loss=3.0 - step, learning_rate=1e-4, norm=1.0,
            samples_per_s=10.0, tokens_per_s=500.0, memory_bytes=10**9, at=now,
        )  # fmt: skip
    run.validations.create(step=2, loss=1.5, metrics={"wer": 0.5}, is_best=True, at=now)
    run.skipped.create(key="demo-001_ara", reason="empty", step=1)
    run.checkpoints.create(
        folder=run.name, step=2, is_best=True, is_final=False, sums={"adapter.bin": "0" * 64}
    )
    return run


def make_evaluation(
    benchmark: Benchmark, system: str = "", says: str = "word", engine: str = "cascade"
) -> Evaluation:
    """By a system of its own, which says the same to each item, and the item's key."""
    tested = System.objects.create(
        dataset=benchmark.dataset,
        name=system or f"system{next(_numbers)}",
        engine=engine,
        sampling={},
        languages=[],
    )
    evaluation = Evaluation.objects.create(benchmark=benchmark, system=tested)
    for item in benchmark.items.all():
        evaluation.responses.create(
            item=item, text=f"{says} {item.key}", engine_version="1", fingerprint="0" * 64
        )
    return evaluation


def make_comparison(benchmark: Benchmark, **fields: Any) -> Comparison:
    return Comparison.objects.create(
        **{
            "evaluation": make_evaluation(benchmark),
            "baseline": make_evaluation(benchmark),
            "judge": "endpoint:judge",
            "prompt_version": "1",
            "protocol": "both",
            **fields,
        }
    )
