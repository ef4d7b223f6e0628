"""What a training would take, told before it is started, with what was assumed."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from django.conf import settings
from django.db.models import Avg

from catalog.models import Dataset
from jobs.costs import cost_of, price_per_hour
from jobs.enums import Queue
from training.flops import Stack, flops_of
from training.recipes import Recipe
from training.runs.amounts import Amounts, measure
from training.runs.checking import prepare
from training.runs.models import TrainingPoint, TrainingRun
from training.runs.sizes import ENCODER_FRAMES_PER_S, Size, size_of
from training.runs.wishes import Wish

UTILISATION = 0.4
"""Of a device's peak that is assumed to do useful work."""
_CHARACTERS_PER_TOKEN = 3.5
_ANSWER_TOKENS = 60
"""Where no release tells how long answers are."""
_PROMPT_TOKENS = 30
_TRAINED_BYTES = 16
"""Of a parameter that trains: itself, its gradient, and two moments, 4 bytes each."""
_SAVED_BYTES = 12
"""Of those, what a state keeps: itself and the moments."""
_FOLLOWED_POINTS = 20


@dataclass(frozen=True, kw_only=True)
class TrainingEstimate:
    """What is None can't be told: no size, speed or price is known."""

    samples: int
    hours: float
    hours_by_language: dict[str, float]
    at_most: bool
    """Some sources are told by their caps; their files may hold less."""
    unknown: tuple[str, ...]
    steps: int
    tokens: int
    """That the language model reads and writes over all steps."""
    flops: float | None
    gpu_hours: float | None
    hours_of_work: float | None
    """By the clock, on all devices of a worker."""
    measured_on: str
    """The training of the same model whose speed was taken; empty: the speed is assumed."""
    memory_bytes: int | None
    """On each device."""
    disk_bytes: int | None
    cost: Decimal | None
    utilisation: float
    tflops: float
    devices: int


@dataclass(frozen=True)
class _Speed:
    seconds: float | None
    run: str = ""


def estimate_training(dataset: Dataset, wish: Wish) -> TrainingEstimate:
    """Raises what starting it would raise."""
    prepared = prepare(dataset, wish)
    recipe = prepared.recipe
    amounts = measure(recipe, prepared.release)
    size = size_of(recipe.model)
    seen = samples_seen(recipe, amounts.samples)
    speed = _speed(recipe, amounts, size, seen)
    devices = settings.TRAINING_DEVICES
    price = price_per_hour(Queue.TRAIN)
    return TrainingEstimate(
        samples=amounts.samples,
        hours=amounts.hours,
        hours_by_language=_by_language(amounts),
        at_most=any(amount.at_most for amount in amounts.known),
        unknown=amounts.unknown,
        steps=steps_of(recipe, amounts.samples),
        tokens=round(seen * _tokens(amounts, size)),
        flops=_flops(amounts, size, seen) if size else None,
        gpu_hours=None if speed.seconds is None else speed.seconds * devices / 3600,
        hours_of_work=None if speed.seconds is None else speed.seconds / 3600,
        measured_on=speed.run,
        memory_bytes=_memory(recipe, size) if size else None,
        disk_bytes=disk_bytes(recipe),
        cost=None if speed.seconds is None else cost_of(speed.seconds, price=price),
        utilisation=UTILISATION,
        tflops=settings.TRAINING_TFLOPS,
        devices=devices,
    )


def steps_of(recipe: Recipe, samples: int) -> int:
    schedule = recipe.schedule
    steps = ceil(ceil(samples / schedule.batch_size) * schedule.epochs)
    return min(steps, schedule.most_steps or steps)


def samples_seen(recipe: Recipe, samples: int) -> float:
    """Over all steps; the last step of an epoch may hold fewer."""
    wanted = samples * recipe.schedule.epochs
    return min(wanted, steps_of(recipe, samples) * recipe.schedule.batch_size)


def disk_bytes(recipe: Recipe) -> int | None:
    """Of checkpoints and of the states to go on from."""
    size = size_of(recipe.model)
    if size is None:
        return None
    # One more of each: the new one is whole before the old one goes.
    return round(size.trained * _SAVED_BYTES * (recipe.schedule.keep + 3))


def _by_language(amounts: Amounts) -> dict[str, float]:
    hours: dict[str, float] = {}
    for amount in amounts.known:
        hours[amount.language] = hours.get(amount.language, 0.0) + amount.hours
    return dict(sorted(hours.items()))


def _seconds_a_sample(amounts: Amounts) -> float:
    return amounts.hours * 3600 / amounts.samples if amounts.samples else 0.0


def _tokens(amounts: Amounts, size: Size | None) -> float:
    """Of a mean sample: prompt, places of sound, and answer."""
    characters = amounts.answer_characters
    answer = _ANSWER_TOKENS if characters is None else characters / _CHARACTERS_PER_TOKEN
    sound = size.sound_tokens_per_s * _seconds_a_sample(amounts) if size else 0.0
    return _PROMPT_TOKENS + sound + answer


def _flops(amounts: Amounts, size: Size, seen: float) -> float:
    """The encoder is frozen and nothing before it trains, so it runs forward alone."""
    writer = Stack(
        weights=round(size.writer.parameters * size.passed + size.adapter),
        trained=round(size.adapter),
        attending=size.writer.layers * size.writer.hidden,
        causal=True,
    )
    ear = Stack(weights=round(size.ear), passes_back=False)
    between = Stack(weights=round(size.projector), trained=round(size.projector))
    heard = round(ENCODER_FRAMES_PER_S * _seconds_a_sample(amounts))
    spoken = round(size.sound_tokens_per_s * _seconds_a_sample(amounts))
    tokens = round(_tokens(amounts, size))
    return seen * (
        flops_of(writer, [tokens]) + flops_of(ear, [heard]) + flops_of(between, [spoken])
    )


def _speed(recipe: Recipe, amounts: Amounts, size: Size | None, seen: float) -> _Speed:
    """As the latest training of this very model measured it, else as its sizes let expect."""
    before = TrainingRun.objects.filter(definition__model=recipe.model.model_dump(mode="json"))
    run = before.filter(points__isnull=False).order_by("-pk").first()
    if run is not None:
        latest = run.points.order_by("-step")[:_FOLLOWED_POINTS].values("pk")
        points = TrainingPoint.objects.filter(pk__in=latest)
        rate = points.aggregate(mean=Avg("samples_per_s"))["mean"]
        if rate:
            return _Speed(seen / rate, run.name)
    if size is None:
        return _Speed(None)
    rate = settings.TRAINING_TFLOPS * 1e12 * UTILISATION * settings.TRAINING_DEVICES
    return _Speed(_flops(amounts, size, seen) / rate)


def _memory(recipe: Recipe, size: Size) -> int:
    """Weights in 2 bytes, what trains in 16, and activations: a layer's input each, one whole."""
    weights = 2 * (size.writer.parameters + size.ear) + _TRAINED_BYTES * size.trained
    seconds = recipe.schedule.batch_frames / 100
    tokens = seconds * (size.sound_tokens_per_s + (_PROMPT_TOKENS + _ANSWER_TOKENS) / 5)
    each = tokens * size.writer.hidden * 2
    layers = size.writer.layers * (1 if recipe.schedule.gradient_checkpointing else 34)
    return round(weights + each * (layers + 34))
