"""Compact anchor-free detector: CSP backbone, pooling pyramid, FPN + PAN neck.

Every cell of the feature maps with strides 8, 16 and 32 predicts one box as
distances from its centre to the four sides (FCOS), each as a distribution over
whole strides (Li et al., Generalized Focal Loss), and one score per class.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .blocks import ConvBlock, CrossStage, PoolingPyramid
from .classes import CLASS_COUNT

STRIDES = (8, 16, 32)
BINS = 16
"""A side lies 0 to BINS - 1 strides from the cell's centre."""
START_LOGIT = -4.6
"""First class logit (probability 0.01), so that the many empty cells start right."""


@dataclass(frozen=True)
class DetectorConfig:
    """Sizes of the net: channels after each halving, bottlenecks per stage."""

    classes: int = CLASS_COUNT
    widths: tuple[int, int, int, int, int] = (16, 32, 64, 96, 160)
    depths: tuple[int, int, int, int] = (1, 1, 2, 1)
    head_width: int = 56


class Predictions(NamedTuple):
    """Raw output for N cells: what the loss and the decoder need."""

    boxes: Tensor
    """[B, N, 4]: x1, y1, x2, y2 in input pixels."""
    logits: Tensor
    """[B, N, classes], before the sigmoid."""
    centres: Tensor
    """[N, 2]: x, y of the cell centres in input pixels."""
    sides: Tensor
    """[B, N, 4, BINS]: logits of the distances to left, top, right, bottom, in strides."""
    strides: Tensor
    """[N]: pixels of a stride at each cell."""


class Backbone(nn.Module):
    """Feature maps at strides 8, 16 and 32 from RGB pictures in 0..1."""

    def __init__(self, config: DetectorConfig) -> None:
        super().__init__()
        w, n = config.widths, config.depths
        self.stem = ConvBlock(3, w[0], 3, 2)
        self.stride4 = nn.Sequential(ConvBlock(w[0], w[1], 3, 2), CrossStage(w[1], w[1], n[0]))
        self.stride8 = nn.Sequential(ConvBlock(w[1], w[2], 3, 2), CrossStage(w[2], w[2], n[1]))
        self.stride16 = nn.Sequential(ConvBlock(w[2], w[3], 3, 2), CrossStage(w[3], w[3], n[2]))
        self.stride32 = nn.Sequential(
            ConvBlock(w[3], w[4], 3, 2), CrossStage(w[4], w[4], n[3]), PoolingPyramid(w[4])
        )

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        p3 = self.stride8(self.stride4(self.stem(x)))
        p4 = self.stride16(p3)
        return p3, p4, self.stride32(p4)


class Neck(nn.Module):
    """Top-down (FPN) then bottom-up (PANet) mixing of the three maps."""

    def __init__(self, channels: tuple[int, int, int]) -> None:
        super().__init__()
        c3, c4, c5 = channels
        self.top4 = CrossStage(c5 + c4, c4, shortcut=False)
        self.top3 = CrossStage(c4 + c3, c3, shortcut=False)
        self.down4 = ConvBlock(c3, c3, 3, 2)
        self.out4 = CrossStage(c3 + c4, c4, shortcut=False)
        self.down5 = ConvBlock(c4, c4, 3, 2)
        self.out5 = CrossStage(c4 + c5, c5, shortcut=False)

    def forward(self, p3: Tensor, p4: Tensor, p5: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        t4 = self.top4(torch.cat([_twice_as_large(p5), p4], 1))
        o3 = self.top3(torch.cat([_twice_as_large(t4), p3], 1))
        o4 = self.out4(torch.cat([self.down4(o3), t4], 1))
        return o3, o4, self.out5(torch.cat([self.down5(o4), p5], 1))


class Detector(nn.Module):
    """The whole net; input is RGB [B, 3, H, W] in 0..1, sides divisible by 32."""

    def __init__(self, config: DetectorConfig = DetectorConfig()) -> None:
        super().__init__()
        self.config = config
        channels = config.widths[2:]
        self.backbone = Backbone(config)
        self.neck = Neck(channels)
        self.box_heads = nn.ModuleList(
            _head(c, config.head_width, 2, 4 * BINS, 1.0) for c in channels
        )
        self.class_heads = nn.ModuleList(
            _head(c, config.head_width, 1, config.classes, START_LOGIT) for c in channels
        )
        self.register_buffer("bins", torch.arange(BINS).float(), persistent=False)

    def forward(self, x: Tensor) -> Predictions:
        sides, logits, centres, strides = [], [], [], []
        maps = self.neck(*self.backbone(x))
        for features, stride, box_head, class_head in zip(
            maps, STRIDES, self.box_heads, self.class_heads
        ):
            grid = _cell_centres(features.shape[2], features.shape[3], stride, features.device)
            sides.append(box_head(features).flatten(2).transpose(1, 2))
            logits.append(class_head(features).flatten(2).transpose(1, 2))
            centres.append(grid)
            strides.append(torch.full_like(grid[:, 0], stride))
        side = torch.cat(sides, 1).float().reshape(len(x), -1, 4, BINS)
        centre, step = torch.cat(centres), torch.cat(strides)
        distance = (side.softmax(3) * self.bins).sum(3) * step[:, None]
        boxes = torch.cat([centre - distance[..., :2], centre + distance[..., 2:]], 2)
        return Predictions(boxes, torch.cat(logits, 1).float(), centre, side, step)


class ExportedDetector(nn.Module):
    """Detector with one output [B, 4 + classes, N]: cx, cy, w, h (px), scores 0..1."""

    def __init__(self, detector: Detector) -> None:
        super().__init__()
        self.detector = detector

    def forward(self, images: Tensor) -> Tensor:
        boxes, logits = self.detector(images)[:2]
        low, high = boxes[..., :2], boxes[..., 2:]
        return torch.cat([(low + high) / 2, high - low, logits.sigmoid()], 2).transpose(1, 2)


def _head(inputs: int, width: int, depth: int, outputs: int, bias: float) -> nn.Sequential:
    last = nn.Conv2d(width, outputs, 1)
    nn.init.constant_(last.bias, bias)
    blocks = [ConvBlock(inputs if k == 0 else width, width, 3) for k in range(depth)]
    return nn.Sequential(*blocks, last)


def _twice_as_large(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2.0, mode="nearest")


def _cell_centres(rows: int, columns: int, stride: int, device: torch.device) -> Tensor:
    """Centres of a feature map's cells, [rows * columns, 2], in input pixels."""
    y, x = torch.meshgrid(
        torch.arange(rows, device=device), torch.arange(columns, device=device), indexing="ij"
    )
    return (torch.stack([x, y], 2).reshape(-1, 2).float() + 0.5) * stride


def save_detector(detector: Detector, path: Path) -> None:
    """Write configuration and weights; the file appears all at once."""
    partial = path.with_suffix(".partial")
    torch.save({"config": asdict(detector.config), "weights": detector.state_dict()}, partial)
    partial.rename(path)


def load_detector(path: Path) -> Detector:
    """Read what save_detector wrote, ready for inference."""
    saved = torch.load(path, map_location="cpu")
    detector = Detector(DetectorConfig(**saved["config"]))
    detector.load_state_dict(saved["weights"])
    return detector.eval()
