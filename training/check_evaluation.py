"""Computes mAP of `yolo1125 models evaluate … --json FILE` again, with pycocotools: `check_evaluation.py FILE`.

Ends with status 1 when a figure differs by more than 1e-3.
"""

import json
import sys

from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval


def as_coco(box):
    x1, y1, x2, y2 = box
    return [x1, y1, x2 - x1, y2 - y1]


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        ours = json.load(file)
    images, truths, found = [], [], []
    for number, picture in enumerate(ours["pictures"], start=1):
        images.append({"id": number, "width": picture["width"], "height": picture["height"]})
        for truth in picture["truths"]:
            box = as_coco(truth["box"])
            facts = {"id": len(truths) + 1, "area": box[2] * box[3], "iscrowd": 0}
            truths.append({"image_id": number, "category_id": truth["classId"], "bbox": box, **facts})
        for one in picture["found"]:
            facts = {"category_id": one["classId"], "score": one["score"]}
            found.append({"image_id": number, "bbox": as_coco(one["box"]), **facts})
    coco = COCO()
    names = [{"id": int(number), "name": name} for number, name in ours["names"].items()]
    coco.dataset = {"images": images, "annotations": truths, "categories": names}
    coco.createIndex()
    judge = COCOeval(coco, coco.loadRes(found), "bbox")
    judge.evaluate()
    judge.accumulate()
    judge.summarize()
    worst = max(abs(judge.stats[0] - ours["map50to95"]), abs(judge.stats[1] - ours["map50"]))
    for one in ours["classes"]:
        if one["ap50"] is None:
            continue
        theirs = judge.eval["precision"][:, :, judge.params.catIds.index(one["classId"]), 0, -1]
        worst = max(worst, abs(theirs[0].mean() - one["ap50"]), abs(theirs.mean() - one["ap50to95"]))
    print(f"largest difference, classes included: {worst:.2e}")
    sys.exit(0 if worst <= 1e-3 else 1)


if __name__ == "__main__":
    main()
