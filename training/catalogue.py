"""The ten products of the demonstration store, in model class order.

A `Package` says how a wrapper is shaped and what shows through it; the printed
art lives in `art/`. Random packages (distractors) use the same record.
"""
from __future__ import annotations

from dataclasses import dataclass

SHAPES = ("bottle", "can", "slim_can", "carton", "bag", "cup", "box", "rice_ball")


@dataclass(frozen=True)
class Package:
    """One kind of package. Colours are sRGB `#rrggbb` strings."""

    slug: str
    name: str
    shape: str
    liquid: str = "#808080"
    cap: str = "#808080"
    clear: bool = False


PRODUCTS: tuple[Package, ...] = (
    Package("yuancui-tea", "元翠茶", "bottle", liquid="#a9a23a", cap="#2f8f4a"),
    Package("fenjie-tea", "分解茶", "bottle", liquid="#6a2c0c", cap="#e8501c"),
    Package("yuquan-water", "玉泉水", "bottle", liquid="#d3e9f0", cap="#2a6fd6", clear=True),
    Package("sarsi", "沙士", "can"),
    Package("morning-latte", "晨光拿鐵", "slim_can"),
    Package("muguang-milk", "牧光鮮乳", "carton"),
    Package("wavy-chips", "波浪洋芋片", "bag"),
    Package("beef-noodle", "紅燒牛肉麵", "cup"),
    Package("soda-cracker", "海苔蘇打餅", "box"),
    Package("tuna-onigiri", "鮪魚飯糰", "rice_ball"),
)


def class_index(slug: str) -> int:
    """Model class number (0..9) of a product slug."""
    return [product.slug for product in PRODUCTS].index(slug)
