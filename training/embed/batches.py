"""Batches of training crops: several views of each of many packages and real goods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from . import labels
from .camera import photograph
from .families import MEMBERS, Families
from .light import Lights
from .photo_views import photo_views
from .pictures import PicturePack
from .scene import Surroundings, compose
from .shade import Wares, make_bodies, shade
from .stock import Stock

GROUP = labels.LOOKALIKE_STEP
CHOSEN = 4
"""Of the GROUP * MEMBERS packages of a group of labels that look alike, drawn into a batch together."""
PART = 256
"""Crops made at a time; bounds the memory used."""


@dataclass(frozen=True)
class BatchSizes:
    """Packages and real classes in a batch, and views of each."""

    packages: int = 224
    goods: int = 32
    views: int = 4


class BatchSource:
    """Draws batches from what the stock holds by now. Goods follow the packages in the class numbers."""

    def __init__(self, stock: Stock, families: Families, photos: PicturePack, around: Surroundings,
                 sizes: BatchSizes, device: torch.device) -> None:
        self.stock, self.arrays, self.sizes, self.device = stock, stock.arrays(), sizes, device
        self.rng = np.random.default_rng(1)
        self.around = around
        self.label_store = torch.zeros(stock.label_count, 3, labels.HEIGHT, labels.WIDTH,
                                       dtype=torch.uint8, device=device)
        self.wares = Wares.of(families, self.label_store, around.photos, device)
        self.variant = families.variant
        self.bodies = make_bodies(stock.variants, device)
        self.lights = Lights(256, device)
        self.goods = [np.flatnonzero(photos.group == number) for number in range(int(photos.group.max()) + 1)]
        self.package_count = len(families.label)
        self.labels_ready = 0
        self._load_geometry()

    @property
    def class_count(self) -> int:
        return self.package_count + len(self.goods)

    def _load_geometry(self) -> None:
        def copied(name: str) -> Tensor:
            return torch.from_numpy(np.array(self.arrays[name])).to(self.device)

        self.vectors, self.material, self.box = copied("vectors"), copied("material"), copied("box")

    def refresh(self) -> int:
        """Take over labels drawn since; returns how many there are, all with smaller numbers drawn too."""
        ready = self.arrays["label_ready"]
        complete = int(np.argmin(ready)) if not ready.all() else len(ready)
        if complete > self.labels_ready:
            fresh = np.array(self.arrays["label"][self.labels_ready : complete])
            self.label_store[self.labels_ready : complete] = torch.from_numpy(fresh).to(self.device)
            self.labels_ready = complete
        return self.labels_ready

    def _packages(self) -> np.ndarray:
        """Class numbers of a batch: whole groups of lookalikes together."""
        per_group = GROUP * MEMBERS
        groups = self.rng.choice(self.labels_ready // GROUP, -(-self.sizes.packages // CHOSEN), replace=False)
        members = [group * per_group + self.rng.choice(per_group, CHOSEN, replace=False) for group in groups]
        return np.concatenate(members)[: self.sizes.packages]

    def package_crops(self, classes: np.ndarray) -> Tensor:
        """One crop of a random view for each class number."""
        crops = []
        for start in range(0, len(classes), PART):
            part = classes[start : start + PART]
            row = self.variant[part] * self.stock.poses + self.rng.integers(self.stock.poses, size=len(part))
            index = torch.from_numpy(row).to(self.device)
            numbers = torch.from_numpy(part).to(self.device)
            shaded = shade(self.vectors[index], self.material[index], self.bodies, self.wares, self.lights, numbers)
            crops.append(compose(shaded, self.box[index], self.around))
        return torch.cat(crops)

    def good_crops(self, numbers: np.ndarray) -> Tensor:
        """One crop of a random photograph of each class of goods."""
        chosen = np.array([self.rng.choice(self.goods[number]) for number in numbers])
        return photo_views(self.around.photos[torch.from_numpy(chosen).to(self.device)])

    @torch.no_grad()
    def batch(self) -> tuple[Tensor, Tensor]:
        """Crops [B, 3, 128, 128] in 0..1 and their class numbers [B], shuffled."""
        views = self.sizes.views
        packages = np.repeat(self._packages(), views)
        self.rng.shuffle(packages)  # neighbours in a crop come from neighbours in the batch
        goods = np.repeat(self.rng.choice(len(self.goods), min(self.sizes.goods, len(self.goods)), replace=False), views)
        crops = torch.cat([self.package_crops(packages), self.good_crops(goods)])
        numbers = np.concatenate([packages, self.package_count + goods])
        order = torch.from_numpy(self.rng.permutation(len(numbers))).to(self.device)
        return photograph(crops[order]), torch.from_numpy(numbers).to(self.device)[order]
