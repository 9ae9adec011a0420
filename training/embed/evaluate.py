"""Choose the decision rule on one album, or measure it on others.

    python3 -m embed.evaluate MODEL.onnx --choose DEV.npz RULE.json   (from the training folder)
    python3 -m embed.evaluate MODEL.onnx --rule RULE.json --albums ALBUM.npz...

Each trial enrols `--enrol` products of an album with their first k pictures (`--shuffle`: any
k) and asks about all its takes: the products left out are the unknown ones.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from .albums import Album, load_album
from .crop import network_input
from .export import open_session
from .rule import ALL, Answers, Rule, answers, read_rule, scores, track_direction, unit, write_rule

PICTURES = (3, 8, 16)
NEIGHBOURS = (1, 3, ALL)
MARGINS = (0.0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.15)
MOST_FOREIGN = 0.01
"""Share of unknown packages' takes that the rule chosen may take for a product."""
WRONG_COST = 5
"""A customer charged for another product weighs as much as so many asked to call staff."""
BATCH = 32


@dataclass(frozen=True)
class Embedded:
    """enrolled: [P, k, D]; asked: [Q, F, D]; product: [Q]; unit vectors float32."""

    enrolled: np.ndarray
    asked: np.ndarray
    product: np.ndarray


def embed(model: Path, album: Album) -> Embedded:
    session = open_session(model)

    def vectors(crops: np.ndarray) -> np.ndarray:
        flat = crops.reshape(-1, *crops.shape[-3:])
        parts = [session.run(None, {"images": network_input(flat[i : i + BATCH])})[0]
                 for i in range(0, len(flat), BATCH)]
        return np.concatenate(parts).reshape(*crops.shape[:-3], -1)

    return Embedded(vectors(album.enrolled), vectors(album.asked), album.product)


@dataclass(frozen=True)
class Outcome:
    """Answers to takes; `right` says which name the product, `known` which show an enrolled one."""

    answers: Answers
    right: np.ndarray
    known: np.ndarray


def trials(found: Embedded, pictures: int, neighbours: int, frames: int, enrol: int,
           count: int, shuffle: bool, seed: int = 0) -> Outcome:
    """Answers of `count` trials, one after the other."""
    rng = np.random.default_rng(seed)
    queries = track_direction(found.asked[:, :frames])
    parts, right, known = [], [], []
    for _ in range(count):
        products = rng.permutation(len(found.enrolled))[:enrol]
        order = rng.permutation(found.enrolled.shape[1]) if shuffle else np.arange(found.enrolled.shape[1])
        table = scores(queries, unit(found.enrolled[products][:, order[:pictures]]), neighbours)
        parts.append(answers(table))
        right.append(products[parts[-1].best] == found.product)
        known.append(np.isin(found.product, products))
    joined = Answers(*(np.concatenate([getattr(part, name) for part in parts])
                       for name in ("best", "score", "lead")))
    return Outcome(joined, np.concatenate(right), np.concatenate(known))


@dataclass(frozen=True)
class Figures:
    """Shares 0..1. first: known takes whose best product is right; sold: those right and
    accepted; wrong: known takes accepted for another product; foreign: unknown ones accepted."""

    first: float
    sold: float
    wrong: float
    foreign: float


def figures(outcome: Outcome, rule: Rule) -> Figures:
    accepted, known = outcome.answers.accepted(rule), outcome.known
    foreign = accepted[~known].mean() if (~known).any() else float("nan")
    return Figures(
        float(outcome.right[known].mean()),
        float((accepted & outcome.right)[known].mean()),
        float((accepted & ~outcome.right)[known].mean()),
        float(foreign),
    )


def choose(found: Embedded, options: argparse.Namespace, pictures: int = 8) -> Rule:
    """The rule that sells most while at most MOST_FOREIGN of unknown takes are accepted."""
    best, most = Rule(), -1.0
    for neighbours in NEIGHBOURS:
        outcome = trials(found, pictures, neighbours, Rule.frames, options.enrol[0], options.trials, options.shuffle)
        for margin in MARGINS:
            leading = outcome.answers.lead >= margin
            foreign = np.where(leading, outcome.answers.score, -1)[~outcome.known]
            match = float(np.ceil(np.quantile(foreign, 1 - MOST_FOREIGN) * 100) / 100)
            rule = Rule(neighbours, Rule.frames, match, margin)
            got = figures(outcome, rule)
            worth = got.sold - WRONG_COST * got.wrong
            if worth > most:
                best, most = rule, worth
        print(f"neighbours {neighbours}: first {figures(outcome, best).first:.3f}, best so far {best} {most:.3f}")
    return best


def report(name: str, found: Embedded, rule: Rule, enrol: int, options: argparse.Namespace) -> None:
    print(f"\n{name}: {len(found.enrolled)} products, {len(found.product)} takes, {enrol} enrolled")
    print("| pictures | frames | first is right | sold | sold as another | foreign accepted |")
    print("|---|---|---|---|---|---|")
    for pictures in PICTURES:
        for frames in (1, rule.frames):
            outcome = trials(found, pictures, rule.neighbours, frames, enrol, options.trials, options.shuffle)
            got = figures(outcome, replace(rule, frames=frames))
            print(f"| {pictures} | {frames} | {got.first:.3f} | {got.sold:.3f} | {got.wrong:.3f} | {got.foreign:.3f} |")


def main() -> None:
    """Choose or measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("--albums", type=Path, nargs="+", default=[], help="to measure on")
    parser.add_argument("--choose", type=Path, nargs=2, metavar=("DEV", "RULE"))
    parser.add_argument("--rule", type=Path)
    parser.add_argument("--enrol", type=int, nargs="+", default=[20], help="products enrolled at once; each number measured")
    parser.add_argument("--trials", type=int, default=40)
    parser.add_argument("--shuffle", action="store_true", help="enrol any pictures, not the first")
    options = parser.parse_args()
    if options.choose:
        dev, target = options.choose
        rule = choose(embed(options.model, load_album(dev)), options)
        write_rule(rule, target)
    else:
        rule = read_rule(options.rule) if options.rule else Rule()
    print(rule)
    for path in options.albums:
        found = embed(options.model, load_album(path))
        for enrol in options.enrol:
            if enrol <= len(found.enrolled):
                report(path.stem, found, rule, enrol, options)


if __name__ == "__main__":
    main()
