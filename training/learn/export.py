"""Write a trained detector as an ONNX file and check it against PyTorch.

Input `images` float32 [1, 3, 384, 512], RGB 0..1; output `output0` float32
[1, 4 + classes, N]: cx, cy, w, h in input pixels, then sigmoid scores. The
metadata uses the keys of Ultralytics exports, which many programs read.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

from .blocks import ConvBlock
from .classes import CLASS_SLUGS, INPUT_HEIGHT, INPUT_WIDTH
from .detector import Detector, ExportedDetector, load_detector
from .predict import OnnxPredictor, network_input
from .samples import read_samples

OPSET = 13


def fuse_normalisation(detector: Detector) -> None:
    """Fold every batch normalisation into the convolution before it, in place."""
    for module in detector.modules():
        if isinstance(module, ConvBlock):
            module.conv = nn.utils.fusion.fuse_conv_bn_eval(module.conv, module.norm)
            module.norm = nn.Identity()


def metadata(version: str, date: str, description: str) -> dict[str, str]:
    """Metadata of the exported file; `names` and `imgsz` are Python literals."""
    return {
        "names": str(dict(enumerate(CLASS_SLUGS))),
        "stride": "32",
        "task": "detect",
        "imgsz": str([INPUT_HEIGHT, INPUT_WIDTH]),
        "author": "YOLO1125",
        "license": "MIT",
        "version": version,
        "date": date,
        "description": description,
    }


def export(checkpoint: Path, target: Path, properties: dict[str, str]) -> None:
    """Convert a checkpoint; the target file appears all at once."""
    detector = load_detector(checkpoint)
    fuse_normalisation(detector)
    model = ExportedDetector(detector).eval()
    partial = target.with_suffix(".partial")
    torch.onnx.export(
        model,
        torch.zeros(1, 3, INPUT_HEIGHT, INPUT_WIDTH),
        str(partial),
        input_names=["images"],
        output_names=["output0"],
        opset_version=OPSET,
        do_constant_folding=True,
    )
    graph = onnx.load(str(partial))
    for key, value in properties.items():
        entry = graph.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.checker.check_model(graph)
    onnx.save(graph, str(partial))
    partial.rename(target)


def verify(checkpoint: Path, target: Path, samples: Path | None) -> None:
    """Print the largest difference to PyTorch and the time of one inference."""
    model, session = ExportedDetector(load_detector(checkpoint)).eval(), OnnxPredictor(target)
    if samples:
        inputs = [network_input(image) for image in read_samples(samples)[0][:8]]
    else:
        noise = np.random.default_rng(0).random((8, 1, 3, INPUT_HEIGHT, INPUT_WIDTH), np.float32)
        inputs = list(noise)
    box_gap = score_gap = 0.0
    for pixels in inputs:
        with torch.no_grad():
            expected = model(torch.from_numpy(pixels)).numpy()
        gap = np.abs(expected - session.raw(pixels))
        box_gap = max(box_gap, float(gap[:, :4].max()))
        score_gap = max(score_gap, float(gap[:, 4:].max()))
    print(f"largest difference to PyTorch: boxes {box_gap:.2e} px, scores {score_gap:.2e}")
    print(f"one inference, one thread: {median_milliseconds(session, inputs[0]):.1f} ms")
    content = target.read_bytes()
    print(f"{len(content)} bytes, sha256 {hashlib.sha256(content).hexdigest()}")


def median_milliseconds(session: OnnxPredictor, pixels: np.ndarray, runs: int = 30) -> float:
    """Median wall time of one inference."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        session.raw(pixels)
        times.append(time.perf_counter() - started)
    return float(np.median(times)) * 1e3


def main() -> None:
    """Export, then verify."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--version", default="2.0.0")
    parser.add_argument("--date", required=True, help="YYYY-MM-DD, kept in the metadata")
    parser.add_argument("--samples", type=Path, help="painted scenes to verify with (else noise)")
    parser.add_argument(
        "--description", default="Ten fictional shop products, trained on drawn pictures and photos without products"
    )
    options = parser.parse_args()
    torch.set_num_threads(1)
    export(
        options.checkpoint,
        options.target,
        metadata(options.version, options.date, options.description),
    )
    verify(options.checkpoint, options.target, options.samples)


if __name__ == "__main__":
    main()
