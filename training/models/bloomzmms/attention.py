"""Self-attention that knows how far apart two places are, and nothing of where they stand.

Imports torch.
"""

import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention


class RelativeAttention(nn.Module):
    """Of Transformer-XL (Dai et al., 2019), looking both ways; nothing is added, nor normed."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.apart = nn.Linear(width, width, bias=False)
        self.out = nn.Linear(width, width)
        self.to_key = nn.Parameter(torch.empty(heads, 1, width // heads))
        self.to_apart = nn.Parameter(torch.empty(heads, 1, width // heads))
        nn.init.xavier_uniform_(self.to_key)
        nn.init.xavier_uniform_(self.to_apart)

    def forward(self, states: Tensor, there: Tensor) -> Tensor:
        """States are (clips, places, width); `there`, (clips, places), is true where one is."""
        query, key, value = (
            self._split(layer(states)) for layer in (self.query, self.key, self.value)
        )
        near = self._near(query + self.to_apart) / query.shape[-1] ** 0.5
        mask = near.masked_fill(~there[:, None, None], -torch.inf)
        attended = scaled_dot_product_attention(query + self.to_key, key, value, attn_mask=mask)
        # (clips, heads, places, width of a head) -> (clips, places, width)
        whole: Tensor = self.out(attended.transpose(1, 2).flatten(2))
        return whole

    def _near(self, query: Tensor) -> Tensor:
        """What distance alone gives each pair, (clips, heads, places, places)."""
        places = query.shape[2]
        apart = distances(places, query.shape[1] * query.shape[3]).to(query)
        # (distances, width) -> (heads, width of a head, distances)
        keys = self.apart(apart).view(len(apart), self.heads, -1).permute(1, 2, 0)
        at = torch.arange(places, device=query.device)
        wanted = (at[:, None] - at + places - 1).expand(*query.shape[:2], -1, -1)
        near: Tensor = query @ keys
        return near.gather(-1, wanted)

    def _split(self, states: Tensor) -> Tensor:
        # (clips, places, width) -> (clips, heads, places, width of a head)
        return states.view(*states.shape[:2], self.heads, -1).transpose(1, 2)


def distances(places: int, width: int) -> Tensor:
    """Waves that tell the distances from ``1 - places`` to ``places - 1``, (distances, width).

    Sines stand in even columns, cosines in odd ones; wavelengths grow from 2 pi to 10,000 times
    that.
    """
    apart = torch.arange(1 - places, places)[:, None]
    rates = 10_000 ** (-torch.arange(0, width, 2) / width)
    # (distances, half of width, 2) -> (distances, width)
    return torch.stack([(apart * rates).sin(), (apart * rates).cos()], dim=-1).flatten(1)
