"""Which learned product a track shows, or none: the rule the store applies too.

Every product keeps the embedding of each of its pictures. A track's embeddings are averaged
over its last frames. A product's score is the cosine to the normalised mean of its nearest
pictures, usually of all; the best product is recognised if its score reaches `match` and
leads by `margin`. The mean of the cosines themselves was worse: the match that keeps
strangers out then depends on how many pictures there are.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np


ALL = 1000
"""More pictures than any product has."""


@dataclass(frozen=True)
class Rule:
    """neighbours: pictures averaged; frames: of a track; match, margin: cosines."""

    neighbours: int = ALL
    frames: int = 5
    match: float = 0.6
    margin: float = 0.08


def read_rule(path: Path) -> Rule:
    return Rule(**json.loads(path.read_text()))


def write_rule(rule: Rule, path: Path) -> None:
    path.write_text(json.dumps(asdict(rule)) + "\n")


def unit(vectors: np.ndarray) -> np.ndarray:
    """Vectors along the last axis, made one long."""
    return vectors / np.maximum(1e-9, np.linalg.norm(vectors, axis=-1, keepdims=True))


def track_direction(frames: np.ndarray) -> np.ndarray:
    """Embeddings [..., F, D] of a track's frames to one [..., D]."""
    return unit(frames.mean(-2))


def scores(queries: np.ndarray, pictures: np.ndarray, neighbours: int) -> np.ndarray:
    """Scores [Q, P] of queries [Q, D] for products with pictures [P, k, D]."""
    if neighbours >= pictures.shape[1]:
        return queries @ unit(pictures.mean(1)).T
    cosines = np.einsum("qd,pkd->qpk", queries, pictures, optimize=True)
    nearest = np.argsort(-cosines, -1)[..., :neighbours]
    columns = []
    for product, views in enumerate(pictures):
        chosen = unit(views[nearest[:, product]].mean(1))
        columns.append((queries * chosen).sum(1))
    return np.stack(columns, 1)


@dataclass(frozen=True)
class Answers:
    """Per query: the best product, its score, and its lead over the second (or over -1)."""

    best: np.ndarray
    score: np.ndarray
    lead: np.ndarray

    def accepted(self, rule: Rule) -> np.ndarray:
        """Which answers count; the others are "unknown product"."""
        return (self.score >= rule.match) & (self.lead >= rule.margin)


def answers(table: np.ndarray) -> Answers:
    """Decide from scores [Q, P]."""
    best = table.argmax(1)
    ordered = np.sort(table, 1)
    second = ordered[:, -2] if table.shape[1] > 1 else np.full(len(table), -1.0)
    return Answers(best, ordered[:, -1], ordered[:, -1] - second)
