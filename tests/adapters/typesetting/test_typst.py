"""Typst's adapter: what our own reading of fonts says is what fontTools says, and papers are set by one compiler however many ask."""

from concurrent.futures import ThreadPoolExecutor

from yimen.adapters.typesetting.typst import SANS, Typst, compiler, drawn_by, face, files, folder

LABEL = {"title": "标签", "sender": ["示例市公安局"], "to": [["收件人", "张示例"]], "number": "示例〔2026〕1号"}


def test_the_characters_of_a_font_are_those_that_fonttools_names() -> None:
    file = next(files(folder(), SANS, "Regular"))
    assert drawn_by(face(file)) == face(file).getBestCmap().keys()


def test_four_who_ask_at_once_get_their_papers_from_one_compiler() -> None:
    compiler.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        papers = list(pool.map(lambda n: Typst("typst").set("label", LABEL | {"number": f"{n}号"}), range(4)))
    assert all(paper.startswith(b"%PDF") for paper in papers)
    assert len(set(papers)) == len(papers)
    assert compiler.cache_info().currsize == 1
