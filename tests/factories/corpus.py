"""Items, their texts and recordings, and what they come from."""

from typing import Any

from catalog.models import Dataset
from corpus.enums import MemoryOrigin, Origin, Split
from corpus.fingerprints import fingerprint
from corpus.models import ImportRun, Item, MemoryEntry, Recording, Source, Translation, Voice
from corpus.storage import audio_store
from tests.factories.numbers import numbers


def make_source(dataset: Dataset, **fields: Any) -> Source:
    slug = fields.pop("slug", "identity")
    return Source.objects.get_or_create(
        dataset=dataset, slug=slug, defaults={"name": slug, **fields}
    )[0]


def make_item(dataset: Dataset, **fields: Any) -> Item:
    """An English pair with its English text, in the bench."""
    number = next(numbers)
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
    content = fields.pop("content", None) or f"sound {next(numbers)}".encode()
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
    number = next(numbers)
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


def make_memory(dataset: Dataset, source_text: str, target_text: str, **fields: Any) -> MemoryEntry:
    return MemoryEntry.objects.create(
        **{
            "dataset": dataset,
            "language": "ara",
            "item_key": f"memory{next(numbers)}",
            "field": "question",
            "source_text": source_text,
            "target_text": target_text,
            "origin": MemoryOrigin.IMPORT,
            **fields,
        }
    )
