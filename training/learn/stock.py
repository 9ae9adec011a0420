"""The pools a painter paints from, and the worker processes that keep filling them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from . import makers
from .makers import Maker, file_class, read_held, read_materials, read_thing
from .pool import Pool

ROUND = ("thing",) * 6 + ("held",) * 2 + ("background",) * 3 + ("overlay",)
"""What a worker makes again and again, in a random order each time."""


@dataclass
class Sizes:
    """How many slots of each kind are filled again and again."""

    things: int = 24_000
    held: int = 5_000
    backgrounds: int = 5_000
    overlays: int = 1_200


class Stock:
    """All pools; make it before the workers are started and before CUDA is touched.

    It reads no picture: once OpenCV has started its threads, a forked process hangs in it.
    """

    def __init__(self, folder: Path, sizes: Sizes, workers: int) -> None:
        self.folder = folder
        self.thing_files = sorted(folder.glob("cutouts*/*.webp"))
        self.held_files = sorted(folder.glob("held/*.webp"))
        thing, held = makers.THING_SIDE, makers.HELD_SIDE
        self.things = Pool(
            (4, thing, thing * 3 // 2),
            len(self.thing_files),
            _whole(sizes.things, workers),
            workers,
        )
        self.held = Pool(
            (5, held, held * 3 // 2),
            len(self.held_files),
            _whole(sizes.held, workers),
            workers,
        )
        size = makers.BACKGROUND_HEIGHT, makers.BACKGROUND_WIDTH
        self.backgrounds = Pool((3, *size), 0, _whole(sizes.backgrounds, workers), workers)
        size = makers.OVERLAY_HEIGHT, makers.OVERLAY_WIDTH
        self.overlays = Pool((4, *size), 0, _whole(sizes.overlays, workers), workers)

    def pools(self) -> dict[str, Pool]:
        return {
            "thing": self.things,
            "held": self.held,
            "background": self.backgrounds,
            "overlay": self.overlays,
        }

    def fixed_classes(self) -> tuple[np.ndarray, np.ndarray]:
        """Classes of the fixed slots of things and of held packages."""
        things = [file_class(path) for path in self.thing_files]
        return np.array(things, int), np.array([file_class(p) for p in self.held_files], int)

    def read_fixed(self, worker: int) -> None:
        """Fill this worker's part of the fixed slots from the files."""
        for pool, files, read in (
            (self.things, self.thing_files, read_thing),
            (self.held, self.held_files, read_held),
        ):
            for slot in range(worker, len(files), pool.workers):
                pool.pixels[slot], pool.notes[slot] = read(files[slot])
                pool.fixed_written[worker] += 1

    def fixed_ready(self) -> bool:
        return all(pool.fixed_written.sum() == pool.fixed for pool in (self.things, self.held))

    def make_one(self, maker: Maker, kind: str, worker: int) -> None:
        """Let a worker fill its next slot of one kind."""
        pool = self.pools()[kind]
        if kind == "overlay":
            pool.fill_turning(worker, maker.overlay(), pool.notes[0] * 0)
        elif kind == "background":
            pixels, packages = maker.background()
            notes = np.zeros_like(pool.notes[0])
            notes[0] = packages[0]
            pool.fill_turning(worker, pixels, notes)
        else:
            turn = pool.next_slot(worker) % makers.TURNS
            pool.fill_turning(worker, *getattr(maker, kind)(turn))


def _whole(count: int, workers: int) -> int:
    """The next multiple of the workers and of the turns, so that slots keep their class."""
    step = workers * makers.TURNS
    return -(-count // step) * step


def start_workers(stock: Stock, count: int, seed: int) -> list[multiprocessing.process.BaseProcess]:
    """Fork processes that fill the pools until they are stopped or their parent is gone."""
    context = multiprocessing.get_context("fork")
    processes = [
        context.Process(target=_work, args=(stock, worker, seed, os.getpid()), daemon=True)
        for worker in range(count)
    ]
    for process in processes:
        process.start()
    return processes


def _work(stock: Stock, worker: int, seed: int, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(1)
    os.nice(5)
    try:
        stock.read_fixed(worker)
        maker = Maker(read_materials(stock.folder), 1000 * seed + worker)
        while os.getppid() == parent:
            for kind in maker.rng.permutation(ROUND):
                stock.make_one(maker, str(kind), worker)
    except BaseException:
        traceback.print_exc()
        print(f"worker {worker} ends", file=sys.stderr, flush=True)
        raise


def fill_in_place(stock: Stock, rounds: int, seed: int) -> None:
    """Fill the pools of a stock with one worker in this process: for tests and calibration."""
    stock.read_fixed(0)
    maker = Maker(read_materials(stock.folder), seed)
    for _ in range(rounds):
        for kind in ROUND:
            stock.make_one(maker, kind, 0)


def wait_until_ready(
    stock: Stock,
    least: dict[str, int],
    limit: float,
    workers: list[multiprocessing.process.BaseProcess],
) -> None:
    """Wait for so many slots of each kind, at most `limit` seconds.

    Raises RuntimeError when a worker has ended or some kind has no slot by then.
    """
    began = time.monotonic()
    while time.monotonic() - began < limit:
        if not all(worker.is_alive() for worker in workers):
            raise RuntimeError("a drawing process has ended")
        if stock.fixed_ready() and all(
            stock.pools()[kind].ready() >= count for kind, count in least.items()
        ):
            return
        time.sleep(0.25)
    ready = {kind: pool.ready() for kind, pool in stock.pools().items()}
    if not stock.fixed_ready() or min(ready.values()) == 0:
        raise RuntimeError(f"the drawing processes deliver nothing: {ready}")
