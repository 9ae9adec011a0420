"""The net: a picture of a package to a direction in 128 dimensions."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from learn.blocks import ConvBlock, CrossStage

DIMENSIONS = 128
SIDE = 128


@dataclass(frozen=True)
class EmbedderConfig:
    """Channels after each halving of the picture, and how deep the last three stages are."""

    widths: tuple[int, ...] = (32, 64, 128, 224)
    depths: tuple[int, ...] = (1, 3, 2)


class Embedder(nn.Module):
    """Cross-stage partial net; its two coarsest maps are pooled by mean and by maximum,
    so that both the whole look and single strong features count."""

    def __init__(self, config: EmbedderConfig = EmbedderConfig()) -> None:
        super().__init__()
        self.config = config
        stem, fine, middle, coarse = config.widths
        self.stem = nn.Sequential(ConvBlock(3, stem, 3, 2), ConvBlock(stem, fine, 3, 2))
        self.fine = CrossStage(fine, fine, config.depths[0])
        self.middle = nn.Sequential(ConvBlock(fine, middle, 3, 2), CrossStage(middle, middle, config.depths[1]))
        self.coarse = nn.Sequential(ConvBlock(middle, coarse, 3, 2), CrossStage(coarse, coarse, config.depths[2]))
        self.project = nn.Linear(2 * (middle + coarse), DIMENSIONS, bias=False)
        self.norm = nn.BatchNorm1d(DIMENSIONS)

    def forward(self, images: Tensor) -> Tensor:
        """RGB [B, 3, SIDE, SIDE] in 0..1 to unit vectors float32 [B, DIMENSIONS]."""
        middle = self.middle(self.fine(self.stem((images - 0.45) * 4)))
        coarse = self.coarse(middle)
        pooled = [pool(level, (2, 3)) for level in (middle, coarse) for pool in (torch.mean, torch.amax)]
        features = torch.cat(pooled, 1)
        return F.normalize(self.norm(self.project(features)).float(), dim=1)


def save_embedder(net: Embedder, path: Path) -> None:
    """Write weights and sizes; the file appears all at once."""
    partial = path.with_suffix(".partial")
    state = {name: value.detach().cpu() for name, value in net.state_dict().items()}
    torch.save({"config": asdict(net.config), "state": state}, partial)
    partial.replace(path)


def load_embedder(path: Path) -> Embedder:
    """Read what save_embedder wrote, ready to use."""
    stored = torch.load(path, map_location="cpu")
    net = Embedder(EmbedderConfig(**{key: tuple(value) for key, value in stored["config"].items()}))
    net.load_state_dict(stored["state"])
    return net.eval()
