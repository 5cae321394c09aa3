"""Pictures of papers that do not exist, of persons that do not exist; every number has its check digit and a birthday to match."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from yimen.core.places.identity import check_digit

FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
Text = tuple[int, int, str]  # x, y, what


def number(first: str = "44010619900101001") -> str:
    return first + check_digit(first)


def identity_card(name: str = "张示例", citizen: str = "") -> bytes:
    return drawn((1000, 630), [
        (560, 20, "样本，不是证件"), (60, 60, "姓名"), (180, 60, name), (60, 140, "性别"), (180, 140, "女"),
        (300, 140, "民族"), (400, 140, "汉"),
        (60, 220, "出生"), (180, 220, "1990年1月1日"), (60, 300, "住址"), (180, 300, "示例省示例市示例区"), (180, 355, "样本路1号"),
        (60, 520, "公民身份号码"), (340, 520, citizen or number()),
    ])  # fmt: skip


def driving_licence() -> bytes:
    return drawn((1000, 660), [
        (200, 30, "中华人民共和国机动车驾驶证"), (60, 120, "证号"), (200, 120, number()), (60, 200, "姓名"), (200, 200, "张示例"),
        (60, 290, "住址"), (200, 290, "示例省示例市样本路1号"), (60, 380, "初次领证日期"), (330, 380, "2016-05-06"),
        (60, 460, "准驾车型"), (330, 460, "C1"), (60, 560, "有效期限"), (260, 560, "2022-05-06 至 2032-05-06"),
    ])  # fmt: skip


def household_page() -> bytes:
    return drawn((1100, 640), [
        (350, 30, "常住人口登记卡"), (60, 120, "姓名"), (220, 120, "李测试"), (560, 120, "户主或与户主关系"), (900, 120, "子"),
        (60, 220, "性别"), (220, 220, "男"), (560, 220, "民族"), (720, 220, "汉族"), (60, 320, "出生日期"), (260, 320, "2015年3月4日"),
        (60, 440, "公民身份证件编号"), (400, 440, number("44010620150304003")),
    ])  # fmt: skip


def drawn(size: tuple[int, int], texts: Sequence[Text]) -> bytes:
    shown = Image.new("RGB", size, "#eef4fa")
    pen, font = ImageDraw.Draw(shown), ImageFont.truetype(FONT, 38)
    for x, y, text in texts:
        pen.text((x, y), text, font=font, fill="#222")
    out = io.BytesIO()
    shown.save(out, "JPEG", quality=88)
    return out.getvalue()
