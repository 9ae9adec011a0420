"""One training in several processes, each with one thread (PyTorch's gloo)."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
import torch.multiprocessing as multiprocessing
from torch import nn


def run_in_processes(worker: Callable[[int, int, Any], None], count: int, options: Any) -> None:
    """Run worker(rank, count, options) in `count` processes and wait for all."""
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
    if count == 1:
        torch.set_num_threads(1)
        worker(0, 1, options)
        return
    with tempfile.TemporaryDirectory() as folder:
        rendezvous = Path(folder, "rendezvous").as_uri()
        multiprocessing.spawn(_joined, (worker, count, rendezvous, options), count)


def _joined(
    rank: int, worker: Callable[[int, int, Any], None], count: int, rendezvous: str, options: Any
) -> None:
    torch.set_num_threads(1)
    dist.init_process_group("gloo", init_method=rendezvous, world_size=count, rank=rank)
    worker(rank, count, options)
    dist.destroy_process_group()


def average_gradients(parameters: Iterable[nn.Parameter], count: int, progress: float) -> float:
    """Average all gradients over the processes in one exchange.

    `progress` is averaged with them and returned, so that every process sees
    the same share of the run as done and stops at the same step.
    """
    if count == 1:
        return progress
    gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
    flat = torch.cat([gradient.reshape(-1) for gradient in gradients] + [torch.tensor([progress])])
    dist.all_reduce(flat)
    flat /= count
    offset = 0
    for gradient in gradients:
        gradient.copy_(flat[offset : offset + gradient.numel()].view_as(gradient))
        offset += gradient.numel()
    return float(flat[-1])
