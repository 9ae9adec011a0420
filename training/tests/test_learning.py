"""Checks of the learning half that have exact answers.

    python3 -m unittest tests.test_learning     (from the training folder)
"""

from __future__ import annotations

import tempfile
import unittest
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch

from learn.boxes import complete_overlap, overlap, suppress
from learn.canvas import Canvas
from learn.detector import Detector, ExportedDetector, Predictions
from learn.images import letterbox
from learn.loss import Targets, assign
from learn.metrics import average_precision, match_counts
from learn.photos import held_out_photos, training_photos


class BoxTests(unittest.TestCase):
    def test_overlap_of_half_shifted_boxes_is_a_third(self) -> None:
        first = torch.tensor([[0.0, 0.0, 10.0, 10.0]])
        second = torch.tensor([[5.0, 0.0, 15.0, 10.0]])
        self.assertAlmostEqual(overlap(first, second).item(), 1 / 3, places=5)
        self.assertLess(complete_overlap(first, second).item(), 1 / 3)
        self.assertAlmostEqual(complete_overlap(first, first).item(), 1, places=5)

    def test_suppression_keeps_the_better_of_two_and_the_distant(self) -> None:
        boxes = np.array([[0, 0, 10, 10], [1, 0, 11, 10], [50, 50, 60, 60]], np.float32)
        kept = suppress(boxes, np.array([0.5, 0.9, 0.3], np.float32), 0.5)
        self.assertEqual(kept.tolist(), [1, 2])


class MetricTests(unittest.TestCase):
    truth = [np.array([[3, 0, 0, 10, 10], [3, 20, 20, 30, 30]], np.float32)]

    def test_perfect_detections_score_one(self) -> None:
        found = [np.array([[0, 0, 10, 10, 0.9, 3], [20, 20, 30, 30, 0.8, 3]], np.float32)]
        precisions = average_precision(found, self.truth)
        self.assertAlmostEqual(float(precisions[3].min()), 1)
        self.assertTrue(np.isnan(precisions[0]).all())

    def test_a_second_box_on_the_same_object_is_false(self) -> None:
        found = [np.array([[0, 0, 10, 10, 0.9, 3], [0, 0, 10, 9, 0.8, 3]], np.float32)]
        counts = match_counts(found, self.truth, 0.5)
        self.assertEqual((counts.right, counts.false, counts.missed), (1, 1, 1))


class CanvasTests(unittest.TestCase):
    def test_box_shrinks_to_the_part_left_visible(self) -> None:
        canvas = Canvas(np.zeros((100, 100, 3)))
        product = np.full((40, 40, 4), 255, np.float32)
        canvas.paste(product, 10, 10, label=2)
        canvas.paste(product, 30, 0)  # hides the right half
        self.assertEqual(canvas.boxes().tolist(), [[2, 10, 10, 50, 50]])
        canvas.paste(product, 30, 40)
        self.assertEqual(canvas.boxes().tolist(), [[2, 10, 10, 30, 50]])


class PhotoTests(unittest.TestCase):
    def test_no_class_of_the_photos_measured_is_trained_on(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            for group in range(12):
                folder = Path(name, f"class-{group:02d}")
                folder.mkdir()
                for photo in range(3):
                    (folder / f"{photo}.jpg").touch()
            trained, held_out = training_photos(Path(name)), held_out_photos(Path(name))
        self.assertEqual((len(trained), len(held_out)), (27, 9))
        self.assertFalse({path.parent for path in trained} & {path.parent for path in held_out})


@unittest.skipUnless(find_spec("onnx"), "needs onnx")
class UnfoldingTests(unittest.TestCase):
    def test_an_exported_net_comes_back_trainable_and_equal(self) -> None:
        from learn.export import fuse_normalisation
        from learn.from_onnx import restore_statistics, unfolded

        torch.manual_seed(0)
        folded = Detector()
        folded(torch.rand(4, 3, 64, 64))  # moves the running statistics
        fuse_normalisation(folded.eval())
        images = torch.rand(6, 3, 64, 64)
        with torch.no_grad():
            expected = folded(images).logits
            net = unfolded(folded.state_dict())
            restore_statistics(net, images)
            self.assertLess((net(images).logits - expected).abs().max(), 1e-3)
            trained = net.train()(images).logits
        self.assertLess((trained - expected).abs().mean(), 0.05)


class DetectorTests(unittest.TestCase):
    def test_export_has_one_column_per_cell(self) -> None:
        output = ExportedDetector(Detector().eval())(torch.zeros(1, 3, 64, 96))
        self.assertEqual(tuple(output.shape), (1, 14, 8 * 12 + 4 * 6 + 2 * 3))

    def test_assignment_picks_cells_inside_the_box_only(self) -> None:
        centres = torch.tensor([[5.0, 5.0], [15.0, 5.0], [25.0, 5.0]])
        boxes = torch.tensor([[[0.0, 0.0, 20.0, 10.0]] * 3])
        targets = Targets(boxes[:, :1], torch.zeros(1, 1).long(), torch.ones(1, 1).bool())
        assigned = assign(Predictions(boxes, torch.zeros(1, 3, 10), centres), targets)
        self.assertEqual(assigned.positive.tolist(), [[True, True, False]])
        self.assertAlmostEqual(assigned.quality[0, 0].item(), 1, places=4)

    def test_letterbox_of_a_camera_picture(self) -> None:
        boxed, scale, left, top = letterbox(np.zeros((480, 640, 3), np.uint8), 416, 320)
        self.assertEqual((boxed.shape, scale, left, top), ((320, 416, 3), 0.65, 0, 4))


if __name__ == "__main__":
    unittest.main()
