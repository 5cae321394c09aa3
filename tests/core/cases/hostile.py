"""Files that mean harm: each a few lines, none of them dangerous to have."""

import io
import zlib

from PIL import Image
from pyhanko.pdf_utils import generic, writer

SECRET = b"GPS-of-a-home"


def photograph(size: tuple[int, int] = (64, 32), *, turned: int = 6) -> bytes:
    """As from a phone held upright: lying down, with who took it and a note; half red, half blue."""
    shown = Image.new("RGB", size, "red")
    shown.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    told = Image.Exif()
    told[0x0112], told[0x010F], told[0x9286] = turned, "示例相机", SECRET
    out = io.BytesIO()
    shown.save(out, "JPEG", exif=told, comment=SECRET)
    return out.getvalue()


def with_a_passenger() -> bytes:
    """A picture that is a page too: in a segment that every decoder skips stands a script."""
    data = photograph()
    script = b"<html><script>alert(1)</script></html>"
    return data[:2] + b"\xff\xe9" + (len(script) + 2).to_bytes(2, "big") + script + data[2:]


def paper(act: str = "") -> bytes:
    """A PDF of one page; what it does stands in a compressed stream of objects, where nobody sees it without opening it."""
    made = writer.PdfFileWriter(stream_xrefs=True)
    page = writer.PageObject(
        contents=made.add_object(generic.StreamObject(stream_data=b"q Q")), media_box=(0, 0, 100, 100)
    )
    made.insert_page(page)
    hidden = made.prepare_object_stream()
    name = generic.pdf_name
    if act == "script":
        does = generic.DictionaryObject(
            {name("/S"): name("/JavaScript"), name("/JS"): generic.pdf_string("app.alert(1)")}
        )
        made.root[name("/OpenAction")] = made.add_object(does, obj_stream=hidden)
    if act == "launch":
        does = generic.DictionaryObject({name("/S"): name("/Launch"), name("/F"): generic.pdf_string("cmd.exe")})
        made.root[name("/OpenAction")] = made.add_object(does, obj_stream=hidden)
    if act == "passenger":
        held = generic.DictionaryObject({name("/EmbeddedFiles"): generic.DictionaryObject()})
        made.root[name("/Names")] = made.add_object(held, obj_stream=hidden)
    if act == "link":
        there = generic.DictionaryObject({name("/S"): name("/GoTo"), name("/D"): generic.ArrayObject()})
        made.root[name("/OpenAction")] = made.add_object(there, obj_stream=hidden)
    made.update_root()
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def bomb() -> bytes:
    """A PDF of some kilobytes whose stream of objects unpacks to more than the program may hold."""
    packed = zlib.compressobj()
    body = b"".join(packed.compress(b" " * 2**20) for _ in range(640)) + packed.flush()
    head = b"%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length " + str(len(body)).encode()
    stream = head + b" >>\nstream\n" + body + b"\nendstream\nendobj\n"
    rows = [b"\x00\x00\x00\x00\x00", b"\x01" + (9).to_bytes(3, "big") + b"\x00", b"\x02\x00\x00\x01\x00"]
    table = b"".join(rows)
    place = len(stream)
    last = (
        b"3 0 obj\n<< /Type /XRef /Size 3 /W [1 3 1] /Root 2 0 R /Length " + str(len(table)).encode() + b" >>\nstream\n"
    )
    return stream + last + table + b"\nendstream\nendobj\nstartxref\n" + str(place).encode() + b"\n%%EOF\n"
