"""What training lowers: pictures of one package together, of different ones apart."""

from __future__ import annotations

import torch
from torch import Tensor

TEMPERATURE = 0.07


class Memory:
    """The embeddings of the last batches, so that a picture is held against many more than
    its own batch (cross-batch memory, Wang et al. 2020)."""

    def __init__(self, size: int, dimensions: int, device: torch.device) -> None:
        self.embeddings = torch.zeros(size, dimensions, device=device)
        self.labels = torch.full((size,), -1, dtype=torch.long, device=device)
        self.next = self.filled = 0

    def add(self, embeddings: Tensor, labels: Tensor) -> None:
        """Overwrite the oldest; gradients never reach what is kept."""
        size = len(self.labels)
        rows = (self.next + torch.arange(len(labels), device=labels.device)) % size
        self.embeddings[rows], self.labels[rows] = embeddings.detach().float(), labels
        self.next = (self.next + len(labels)) % size
        self.filled = min(size, self.filled + len(labels))

    def kept(self) -> tuple[Tensor, Tensor]:
        return self.embeddings[: self.filled], self.labels[: self.filled]


def supervised_contrast(embeddings: Tensor, labels: Tensor, memory: Memory | None = None) -> Tensor:
    """Each picture against all others of the batch and of the memory: its own package's come
    first (SupCon, Khosla et al. 2020, the variant with the sum outside)."""
    embeddings = embeddings.float()
    others, other_labels = embeddings, labels
    if memory is not None:
        kept, kept_labels = memory.kept()
        others, other_labels = torch.cat([embeddings, kept]), torch.cat([labels, kept_labels])
    cosines = embeddings @ others.t() / TEMPERATURE
    itself = torch.zeros_like(cosines, dtype=torch.bool)
    itself.fill_diagonal_(True)
    likelihood = cosines - cosines.masked_fill(itself, -1e4).logsumexp(1, keepdim=True)
    same = (labels[:, None] == other_labels[None]) & ~itself
    return -((likelihood * same).sum(1) / same.sum(1).clamp(min=1)).mean()
