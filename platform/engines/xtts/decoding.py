"""XTTS's decoder over several texts of one voice at a time.

The published code decodes one text. Positions stand in the embeddings here, none in attention, so
texts padded on the left and masked give what each gives alone. The latents that the vocoder speaks
are the hidden states of the decoding itself; upstream computes them again, from the codes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn.functional import pad
from transformers import DynamicCache

from engines.xtts.drawing import draw_codes, uniforms
from engines.xtts.sampling import Sampling

if TYPE_CHECKING:
    from TTS.tts.layers.xtts.gpt import GPT

_LOOK_EVERY = 8
"""Steps between looks at who has finished: each look waits for the GPU."""
_PROMPT_CODE = 1
"""What upstream puts for the prompt where it penalizes repetition, so code 1 counts as said."""


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    latents: Tensor
    """Shape (codes, channels); one for each code, the one that ends the clip among them."""
    finished: bool
    """False where the clip reached the model's limit without an end: it babbles, or is cut off."""


class _Batch:
    """The texts that still speak, and what is known of them."""

    def __init__(self, gpt: "GPT", voice: Tensor, texts: Sequence[Tensor], draws: Tensor) -> None:
        device = voice.device
        self.gpt, self.draws = gpt, draws
        self.inputs, self.mask = _prompts(gpt, voice, texts)
        self.cache = DynamicCache()
        rows = len(texts)
        self.places = torch.arange(rows, device=device)
        # upstream's prompt for penalties: the stand-in code, and the code that starts a clip
        start = torch.tensor([_PROMPT_CODE, gpt.start_audio_token], device=device)
        self.codes = start.repeat(rows, 1)
        self.latents: list[Tensor] = []

    @property
    def steps(self) -> int:
        return len(self.latents)

    def step(self, sampling: Sampling) -> None:
        """Hear one code more of every text."""
        out = self.gpt.gpt(
            inputs_embeds=self.inputs,
            attention_mask=self.mask,
            past_key_values=self.cache,
            use_cache=True,
        )
        # (rows, steps, channels) -> (rows, channels)
        latent = self.gpt.final_norm(out.last_hidden_state[:, -1])
        draws = self.draws[:, self.steps]
        chosen = draw_codes(self.gpt.mel_head(latent), self.codes, draws, sampling)
        self.codes = torch.cat([self.codes, chosen[:, None]], dim=1)
        self.latents.append(latent)
        position = self.gpt.mel_pos_embedding.get_fixed_embedding(self.steps, latent.device)
        self.inputs = self.gpt.mel_embedding(chosen[:, None]) + position
        self.mask = pad(self.mask, (0, 1), value=1)

    def ends(self) -> Tensor:
        """How many codes each text took up to its end, (rows,); 0 where it hasn't ended."""
        ended = self.codes[:, 2:] == self.gpt.stop_audio_token
        return torch.where(ended.any(1), ended.int().argmax(1) + 1, 0)

    def keep(self, rows: Tensor) -> None:
        """Go on with these rows alone."""
        self.cache.batch_select_indices(rows)
        self.inputs, self.mask, self.codes = self.inputs[rows], self.mask[rows], self.codes[rows]
        self.draws, self.places = self.draws[rows], self.places[rows]
        self.latents = [latent[rows] for latent in self.latents]


@torch.inference_mode()
def decode(
    gpt: "GPT",
    voice: Tensor,
    texts: Sequence[Tensor],
    *,
    seeds: Sequence[int],
    sampling: Sampling,
) -> list[Spoken]:
    """Speak texts with one voice.

    Args:
        gpt: of a loaded XTTS.
        voice: conditioning latents, (1, latents, channels), on the model's device.
        texts: token ids, each (tokens,), shorter than the model's limit for texts.
        seeds: one a text; what a text becomes depends on its own seed and on no other text.
        sampling: how codes are drawn.

    Returns:
        The clips in the order of the texts.
    """
    if not texts:
        return []
    limit = int(gpt.max_gen_mel_tokens)
    batch = _Batch(gpt, voice, texts, uniforms(seeds, limit).to(voice.device))
    spoken: dict[int, Spoken] = {}
    while len(batch.places):
        batch.step(sampling)
        if batch.steps == limit or batch.steps % _LOOK_EVERY == 0:
            _take_finished(batch, spoken, last=batch.steps == limit)
    return [spoken[place] for place in range(len(texts))]


def _take_finished(batch: _Batch, spoken: dict[int, Spoken], *, last: bool) -> None:
    ends = batch.ends()
    # (steps, rows, channels) -> (rows, steps, channels)
    latents = torch.stack(batch.latents).transpose(0, 1)
    going = []
    for row, (place, end) in enumerate(zip(batch.places.tolist(), ends.tolist(), strict=True)):
        if end or last:
            length = end or batch.steps
            spoken[place] = Spoken(latents=latents[row, :length].clone(), finished=bool(end))
        else:
            going.append(row)
    if len(going) < len(ends):
        batch.keep(torch.tensor(going, dtype=torch.long, device=ends.device))


def _prompts(gpt: "GPT", voice: Tensor, texts: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Embeddings (rows, longest, channels), padded on the left, and their mask (rows, longest).

    A prompt is: the voice, the text between its two marks, the code that starts a clip.
    """
    prompts = [torch.cat([voice[0], _text(gpt, text), _start(gpt, text.device)]) for text in texts]
    longest = max(len(prompt) for prompt in prompts)
    padded = [pad(prompt, (0, 0, longest - len(prompt), 0)) for prompt in prompts]
    lengths = torch.tensor([len(prompt) for prompt in prompts], device=voice.device)
    places = torch.arange(longest, device=voice.device)
    mask = (places[None] >= longest - lengths[:, None]).long()
    return torch.stack(padded), mask


def _text(gpt: "GPT", text: Tensor) -> Tensor:
    """(tokens,) -> (tokens + 2, channels)."""
    marked = pad(text[None], (0, 1), value=gpt.stop_text_token)
    marked = pad(marked, (1, 0), value=gpt.start_text_token)
    embedded: Tensor = gpt.text_embedding(marked) + gpt.text_pos_embedding(marked)
    return embedded[0]


def _start(gpt: "GPT", device: torch.device) -> Tensor:
    """(1, channels)."""
    code = torch.tensor([[gpt.start_audio_token]], device=device)
    embedded = gpt.mel_embedding(code)
    started: Tensor = embedded + gpt.mel_pos_embedding(embedded)
    return started[0]
