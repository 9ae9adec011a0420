"""Checks of the embedder's training that have exact answers.

    python3 -m unittest tests.test_embedding     (from the training folder)
"""

from __future__ import annotations

import tempfile
import unittest
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch

from embed import labels, shapes
from embed.camera import compressed
from embed.crop import crop_box
from embed.families import MEMBERS, hue_turn, make_families
from embed.goods import held_out_goods, training_goods
from embed.hands import SHAPES, nearest_shape
from embed.light import Lights
from embed.loss import Memory, supervised_contrast
from embed.net import DIMENSIONS, Embedder, load_embedder, save_embedder
from embed.pictures import read_pack, write_pack
from embed.rule import ALL, Answers, Rule, answers, read_rule, scores, track_direction, unit, write_rule
from embed.shade import Wares, make_bodies, shade
from embed.stock import Stock, start_workers

CPU = torch.device("cpu")


class CropTests(unittest.TestCase):
    def test_the_square_is_loose_by_15_percent_and_grey_outside(self) -> None:
        image = np.zeros((200, 300, 3), np.uint8)
        image[50:150, 100:140] = 255
        crop = crop_box(image, np.array([100, 50, 140, 150]))
        self.assertEqual(crop.shape, (128, 128, 3))
        rows = np.flatnonzero(crop[:, 64, 0] > 127)
        self.assertAlmostEqual(len(rows), 128 / 1.15, delta=2)
        self.assertAlmostEqual(rows.mean(), 63.5, delta=1)
        edge = crop_box(image, np.array([0, 0, 40, 40]))
        self.assertEqual(edge[0, 0].tolist(), [114] * 3)
        self.assertEqual(edge[64, 64].tolist(), [0] * 3)


class RuleTests(unittest.TestCase):
    pictures = unit(np.array([[[1, 0, 0], [0.8, 0.6, 0]], [[0, 1, 0], [0, 0.6, 0.8]]], float))

    def test_the_mean_of_the_nearest_pictures_is_made_a_unit_vector(self) -> None:
        query = np.array([[1.0, 0, 0]])
        self.assertAlmostEqual(scores(query, self.pictures, 1)[0, 0], 1)
        self.assertAlmostEqual(scores(query, self.pictures, 2)[0, 0], 1.8 / np.hypot(1.8, 0.6))
        self.assertAlmostEqual(scores(query, self.pictures, ALL)[0, 0], 1.8 / np.hypot(1.8, 0.6))
        found = answers(scores(query, self.pictures, ALL))
        self.assertEqual(found.best.tolist(), [0])
        self.assertAlmostEqual(found.lead[0], found.score[0])

    def test_low_scores_and_near_ties_are_unknown(self) -> None:
        found = Answers(np.zeros(3, int), np.array([0.9, 0.5, 0.9]), np.array([0.3, 0.3, 0.01]))
        self.assertEqual(found.accepted(Rule(match=0.6, margin=0.05)).tolist(), [True, False, False])

    def test_a_single_product_leads_over_nothing(self) -> None:
        self.assertEqual(answers(np.array([[0.7]])).lead[0], 1.7)

    def test_frames_are_averaged_to_a_unit_vector(self) -> None:
        direction = track_direction(np.array([[[1.0, 0], [0, 1.0]]]))
        np.testing.assert_allclose(direction, [[0.5**0.5, 0.5**0.5]])

    def test_constants_survive_a_file(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            rule = Rule(2, 5, 0.71, 0.04)
            write_rule(rule, Path(name, "rule.json"))
            self.assertEqual(read_rule(Path(name, "rule.json")), rule)


class DataTests(unittest.TestCase):
    def test_no_held_out_class_of_goods_is_trained_on(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            for group in range(81):
                Path(name, f"class-{group:02d}").mkdir()
                Path(name, f"class-{group:02d}", "0.jpg").touch()
            trained, held_out = training_goods(Path(name)), held_out_goods(Path(name))
        self.assertEqual((len(trained), len(held_out)), (61, 20))
        self.assertFalse({p[0].parent for p in trained} & {p[0].parent for p in held_out})

    def test_pictures_and_groups_survive_packing(self) -> None:
        red = np.zeros((32, 32, 3), np.uint8)
        red[..., 0] = 200
        with tempfile.TemporaryDirectory() as name:
            write_pack(Path(name, "p.npz"), [red, 255 - red], [4, 7], 90)
            pack = read_pack(Path(name, "p.npz"))
        self.assertEqual(pack.group.tolist(), [4, 7])
        self.assertLess(abs(pack.pictures[0, :, 16, 16].astype(int) - [200, 0, 0]).max(), 12)

    def test_sorts_share_the_body_and_differ_in_colour(self) -> None:
        families = make_families(6, 16, 5)
        for label in range(6):
            first = label * MEMBERS
            self.assertEqual(families.variant[first], families.variant[first + 1])
            turn = families.colour[first + 1] - families.colour[first]
            self.assertGreater(abs(turn).max(), 0.3)
        lookalike, model = labels.LOOKALIKE_PLACE * MEMBERS, 0
        self.assertEqual(families.variant[lookalike], families.variant[model])
        self.assertEqual(families.contents[lookalike].tolist(), families.contents[model].tolist())

    def test_turning_the_hue_keeps_grey(self) -> None:
        np.testing.assert_allclose(hue_turn(77) @ np.full(3, 0.4), np.full(3, 0.4), atol=1e-6)
        np.testing.assert_allclose(hue_turn(120) @ [1, 0, 0], [0, 1, 0], atol=1e-6)

    def test_workers_fill_the_stock_with_what_the_seeds_say(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            stock = Stock(Path(name), 8, 1, 2)
            for worker in start_workers(stock, 2):
                worker.join()
            arrays = stock.arrays()
            self.assertTrue(arrays["geometry_ready"].all() and arrays["label_ready"].all())
            expected = shapes.posed_variant(3, 0)
            np.testing.assert_array_equal(arrays["material"][3], expected.material)
            np.testing.assert_array_equal(arrays["label"][1], labels.label_picture(labels.design(1)))


class ShadingTests(unittest.TestCase):
    def test_a_red_label_makes_a_red_box(self) -> None:
        picture = shapes.posed_variant(shapes.SHAPES.index("box"), 0)
        families = make_families(1, 8, 0)
        families = replace(families, variant=np.full(MEMBERS, shapes.SHAPES.index("box")))
        red = torch.zeros(1, 3, labels.HEIGHT, labels.WIDTH, dtype=torch.uint8)
        red[:, 0] = 220
        wares = Wares.of(families, red, torch.zeros(0, 3, 8, 8, dtype=torch.uint8), CPU)
        torch.manual_seed(0)
        shaded = shade(torch.from_numpy(picture.vectors)[None], torch.from_numpy(picture.material)[None],
                       make_bodies(8, CPU), wares, Lights(4, CPU), torch.tensor([0]))[0]
        covered = torch.from_numpy(picture.material != 255)
        self.assertTrue(torch.equal(shaded[3] > 0, covered))
        red_part, green_part = shaded[0][covered].mean(), shaded[1][covered].mean()
        self.assertGreater(red_part, 2 * green_part)

    def test_jpeg_without_rounding_changes_nothing(self) -> None:
        images = torch.rand(2, 3, 16, 24)
        mild = compressed(images, torch.zeros(2, 1, 1, 1))
        self.assertLess((mild - images).abs().max(), 1e-3)
        coarse = compressed(images, torch.full((2, 1, 1, 1), 2.0))
        self.assertGreater((coarse - images).abs().max(), 0.05)

    def test_hands_suit_the_box(self) -> None:
        chosen = nearest_shape(torch.tensor([30.0, 200.0]), torch.tensor([90.0, 100.0]))
        self.assertEqual([SHAPES[row] for row in chosen], [(0.35, 1.0), (1.0, 0.55)])


class NetTests(unittest.TestCase):
    def test_embeddings_are_unit_vectors_and_survive_a_file(self) -> None:
        net, images = Embedder().eval(), torch.rand(2, 3, 128, 128)
        with torch.no_grad(), tempfile.TemporaryDirectory() as name:
            embedded = net(images)
            save_embedder(net, Path(name, "net.pt"))
            again = load_embedder(Path(name, "net.pt"))(images)
        self.assertEqual(tuple(embedded.shape), (2, DIMENSIONS))
        self.assertLess((embedded.norm(dim=1) - 1).abs().max(), 1e-5)
        self.assertTrue(torch.equal(embedded, again))

    def test_the_loss_falls_when_pictures_of_a_package_meet(self) -> None:
        labels_of = torch.tensor([0, 0, 1, 1])
        apart, together = torch.eye(4), torch.eye(4)[[0, 0, 1, 1]]
        self.assertLess(supervised_contrast(together, labels_of), 0.01)  # nobody is its own positive
        self.assertGreater(supervised_contrast(apart, labels_of), 1)

    def test_what_is_remembered_counts_and_the_oldest_is_forgotten(self) -> None:
        memory, labels_of = Memory(4, 4, CPU), torch.tensor([0, 0, 1, 1])
        together = torch.eye(4)[[0, 0, 1, 1]]
        alone = supervised_contrast(together, labels_of, memory)
        memory.add(torch.eye(4)[[0, 0]], torch.tensor([5, 5]))  # strangers just like package 0
        confused = supervised_contrast(together, labels_of, memory)
        self.assertGreater(confused, alone + 0.1)
        memory.add(torch.eye(4)[[3, 3, 3, 3]], torch.tensor([7, 7, 7, 7]))
        self.assertEqual(memory.kept()[1].tolist(), [7, 7, 7, 7])
        self.assertLess(supervised_contrast(together, labels_of, memory), alone + 0.01)

    @unittest.skipUnless(find_spec("onnx") and find_spec("onnxruntime"), "needs onnx and onnxruntime")
    def test_the_exported_file_takes_any_number_and_carries_the_rule(self) -> None:
        from embed.export import export, metadata, open_session

        with tempfile.TemporaryDirectory() as name:
            checkpoint, target = Path(name, "net.pt"), Path(name, "net.onnx")
            save_embedder(Embedder().eval(), checkpoint)
            export(checkpoint, target, metadata("1.0.0", "2026-11-26", Rule(match=0.7, margin=0.05)))
            session = open_session(target)
            for count in (1, 3):
                images = np.random.default_rng(0).random((count, 3, 128, 128), np.float32)
                (found,) = session.run(["embedding"], {"images": images})
                self.assertEqual(found.shape, (count, DIMENSIONS))
                np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
            self.assertEqual(session.get_outputs()[0].shape, ["N", DIMENSIONS])
            stored = session.get_modelmeta().custom_metadata_map
        self.assertEqual((stored["task"], stored["match"], stored["margin"]), ("embed", "0.7", "0.05"))


if __name__ == "__main__":
    unittest.main()
