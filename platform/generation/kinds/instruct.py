"""Answers of a language model to what a clip says, for a speech model that is built around it.

Multi-instructional targets: the transcript stands for the clip, an instruction behind it, and what
the model answers is what it should answer when it hears the clip.

Source: BLOOMZMMS, arXiv 2404.10922.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rest_framework import serializers

from catalog.models import Dataset
from corpus.fingerprints import fingerprint
from corpus.models import Translation
from engines import registry
from engines.licences import combine_licences
from engines.protocols import ChatModel, Completion, ItemFailure, Message, Sampling
from generation.kinds.parameters import EngineField, LanguagesParameters, queue_of_engine
from generation.models import InstructedAnswer
from generation.planning import Subjects, estimate_subjects, plan_batches
from generation.subjects import items_of_texts
from jobs.kinds import Estimate, FailedUnit, JobKind, Parameters, WriteResults
from jobs.models import Batch, Job

BATCH_UNITS = 100
CUT, EMPTY = "answer_cut", "answer_empty"
# Only what may be learnt from, and can be heard.
_UNANSWERED = """
SELECT t.language, t.id, length(t.question) AS size, t.item_id
FROM corpus_translation t JOIN corpus_item i ON i.id = t.item_id
WHERE t.dataset_id = %(dataset)s AND t.is_current AND t.language = ANY(%(languages)s)
  AND i.split = 'train' AND NOT i.in_bench
  AND EXISTS (SELECT FROM corpus_recording r
              WHERE r.translation_id = t.id AND r.is_current AND r.set_aside IS NULL)
  AND NOT EXISTS (SELECT FROM generation_instructedanswer a
                  WHERE a.translation_id = t.id AND a.engine = %(engine)s)
"""
INSTRUCTIONS = (
    "Answer the question.",
    "Answer in one word.",
    "Say it in other words.",
    "Translate it into English.",
    "Translate it into French.",
    "Translate it into Spanish.",
    "What is it about?",
    "Which word in it matters most?",
    "Is this a question or a statement?",
    "Which language is this?",
    "Ask the same more politely.",
    "What would one have to know to answer?",
)
"""Our own wording; the transcription that the other half of TMI asks for is none of them."""


class InstructParameters(LanguagesParameters):
    engine = EngineField("chat model", default="bloomz")
    instructions = serializers.ListField(
        child=serializers.CharField(max_length=500),
        default=lambda: [*INSTRUCTIONS],
        allow_empty=False,
        max_length=200,
        help_text="What may stand behind a text.",
    )
    per_text = serializers.IntegerField(
        default=2, min_value=1, max_value=20, help_text="Instructions drawn for each text."
    )
    max_tokens = serializers.IntegerField(
        default=128, min_value=1, max_value=1_024, help_text="Longer answers are left out."
    )

    def validate_instructions(self, value: list[str]) -> list[str]:
        """In one order, so that equal jobs have equal fingerprints."""
        return sorted(set(value))


def subjects(parameters: Parameters) -> Subjects:
    values = {name: parameters[name] for name in ("languages", "engine")}
    return Subjects(_UNANSWERED, values)


def plan(job: Job) -> int:
    return plan_batches(job, *subjects(job.parameters), batch_units=BATCH_UNITS)


def estimate(dataset: Dataset, parameters: Parameters) -> Estimate:
    return estimate_subjects(dataset, subjects(parameters))


class Asked(NamedTuple):
    text: Translation
    instruction: str

    @property
    def conversation(self) -> tuple[Message, ...]:
        return (Message(role="user", content=f"{self.text.question} {self.instruction}"),)


def run(batch: Batch) -> WriteResults:
    parameters = batch.job.parameters
    chat = registry.chat_model(parameters["engine"])
    sampling = Sampling(max_tokens=parameters["max_tokens"])
    asked = _asked(batch, parameters)
    maker = _Maker(batch, chat, sampling)
    made: list[InstructedAnswer] = []
    failed: dict[int, FailedUnit] = {}
    answers = chat.complete([one.conversation for one in asked], sampling)
    for one, answer in zip(asked, answers, strict=True):
        problem = _problem(one, answer)
        if problem is not None:
            failed[one.text.pk] = problem
        elif isinstance(answer, Completion):
            made.append(maker.answer(one, answer))

    def write() -> list[FailedUnit]:
        InstructedAnswer.objects.bulk_create(made, ignore_conflicts=True)
        return [*failed.values()]

    return write


def _asked(batch: Batch, parameters: Parameters) -> list[Asked]:
    texts = Translation.objects.filter(pk__in=batch.subject_ids, is_current=True)
    return [
        Asked(text, instruction)
        for text in texts.select_related("item").order_by("item_id")
        for instruction in drawn(text, parameters["instructions"])[: parameters["per_text"]]
    ]


def drawn(text: Translation, among: Sequence[str]) -> list[str]:
    """All instructions in an order that text and instructions alone decide."""
    named = text.language, text.item.external_id
    return sorted(among, key=lambda instruction: fingerprint(*named, instruction))


def _problem(one: Asked, answer: Completion | ItemFailure) -> FailedUnit | None:
    if isinstance(answer, ItemFailure):
        code, message = str(answer.code), answer.message
    elif answer.cut:
        code, message = CUT, "the answer was longer than max_tokens; raise it or leave it out."
    elif not answer.text:
        code, message = EMPTY, "the engine answered nothing."
    else:
        return None
    where = f"{one.text.item.external_id}, {one.instruction}"
    return FailedUnit(one.text.pk, code, f"{where}: {message}")


class _Maker:
    """Makes the answers of a batch with their lineage."""

    def __init__(self, batch: Batch, chat: ChatModel, sampling: Sampling) -> None:
        self._batch, self._chat = batch, chat
        self._parameters = {**chat.parameters, **sampling.lineage()}

    def answer(self, one: Asked, answer: Completion) -> InstructedAnswer:
        chat, job, text = self._chat, self._batch.job, one.text
        version = answer.model or chat.version
        licences = (job.dataset.licence, text.licence, chat.capabilities.licence.name)
        read = one.conversation[0].content
        return InstructedAnswer(
            dataset_id=job.dataset_id,
            translation=text,
            language=text.language,
            instruction=one.instruction,
            answer=answer.text,
            engine=chat.name,
            engine_version=version,
            parameters=self._parameters,
            licence=combine_licences(*licences),
            fingerprint=fingerprint(chat.name, version, read, str(self._parameters)),
            job_id=self._batch.job_id,
        )


INSTRUCT = JobKind(
    name="instruct",
    title="Instruct",
    description="Lets a language model follow instructions about the questions that training may"
    " hear, so that a speech model can learn to answer as it does.",
    queue=queue_of_engine("chat model"),
    parameters=InstructParameters,
    plan=plan,
    run=run,
    estimate=estimate,
    items_of=items_of_texts,
)
