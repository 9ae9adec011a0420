"""Quick checks of the drawn people (training/people); a few seconds.

    python3 -m unittest tests.test_people     (from the training folder)
"""
import unittest
from itertools import combinations

import numpy as np

from people import attacks, hair, head, motion
from people.camera import HEIGHT, WIDTH, rotation
from people.light import LIGHTS
from people.looks import PEOPLE
from people.make import CLIPS
from people.person import Pose, draw


class Heads(unittest.TestCase):

    def test_heads_are_symmetric_life_size_and_look_forward(self):
        for name, looks in PEOPLE.items():
            grid = head.head(looks)
            np.testing.assert_allclose(grid.points[:, ::-1, 0],
                                       -grid.points[..., 0],
                                       atol=1e-9,
                                       err_msg=name)
            tall = np.ptp(grid.points[..., 2])
            self.assertTrue(0.2 < tall < 0.27, (name, tall))
            middle = grid.shape[1] // 2
            self.assertLess(grid.normals[100:200, middle, 1].mean(), -0.5, name)

    def test_people_differ(self):
        shapes = {name: head.head_points(looks, 60, 61) for name, looks in PEOPLE.items()}
        for a, b in combinations(shapes, 2):
            self.assertGreater(np.abs(shapes[a] - shapes[b]).max(), 0.003, (a, b))

    def test_hair_leaves_the_face_free(self):
        for name, looks in PEOPLE.items():
            fur = hair.scalp_hair(looks)
            points = fur.shells[0].points
            eyes = (np.abs(points[..., 0]) < 0.045) & (np.abs(points[..., 2])
                                                       < 0.015) & (points[..., 1] < -0.05)
            self.assertLess(fur.cover[eyes].max(), 0.05, name)


class Pictures(unittest.TestCase):

    def test_positive_yaw_moves_the_nose_to_the_right_of_the_picture(self):
        tip = head.head_points(PEOPLE["p1"])
        nose = tip.reshape(-1, 3)[tip[..., 1].argmin()]
        self.assertGreater((rotation(20, 0, 0) @ nose)[0], 0.02)
        self.assertGreater((rotation(0, 10, 0) @ nose)[2], nose[2])  # pitch > 0 looks up

    def test_equal_poses_give_equal_pictures(self):
        first, second = (draw("p3", Pose(5, distance=1.2), LIGHTS["front"], 1.0) for _ in range(2))
        self.assertEqual(first.shape, (HEIGHT, WIDTH, 4))
        self.assertTrue(np.array_equal(first, second))
        self.assertTrue(0.1 < first[..., 3].mean() < 0.8)

    def test_paper_bends_without_stretching(self):
        flat, bent = (attacks._sheet(attacks.PAPER, attacks.Hold(0, 0, 0, 0, 0, c)).points
                      for c in (0, 8))
        wide = [np.linalg.norm(np.diff(sheet[0], axis=0), axis=1).sum() for sheet in (flat, bent)]
        self.assertAlmostEqual(wide[0], wide[1], places=4)
        self.assertGreater(np.ptp(bent[..., 1]), 0.03)


class Clips(unittest.TestCase):

    def test_scripts_name_who_they_show(self):
        for name, clip in CLIPS.items():
            shown = {
                who
                for frame in range(clip.seconds * motion.FPS)
                for who, _ in clip.place(frame / motion.FPS)
            }
            self.assertEqual(shown, set(dict(clip.extra)["people"]), name)

    def test_turns_go_to_the_named_side(self):
        for name, clip in CLIPS.items():
            if name.startswith("turn"):
                (_, pose), = clip.place(3.5)
                side = 1 if dict(clip.extra)["nose_moves"] == "image-right" else -1
                self.assertGreater(pose.yaw * side, 25, name)


if __name__ == "__main__":
    unittest.main()
