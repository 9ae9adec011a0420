"""Optimiser, learning-rate schedule and weight averaging."""

from __future__ import annotations

import copy
import math
from typing import Generic, TypeVar

import torch
from torch import Tensor, nn


def make_optimiser(modules: list[nn.Module], rate: float, decay: float = 0.02) -> torch.optim.AdamW:
    """AdamW that decays weights but neither biases nor normalisation."""
    parameters = [parameter for module in modules for parameter in module.parameters()]
    groups = [
        {"params": [p for p in parameters if p.ndim > 1], "weight_decay": decay},
        {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0.0},
    ]
    fused = parameters[0].is_cuda
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.99), **({"fused": True} if fused else {}))


def set_rate(
    optimiser: torch.optim.Optimizer, peak: float, step: int, progress: float, warm_up: int = 60
) -> None:
    """Linear warm-up over `warm_up` steps, then a cosine from peak to 2 % of it.

    `progress` 0..1 is the share of the whole run that is done.
    """
    cosine = 0.5 * (1 + math.cos(math.pi * min(1.0, progress)))
    rate = peak * min(1.0, (step + 1) / warm_up) * (0.98 * cosine + 0.02)
    for group in optimiser.param_groups:
        group["lr"] = rate


Model = TypeVar("Model", bound=nn.Module)


class AveragedModel(Generic[Model]):
    """Exponential moving average of a model's weights and statistics."""

    def __init__(self, model: Model, decay: float = 0.998) -> None:
        self.model = copy.deepcopy(model).eval()
        self.decay, self.updates = decay, 0
        self._averages = self._floats(self.model)

    @torch.no_grad()
    def update(self, model: Model) -> None:
        """Move towards the model; faster during the first steps."""
        self.updates += 1
        decay = min(self.decay, self.updates / (10 + self.updates))
        torch._foreach_mul_(self._averages, decay)
        torch._foreach_add_(self._averages, self._floats(model), alpha=1 - decay)

    @staticmethod
    def _floats(model: nn.Module) -> list[Tensor]:
        """Weights and statistics; the counters beside them are of no use in inference."""
        return [value for value in model.state_dict().values() if value.is_floating_point()]
