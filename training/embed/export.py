"""Write a trained embedder as an ONNX file and check it against PyTorch.

    python3 -m embed.export CHECKPOINT TARGET --date YYYY-MM-DD [--rule RULE.json]

Input `images` float32 [N, 3, 128, 128], RGB 0..1; output `embedding` float32 [N, 128], unit
vectors. The decision rule's constants (rule.py) are a part of the metadata.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from learn.export import OPSET, fuse_normalisation

from .net import DIMENSIONS, SIDE, load_embedder
from .rule import Rule, read_rule

ATTRIBUTION = "Grocery Store data set, copyright (c) 2019 Marcus Klasson, MIT"


def metadata(version: str, date: str, rule: Rule) -> dict[str, str]:
    """Metadata of the exported file; every value is text."""
    return {
        "task": "embed",
        "version": version,
        "date": date,
        "author": "YOLO1125",
        "license": "MIT",
        "attribution": ATTRIBUTION,
        "description": "Direction of a package's look; near for one product, far for others",
        "imgsz": str([SIDE, SIDE]),
        "dimensions": str(DIMENSIONS),
        "neighbours": str(rule.neighbours),
        "frames": str(rule.frames),
        "match": f"{rule.match:g}",
        "margin": f"{rule.margin:g}",
    }


def export(checkpoint: Path, target: Path, properties: dict[str, str]) -> None:
    """Convert a checkpoint; the target file appears all at once."""
    net = load_embedder(checkpoint)
    fuse_normalisation(net)
    partial = target.with_suffix(".partial")
    torch.onnx.export(
        net,
        torch.zeros(2, 3, SIDE, SIDE),
        str(partial),
        input_names=["images"],
        output_names=["embedding"],
        dynamic_axes={"images": {0: "N"}, "embedding": {0: "N"}},
        opset_version=OPSET,
        do_constant_folding=True,
    )
    graph = onnx.load(str(partial))
    graph.graph.output[0].type.tensor_type.shape.dim[1].dim_value = DIMENSIONS
    for key, value in properties.items():
        entry = graph.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.checker.check_model(graph)
    onnx.save(graph, str(partial))
    partial.rename(target)


def open_session(target: Path) -> onnxruntime.InferenceSession:
    """The file as the shop runs it: one processor thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(target), options, providers=["CPUExecutionProvider"])


def verify(checkpoint: Path, target: Path) -> None:
    """Print the largest difference to PyTorch and the time of one crop."""
    session = open_session(target)
    images = np.random.default_rng(0).random((8, 3, SIDE, SIDE), np.float32)
    with torch.no_grad():
        expected = load_embedder(checkpoint)(torch.from_numpy(images)).numpy()
    gap = np.abs(expected - session.run(None, {"images": images})[0]).max()
    print(f"largest difference to PyTorch: {gap:.2e}")
    for count in (1, 8):
        times = []
        for _ in range(40):
            began = time.perf_counter()
            session.run(None, {"images": images[:count]})
            times.append((time.perf_counter() - began) * 1e3 / count)
        print(f"{count} at once: {np.median(times):.1f} ms a crop, one thread (fastest {min(times):.1f})")
    content = target.read_bytes()
    print(f"{len(content)} bytes, sha256 {hashlib.sha256(content).hexdigest()}")


def main() -> None:
    """Export, then verify."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--date", required=True, help="YYYY-MM-DD, kept in the metadata")
    parser.add_argument("--rule", type=Path, help="constants chosen by embed.evaluate")
    options = parser.parse_args()
    torch.set_num_threads(1)
    rule = read_rule(options.rule) if options.rule else Rule()
    export(options.checkpoint, options.target, metadata(options.version, options.date, rule))
    verify(options.checkpoint, options.target)


if __name__ == "__main__":
    main()
