"""Average two checkpoints of one training line, weight by weight (Wortsman et al., WiSE-FT).

Between a model and the one it was fine-tuned into, the mean has less of the noise of the
last steps than either, and serves well as the start of the next run.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from .detector import Detector, load_detector, save_detector


def average(first: Detector, second: Detector, share: float) -> Detector:
    """`first` moved towards `second` by `share` (0..1), in place."""
    others = second.state_dict()
    for name, value in first.state_dict().items():
        if value.dtype.is_floating_point:
            value.lerp_(others[name], share)
    return first


def main() -> None:
    """Average two files into a third."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="of the second model")
    options = parser.parse_args()
    mean = average(load_detector(options.first), load_detector(options.second), options.share)
    save_detector(mean, options.out)


if __name__ == "__main__":
    main()
