"""Quick checks of the rendering half; needs neither Blender nor a rendered picture.

    python3 -m unittest tests.test_rendering     (from the training folder)
"""
import random
import unittest

import numpy as np

from art.random_designs import lookalike, random_design
from art.textures import product_texture
from catalogue import PRODUCTS, SHAPES, Package
from render.clip_scripts import CLIPS, FPS
from render.grip import GRIPS, close_hand
from render.poses import held, random_pose
from render.rasterise import draw, linear_texture
from render.shapes import build
from render.sheet import HEIGHT, STEPS, bent_sheet


class Shapes(unittest.TestCase):
    def test_every_shape_stands_on_the_counter_and_has_a_label(self):
        for shape in SHAPES:
            mesh = build(Package("x", "x", shape), random.Random(1))
            lowest = min(z for _, _, z in mesh.vertices)
            self.assertAlmostEqual(lowest, 0, places=3, msg=shape)
            self.assertTrue(any(surface.label for surface in mesh.surfaces))
            for face, uv in zip(mesh.faces, mesh.corner_uv):
                self.assertEqual(len(face), len(uv))

    def test_hands_stay_near_their_package(self):
        for shape, grip in GRIPS.items():
            for side in (-1, 1):
                hand = close_hand(grip, side, np.array([side, 0.5, -0.1]))
                balls = np.concatenate([chain.points for chain in hand.skin[:5]])
                self.assertLess(np.abs(balls).max(), 0.25, shape)
                self.assertEqual(len(hand.nails), 5)


    def test_a_sheet_of_paper_bends_but_keeps_its_length(self):
        for seed in range(6):
            mesh = bent_sheet(0.7, random.Random(seed))
            grid = np.array(mesh.vertices).reshape(STEPS + 1, STEPS + 1, 3)
            for lines, length in ((grid, 0.7 * HEIGHT), (grid.transpose(1, 0, 2), HEIGHT)):
                along = np.linalg.norm(np.diff(lines, axis=1), axis=2).sum(1)
                self.assertTrue(np.allclose(along, length, rtol=0.01), (seed, along, length))


class Drawing(unittest.TestCase):
    def test_lookalikes_share_shape_and_colours_but_not_the_art(self):
        product = PRODUCTS[0]
        colours = ((11, 79, 49), (255, 255, 255), (150, 214, 62), (214, 240, 160))
        first, second = (lookalike(seed, product, colours) for seed in (1, 2))
        self.assertEqual(first.package.shape, product.shape)
        self.assertEqual(first.ground, second.ground)
        self.assertNotEqual(first.package.name, second.package.name)
        self.assertFalse(np.array_equal(first.texture(0.2), second.texture(0.2)))

    def test_equal_seeds_give_equal_designs(self):
        first, second = random_design(7), random_design(7)
        self.assertEqual(first.package, second.package)
        self.assertTrue(np.array_equal(first.texture(0.2), second.texture(0.2)))

    def test_a_held_package_fills_its_cut_out(self):
        for product in PRODUCTS[:4]:
            picture = draw(product, linear_texture(product_texture(product)),
                           held(product.shape, random.Random(3)), np.random.RandomState(3), 96)
            self.assertEqual(picture.shape, (96, 96, 4))
            rows, columns = np.nonzero(picture[..., 3] > 100)
            self.assertGreater(max(np.ptp(rows), np.ptp(columns)), 75)

    def test_poses_repeat_with_their_seed(self):
        first, second = (random_pose("bag", random.Random(5)) for _ in range(2))
        self.assertTrue(np.array_equal(first.rotation, second.rotation))


class Clips(unittest.TestCase):
    def test_clips_begin_and_end_with_an_empty_counter(self):
        for clip in CLIPS:
            for visit in clip.visits:
                self.assertGreaterEqual(visit.keys[0].time, 1.0, clip.name)
                self.assertLessEqual(visit.keys[-1].time, clip.seconds - 0.8, clip.name)

    def test_each_product_of_the_basket_is_shown(self):
        for clip in CLIPS:
            shown = [visit.product for visit in clip.visits if visit.product]
            for name, count in clip.basket.items():
                self.assertEqual(shown.count(name), count, clip.name)

    def test_the_can_is_out_of_sight_for_four_seconds(self):
        clip = next(clip for clip in CLIPS if clip.name == "held-hidden-again")
        first, second = [visit for visit in clip.visits if visit.product]
        self.assertGreaterEqual(second.keys[0].time - first.keys[-1].time, 4.0)
        self.assertEqual(FPS, 5)


if __name__ == "__main__":
    unittest.main()
