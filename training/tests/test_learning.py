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
from learn.loss import Judged, Targets, assign, detection_loss
from learn.metrics import average_precision, match_counts
from learn.negatives import _apply, mend
from learn.paint import Painter, Scenes, Slots
from learn.photos import held_out_photos, training_photos
from learn.plan import Layer, Plan
from learn.pool import atlas


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


def square_slot(side: int, solid: int) -> np.ndarray:
    """The atlas of an opaque white square in the middle of an empty picture."""
    image = np.zeros((side, side, 4), np.uint8)
    low, high = (side - solid) // 2, (side + solid) // 2
    image[low:high, low:high] = 255
    return atlas(image)


def square_layer(x: float, y: float, size: float, label: int) -> Layer:
    """The square of square_slot(256, 128), `size` pixels wide about x, y, in picture 0."""
    one = np.ones(1)
    place = np.array([[x, y, size / 128, size / 128, 0]])
    box = np.array([[x - size / 2, y - size / 2, x + size / 2, y + size / 2]])
    return Layer(
        np.array([0]), np.array([0]), place, np.ones((1, 3)), np.zeros((1, 2)), one,
        np.array([label]), box, one * size**2,
    )


class PainterTests(unittest.TestCase):
    def paint(self, things: list[Layer]) -> Scenes:
        slot = torch.from_numpy(square_slot(256, 128))[None]
        empty = torch.zeros(1, 4, 288, 384, dtype=torch.uint8)
        grey = torch.full((1, 3, 384, 512), 40, dtype=torch.uint8)
        painter = Painter(Slots(slot, slot, empty, grey, torch.zeros(1)), 416, 320)
        nothing = np.zeros(1)
        plan = Plan(1, nothing.astype(int), np.zeros((1, 4)), None, [], things, [], nothing)
        return painter.paint(plan)

    def test_a_box_is_what_is_seen_of_a_thing(self) -> None:
        behind, before = square_layer(100, 100, 80, 2), square_layer(140, 100, 80, 5)
        targets = self.paint([before, behind]).targets
        self.assertTrue(targets.valid.all())
        self.assertEqual(targets.labels[0].tolist(), [5, 2])
        expected = torch.tensor([[100.0, 60, 180, 140], [60, 60, 100, 140]])
        self.assertLessEqual((targets.boxes[0] - expected).abs().max().item(), 1)

    def test_a_thing_hidden_but_for_a_rim_is_neither_target_nor_background(self) -> None:
        scenes = self.paint([square_layer(105, 100, 80, 5), square_layer(100, 100, 80, 2)])
        self.assertEqual(scenes.targets.valid[0].tolist(), [True, False])
        self.assertEqual(scenes.unjudged[0].tolist(), [False, True])

    def test_a_far_thing_is_sampled_from_a_smaller_size(self) -> None:
        scenes = self.paint([square_layer(100, 100, 20, 1)])
        box = scenes.targets.boxes[0, 0]
        self.assertLessEqual((box - torch.tensor([90.0, 90, 110, 110])).abs().max().item(), 1)
        self.assertGreater(scenes.images[0, :, 100, 100].min().item(), 0.95)


class JudgementTests(unittest.TestCase):
    def gradient(self, unjudged: bool, photo: bool) -> torch.Tensor:
        """Of the class scores of cells over one hidden object, [cells, classes]."""
        centres = torch.tensor([[5.0, 5.0], [15.0, 5.0], [95.0, 5.0]])
        boxes = torch.tensor([[[0.0, 0.0, 20.0, 10.0]] * 3])
        logits = torch.zeros(1, 3, 11, requires_grad=True)
        sides, strides = torch.zeros(1, 3, 4, 16), torch.full((3,), 8.0)
        targets = Targets(boxes[:, :1], torch.ones(1, 1).long(), torch.zeros(1, 1).bool())
        judged = Judged(torch.tensor([[unjudged]]), torch.tensor([photo]))
        predictions = Predictions(boxes, logits, centres, sides, strides)
        detection_loss(predictions, targets, judged, 0.3).total.backward()
        return logits.grad[0]

    def test_cells_of_hidden_things_are_not_judged(self) -> None:
        self.assertEqual(self.gradient(True, False).abs().sum(1).gt(0).tolist(), [False, False, True])

    def test_photos_with_foreign_packages_do_not_teach_that_there_are_none(self) -> None:
        judged = self.gradient(False, True).abs().gt(0)
        self.assertFalse(judged[:, 10].any())
        self.assertTrue(judged[:, :10].all())


class MendingTests(unittest.TestCase):
    def test_photographs_lose_their_products_and_painted_scenes_keep_theirs(self) -> None:
        torch.manual_seed(0)
        layer = torch.nn.Conv2d(16, 11, 1)
        painted, empty = torch.rand(200, 16), torch.rand(200, 16)
        painted[:, 8:], empty[:, :8] = 0, 0
        before = _apply(layer, painted).detach()
        mend(layer, empty, painted, 0.3)
        self.assertLess((_apply(layer, painted) - before).abs().mean().item(), 0.1)
        self.assertLess(_apply(layer, empty)[:, :10].max().item(), -1)


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
        self.assertEqual(tuple(output.shape), (1, 15, 8 * 12 + 4 * 6 + 2 * 3))

    def test_assignment_picks_cells_inside_the_box_only(self) -> None:
        centres = torch.tensor([[5.0, 5.0], [15.0, 5.0], [25.0, 5.0]])
        boxes = torch.tensor([[[0.0, 0.0, 20.0, 10.0]] * 3])
        targets = Targets(boxes[:, :1], torch.zeros(1, 1).long(), torch.ones(1, 1).bool())
        sides, strides = torch.zeros(1, 3, 4, 16), torch.full((3,), 8.0)
        predictions = Predictions(boxes, torch.zeros(1, 3, 11), centres, sides, strides)
        assigned = assign(predictions, targets)
        self.assertEqual(assigned.positive.tolist(), [[True, True, False]])
        self.assertAlmostEqual(assigned.quality[0, 0].item(), 1, places=4)

    def test_letterbox_of_a_camera_picture(self) -> None:
        boxed, scale, left, top = letterbox(np.zeros((480, 640, 3), np.uint8), 416, 320)
        self.assertEqual((boxed.shape, scale, left, top), ((320, 416, 3), 0.65, 0, 4))


if __name__ == "__main__":
    unittest.main()
