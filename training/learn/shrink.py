"""Smaller variants of an exported model: int8 (QDQ) and fp16."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)

from .classes import INPUT_HEIGHT, INPUT_WIDTH
from .export import median_milliseconds
from .predict import OnnxPredictor, network_input
from .samples import read_samples


class SampleReader(CalibrationDataReader):
    """Feeds evenly chosen painted scenes to the calibration."""

    def __init__(self, samples: Path, count: int) -> None:
        images = read_samples(samples)[0]
        chosen = np.linspace(0, len(images) - 1, count).astype(int)
        self._inputs: Iterator[dict[str, np.ndarray]] = (
            {"images": network_input(images[int(index)])} for index in chosen
        )

    def get_next(self) -> dict[str, np.ndarray] | None:
        return next(self._inputs, None)


def to_int8(source: Path, target: Path, samples: Path, count: int) -> None:
    """Static quantisation of the convolutions only: the box arithmetic, which
    needs more than eight bits, stays in float32."""
    quantize_static(
        str(source),
        str(target),
        SampleReader(samples, count),
        quant_format=QuantFormat.QDQ,
        op_types_to_quantize=["Conv"],
        per_channel=True,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        calibrate_method=CalibrationMethod.MinMax,
    )


def to_fp16(source: Path, target: Path) -> None:
    """Half-precision weights and arithmetic; input and output stay float32."""
    from onnxconverter_common import float16

    graph = float16.convert_float_to_float16(onnx.load(str(source)), keep_io_types=True)
    onnx.save(graph, str(target))


def main() -> None:
    """Write the variants asked for, with size and time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="exported .onnx")
    parser.add_argument("--int8", type=Path)
    parser.add_argument("--fp16", type=Path)
    parser.add_argument("--samples", type=Path, help="painted scenes to calibrate int8 with")
    parser.add_argument("--count", type=int, default=64)
    options = parser.parse_args()
    if options.int8:
        to_int8(options.source, options.int8, options.samples, options.count)
    if options.fp16:
        to_fp16(options.source, options.fp16)
    pixels = np.zeros((1, 3, INPUT_HEIGHT, INPUT_WIDTH), np.float32)
    for path in filter(None, (options.source, options.int8, options.fp16)):
        milliseconds = median_milliseconds(OnnxPredictor(path), pixels)
        print(f"{path.name}: {path.stat().st_size} bytes, {milliseconds:.1f} ms on one thread")


if __name__ == "__main__":
    main()
