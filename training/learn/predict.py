"""Detections from a PyTorch model or an ONNX file, by the same decoding."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path

import numpy as np
import torch

from .boxes import suppress
from .classes import INPUT_HEIGHT, INPUT_WIDTH
from .detector import Detector, ExportedDetector, load_detector
from .images import letterbox

LOWEST_SCORE = 0.01
NMS_OVERLAP = 0.5
"""As in the kiosk."""
MOST_DETECTIONS = 100


class Predictor(ABC):
    """Letterboxes pictures into the net's input and decodes its output."""

    width, height = INPUT_WIDTH, INPUT_HEIGHT

    @abstractmethod
    def raw(self, images: np.ndarray) -> np.ndarray:
        """Float32 RGB [B, 3, H, W] in 0..1 to [B, 4 + classes, N]."""

    def predict(self, images: list[np.ndarray]) -> list[np.ndarray]:
        """Detections in each picture, best first, after suppression by class.

        Each is float32 [n, 6]: x1, y1, x2, y2 in pixels of the picture given,
        score, class.
        """
        found = []
        for image in images:
            boxed, scale, left, top = letterbox(image, self.width, self.height)
            output = self.raw(network_input(boxed))[0]
            rows = decode(output)
            rows[:, :4] = (rows[:, :4] - np.array([left, top, left, top], np.float32)) / scale
            found.append(rows)
        return found


class TorchPredictor(Predictor):
    """Runs a Detector on pictures of any size divisible by 32."""

    def __init__(
        self, detector: Detector, width: int = INPUT_WIDTH, height: int = INPUT_HEIGHT
    ) -> None:
        self.width, self.height = width, height
        self._model = ExportedDetector(detector).eval()

    @torch.no_grad()
    def raw(self, images: np.ndarray) -> np.ndarray:
        return self._model(torch.from_numpy(images)).numpy()


class OnnxPredictor(Predictor):
    """Runs an exported file on one CPU thread with onnxruntime."""

    def __init__(self, path: Path) -> None:
        import onnxruntime

        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = settings.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(path), settings, providers=["CPUExecutionProvider"]
        )
        first = self._session.get_inputs()[0]
        self._input, self._half = first.name, first.type == "tensor(float16)"
        self.height, self.width = first.shape[2:]

    def raw(self, images: np.ndarray) -> np.ndarray:
        fed = images.astype(np.float16) if self._half else images
        return self._session.run(None, {self._input: fed})[0].astype(np.float32)


def load_predictor(path: Path) -> Predictor:
    """A predictor for an `.onnx` file or a `.pt` checkpoint."""
    if path.suffix == ".onnx":
        return OnnxPredictor(path)
    return TorchPredictor(load_detector(path))


def network_input(image: np.ndarray) -> np.ndarray:
    """uint8 RGB [H, W, 3] to float32 [1, 3, H, W] in 0..1."""
    return np.ascontiguousarray(image.transpose(2, 0, 1)[None], np.float32) / np.float32(255)


def decode(output: np.ndarray) -> np.ndarray:
    """One picture's output [4 + classes, N] to [n, 6]: corners, score, class."""
    scores, labels = output[4:].max(axis=0), output[4:].argmax(axis=0)
    keep = scores > LOWEST_SCORE
    centres, sizes = output[:2, keep].T, output[2:4, keep].T
    boxes = np.concatenate([centres - sizes / 2, centres + sizes / 2], axis=1).astype(np.float32)
    scores, labels = scores[keep], labels[keep]
    # Boxes of different classes must not suppress each other: move them apart.
    apart = boxes + labels[:, None].astype(np.float32) * 4096
    chosen = suppress(apart, scores, NMS_OVERLAP)[:MOST_DETECTIONS]
    return np.concatenate(
        [boxes[chosen], scores[chosen, None], labels[chosen, None].astype(np.float32)], axis=1
    )
