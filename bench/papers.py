"""Papers a second, by one thread as a worker makes them: set as PDF/A, and set and sealed (PAdES), against a
typesetter that begins anew for each paper, as its command line does. The paper is a decision of one page with a code.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import typst

from bench._ground import ground
from bench._telling import asked, tell

GOAL = 5.0
PARTS = [
    {"title": "", "paragraphs": ["经审查，您的申请符合第二十二条规定的条件，决定准予。"] * 3, "points": [], "table": None, "last": []},
    {"title": "一、内容", "paragraphs": ["签注种类：团队旅游。"], "points": ["往来香港", "往来澳门"],
     "table": {"caption": "费用", "heads": ["项目", "元"], "rows": [["签注费", "15.00"]] * 2}, "last": ["请在三个月内领取。"]},
]  # fmt: skip


def letter(n: int) -> dict[str, Any]:
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29"><path d="M0 0h7v7h-7zM9 3h5v5h-5z"/></svg>'
    return {
        "kind": "GRA", "lang": "zh", "title": "准予行政许可决定书", "number": f"示例〔2026〕{n}号", "authority": "示例市公安局",
        "to": f"张示例{n}：", "opening": ["您于2026年11月2日提出的申请，我们已经审查完毕。"], "parts": PARTS,
        "sign": {"check": ["扫一扫，看真假。"], "seal": "示例市公安局", "authority": "示例市公安局", "day": "今天", "foot": "一式两份"},
        "qr": "YIMEN", "label": "验证码", "drawn": drawn,
    }  # fmt: skip


def ways() -> dict[str, Callable[[int], bytes]]:
    from django.conf import settings  # noqa: PLC0415 – Django must be set up before adapters are wired

    from yimen.adapters.seals.demo import Demo  # noqa: PLC0415
    from yimen.adapters.typesetting.typst import Typst  # noqa: PLC0415

    ours, sealer = Typst("typst"), Demo("demo")

    def sealed(n: int) -> bytes:
        return bytes(
            sealer.seal(ours.set("letter", letter(n)), "440100-police", "示例市公安局", date(2026, 11, 25)).pdf
        )

    return {"anew": anew(str(settings.FONTS)), "set": lambda n: ours.set("letter", letter(n)), "sealed": sealed}


def anew(fonts: str) -> Callable[[int], bytes]:
    import json  # noqa: PLC0415

    from yimen.adapters.typesetting.typst import TEMPLATES  # noqa: PLC0415

    def made(n: int) -> bytes:
        return typst.compile(
            str(TEMPLATES / "letter.typ"), root=str(TEMPLATES), format="pdf", pdf_standards=["a-2b"], font_paths=[fonts],
            ignore_system_fonts=True, sys_inputs={"data": json.dumps(letter(n), ensure_ascii=False)},
        )  # fmt: skip

    return made


def measured(rounds: int, many: int) -> dict[str, float]:
    """By way, papers a second: the median of rounds in turns, after one of each that nobody counts."""
    found, rates = ways(), dict[str, list[float]]()
    for name, way in found.items():
        assert way(0).startswith(b"%PDF"), name
    for turn in range(rounds):
        for name, way in found.items():
            count = max(2, many // 10) if name == "anew" else many
            began = time.perf_counter()
            for n in range(count):
                way(turn * many + n + 1)
            rates.setdefault(name, []).append(count / (time.perf_counter() - began))
    return {name: statistics.median(listed) for name, listed in rates.items()}


def main() -> int:
    options = asked(__doc__)
    with ground():
        rates = measured(1 if options.quick else 5, 20 if options.quick else 60)
    ratio = rates["set"] / rates["anew"]
    if options.json:
        more = {"set": round(rates["set"], 1), "sealed": round(rates["sealed"], 1)}
        tell("papers", ratio=round(ratio, 1), goal=GOAL, ok=ratio >= GOAL, **more)
        return 0
    print(f"{'':40}{'a second':>12}")
    for name, words in (("anew", "typst begun anew for each"), ("set", "set"), ("sealed", "set and sealed")):
        print(f"{words:40}{rates[name]:>12,.1f}")
    print(f"ratio {ratio:.1f}, goal {GOAL:g}: {'reached' if ratio >= GOAL else 'not reached'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
