"""Go on from an exported model: its ONNX weights back into a trainable checkpoint.

The export folds every batch normalisation into its convolution. Here each gets one
back whose statistics are those of the convolution's output on painted scenes, and whose
scale and shift undo it, so that the net computes what the file computes and can be
trained on.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from .blocks import ConvBlock
from .detector import Detector, save_detector
from .predict import network_input
from .samples import read_samples

PREFIX = "detector."


def read_weights(path: Path) -> dict[str, Tensor]:
    """The file's initialisers by the detector's parameter names."""
    graph = onnx.load(str(path)).graph
    return {
        entry.name.removeprefix(PREFIX): torch.from_numpy(numpy_helper.to_array(entry).copy())
        for entry in graph.initializer
        if entry.name.startswith(PREFIX)
    }


def unfolded(weights: dict[str, Tensor]) -> Detector:
    """A detector with these weights and normalisations that only add the bias."""
    detector = Detector().eval()
    state = detector.state_dict()
    for name, value in weights.items():
        folded_bias = name.endswith("conv.bias")
        state[name.replace("conv.bias", "norm.bias") if folded_bias else name] = value
    detector.load_state_dict(state)
    for block in _blocks(detector):
        block.norm.running_var.fill_(1 - block.norm.eps)
    return detector


@torch.no_grad()
def restore_statistics(detector: Detector, images: Tensor) -> None:
    """Give every normalisation the statistics of its input; the output stays the same."""
    seen: dict[nn.Module, tuple[Tensor, Tensor]] = {}
    hooks = [
        block.conv.register_forward_hook(
            lambda conv, _, out: seen.update({conv: (out.mean((0, 2, 3)), out.var((0, 2, 3)))})
        )
        for block in _blocks(detector)
    ]
    detector(images)
    for hook in hooks:
        hook.remove()
    for block in _blocks(detector):
        mean, variance = seen[block.conv]
        norm = block.norm
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.copy_((variance + norm.eps).sqrt())
        norm.bias.add_(mean)


def _blocks(detector: Detector) -> list[ConvBlock]:
    return [module for module in detector.modules() if isinstance(module, ConvBlock)]


def main() -> None:
    """Write the checkpoint and how far it is from the file it came from."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, help="exported .onnx")
    parser.add_argument("out", type=Path, help="checkpoint (.pt)")
    parser.add_argument("--samples", type=Path, required=True, help="painted scenes for statistics")
    parser.add_argument("--count", type=int, default=64)
    options = parser.parse_args()
    torch.set_num_threads(1)
    pictures = read_samples(options.samples)[0]
    chosen = np.linspace(0, len(pictures) - 1, min(options.count, len(pictures))).astype(int)
    images = torch.cat([torch.from_numpy(network_input(pictures[int(i)])) for i in chosen])
    detector = unfolded(read_weights(options.model))
    with torch.no_grad():
        before = detector(images[:4]).logits
        restore_statistics(detector, images)
        gap = (detector(images[:4]).logits - before).abs().max()
    save_detector(detector, options.out)
    print(f"largest difference of a logit after unfolding: {gap:.1e}")


if __name__ == "__main__":
    main()
