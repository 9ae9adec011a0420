"""What training lowers: pictures of one package together, of different ones apart."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class MarginSoftmax(nn.Module):
    """Softmax over cosines to one direction a class, the right one made harder by a margin
    (CosFace, Wang et al. 2018)."""

    def __init__(self, classes: int, dimensions: int, scale: float = 28.0, margin: float = 0.25) -> None:
        super().__init__()
        self.directions = nn.Parameter(F.normalize(torch.randn(classes, dimensions), dim=1) * 0.5)
        self.scale, self.margin = scale, margin

    def forward(self, embeddings: Tensor, labels: Tensor, share: float) -> Tensor:
        """Mean loss; `share` 0..1 of the margin is used (it grows during training)."""
        cosines = embeddings.float() @ F.normalize(self.directions, dim=1).t()
        rows = torch.arange(len(labels), device=labels.device)
        cosines[rows, labels] = cosines[rows, labels] - self.margin * share
        return F.cross_entropy(self.scale * cosines, labels)


def supervised_contrast(embeddings: Tensor, labels: Tensor, temperature: float = 0.08) -> Tensor:
    """Each picture against all others of the batch: its own package's come first
    (SupCon, Khosla et al. 2020, the variant with the sum outside)."""
    cosines = embeddings.float() @ embeddings.float().t() / temperature
    itself = torch.eye(len(labels), dtype=torch.bool, device=labels.device)
    likelihood = cosines - cosines.masked_fill(itself, -1e4).logsumexp(1, keepdim=True)
    same = (labels[:, None] == labels[None]) & ~itself
    return -((likelihood * same).sum(1) / same.sum(1).clamp(min=1)).mean()
