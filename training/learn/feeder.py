"""Keeps the pools on the painting device up to date with those in memory."""

from __future__ import annotations

import threading

import numpy as np
import torch
from torch import Tensor

from .paint import Slots
from .pool import Pool
from .stock import Stock

STAGED = 96
"""Slots copied at a time."""
PAUSE = 0.3
"""Seconds between looks for new slots."""


class _Mirror:
    """One pool's pixels on the device."""

    def __init__(self, pool: Pool, device: torch.device) -> None:
        self.pool, self.device = pool, device
        self.pixels = torch.zeros(pool.pixels.shape, dtype=torch.uint8, device=device)
        self.copied = np.zeros(pool.workers, np.int64)
        self._staged = torch.zeros((STAGED, *pool.pixels.shape[1:]), dtype=torch.uint8)
        if device.type == "cuda":
            self._staged = self._staged.pin_memory()

    def copy_fixed(self) -> None:
        self._copy(list(range(self.pool.fixed)))

    def refresh(self) -> None:
        """Copy what the workers have written since."""
        pool, written = self.pool, self.pool.written.copy()
        slots = [
            pool.fixed + (number * pool.workers + worker) % pool.turning
            for worker in range(pool.workers)
            for number in range(self.copied[worker], written[worker])
        ]
        self._copy(slots)
        self.copied = written

    def ready(self) -> int:
        """Turning slots on the device, counted from the first without a gap."""
        return min(self.pool.turning, int(self.copied.min()) * self.pool.workers)

    def _copy(self, slots: list[int]) -> None:
        for first in range(0, len(slots), STAGED):
            part = slots[first : first + STAGED]
            staged = self._staged[: len(part)]
            for row, slot in zip(staged.numpy(), part):
                row[...] = self.pool.pixels[slot]
            where = torch.tensor(part, device=self.device)
            self.pixels[where] = staged.to(self.device, non_blocking=True)
            if self.device.type == "cuda":
                torch.cuda.current_stream().synchronize()


class Feeder:
    """Mirrors of all pools, refreshed by a thread on a stream of its own."""

    def __init__(self, stock: Stock, device: torch.device) -> None:
        self.mirrors = {kind: _Mirror(pool, device) for kind, pool in stock.pools().items()}
        self.device, self.stock = device, stock
        self.photo_notes = torch.zeros(len(stock.backgrounds.notes), device=device)
        for mirror in self.mirrors.values():
            mirror.copy_fixed()
        self.refresh()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def refresh(self) -> None:
        for mirror in self.mirrors.values():
            mirror.refresh()
        notes = torch.from_numpy(self.stock.backgrounds.notes[:, 0].copy())
        self.photo_notes.copy_(notes)

    def ready(self) -> dict[str, int]:
        return {kind: mirror.ready() for kind, mirror in self.mirrors.items()}

    def slots(self) -> Slots:
        pixels: dict[str, Tensor] = {kind: m.pixels for kind, m in self.mirrors.items()}
        return Slots(
            pixels["thing"], pixels["held"], pixels["overlay"], pixels["background"],
            self.photo_notes,
        )

    def _run(self) -> None:
        if self.device.type == "cuda":
            with torch.cuda.stream(torch.cuda.Stream()):
                self._watch()
        else:
            self._watch()

    def _watch(self) -> None:
        while not self._stop.wait(PAUSE):
            self.refresh()
