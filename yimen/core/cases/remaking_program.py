"""A program of its own (`python -I remaking_program.py DO`): makes a picture anew from its pixels, looks through a PDF, binds pictures.

It is started for one file, with little memory, little time, no environment and nothing to talk to, because decoders of pictures are
where files attack: whoever takes it over finds neither keys nor a database. Stdin: one line of JSON, then the files one after the other.
Stdout: one line, `ok` or the key of a reason (messages.yaml `files`), then what was made. It imports nothing of the product.
"""

import io
import json
import resource
import sys
import warnings
from collections.abc import Iterator
from typing import Any

DO = sys.argv[1] if __name__ == "__main__" else ""
if DO == "pdf":  # each task loads what it needs: half of the time is starting
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.reader import PdfFileReader
else:
    from PIL import Image, ImageCms, ImageOps

MEMORY = (512 if DO == "pdf" else 1024) * 1024 * 1024  # bytes of addresses
SECONDS = 20  # of processor time
JPEG = {"quality": 90, "progressive": False}
PAPER = (8.27, 11.69)  # A4 in inches
FINE = (
    (300, 90),
    (200, 80),
    (150, 70),
    (110, 60),
)  # dots an inch and quality of bound pages, until they are small enough
FEW = 5  # pages that may be of the finest
MOST_OBJECTS = 100_000
ACTS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound"}
SHOWS = {"/RichMedia", "/3D", "/Movie", "/Sound", "/Screen", "/FileAttachment"}
CARRIES = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent", "/AA"}


class Unfit(Exception):
    """Its message is the key of the reason."""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked = json.loads(sys.stdin.buffer.readline())
    files = [sys.stdin.buffer.read(size) for size in asked["sizes"]]
    try:
        made = DOES[DO](files, asked)
    except Unfit as unfit:
        sys.stdout.buffer.write(f"{unfit}\n".encode())
    except (MemoryError, RecursionError):
        sys.stdout.buffer.write(b"too_hard\n")
    except Exception:  # noqa: BLE001 – the rim of this program: what a reader stumbles over cannot be used
        sys.stdout.buffer.write(b"broken\n")
    else:
        sys.stdout.buffer.write(b"ok\n" + made)


def picture(files: list[bytes], asked: dict[str, Any]) -> bytes:
    """The picture upright, in the colours of every screen, and nothing beside its pixels."""
    shown = drawn(files[0], asked, (asked["side"], asked["side"]))
    made = written(shown, asked["kind"])
    while len(made) > asked["bytes"]:
        shown.thumbnail((shown.width * 3 // 4, shown.height * 3 // 4))
        made = written(shown, asked["kind"])
    return made


def drawn(data: bytes, asked: dict[str, Any], most: tuple[int, int]) -> Any:
    Image.MAX_IMAGE_PIXELS = asked["pixels"]
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG"]) as found:
            found.draft("RGB" if found.mode == "YCbCr" else found.mode, most)
            found.load()
            profile = found.info.get("icc_profile")
            found.thumbnail(most, Image.Resampling.LANCZOS)
            upright = ImageOps.exif_transpose(found)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise Unfit("too_many_pixels") from bomb
    except MemoryError:
        raise
    except Exception as broken:
        raise Unfit("broken") from broken
    return plain(upright, profile)


def plain(shown: Any, profile: bytes | None) -> Any:
    """Grey or red-green-blue, on white paper, without the colour space of one camera."""
    if shown.mode.startswith("I;16"):
        shown = shown.point(lambda value: value / 256).convert("L")
    if shown.mode in ("LA", "PA", "RGBA", "P") or "transparency" in shown.info:
        layer = shown.convert("RGBA")
        shown = Image.new("RGB", layer.size, "white")
        shown.paste(layer, mask=layer.getchannel("A"))
    elif shown.mode not in ("L", "RGB") and not profile:
        shown = shown.convert("RGB")
    if profile and shown.mode in ("RGB", "CMYK"):
        try:
            shown = ImageCms.profileToProfile(
                shown, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):  # a broken profile: the colours are as they are
            shown = shown.convert("RGB")
    shown = shown if shown.mode in ("L", "RGB") else shown.convert("RGB")
    shown.info = {}
    return shown


def written(shown: Any, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "image/png":
        shown.save(out, "PNG", compress_level=6)
    else:
        shown.save(out, "JPEG", **JPEG)
    return out.getvalue()


def bound(files: list[bytes], asked: dict[str, Any]) -> bytes:
    """The pictures as the pages of one PDF, in their order, as fine as the size of a file allows."""
    made = b""
    for dots, quality in FINE if len(files) <= FEW else FINE[1:]:
        pages = [drawn(data, asked, (round(PAPER[0] * dots), round(PAPER[1] * dots))) for data in files]
        out = io.BytesIO()
        pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=dots, quality=quality)
        made = out.getvalue()
        if len(made) <= asked["bytes"]:
            break
    return made


def pdf(files: list[bytes], _asked: dict[str, Any]) -> bytes:
    """The PDF as it came – a signature in it must go on holding – if every object that a reader can reach is harmless."""
    reader = PdfFileReader(io.BytesIO(files[0]), strict=False)
    if reader.encrypted:
        raise Unfit("locked")
    if any(isinstance(one, generic.DictionaryObject) and acts(one) for one in reached(reader)):
        raise Unfit("active")
    if not int(reader.root["/Pages"].get("/Count", 0)):
        raise Unfit("broken")
    return files[0]


def reached(reader: Any) -> Iterator[Any]:
    """Every object that hangs on the trailer, once."""
    waiting, seen = [reader.root, *[reader.trailer_view.get("/Info", None)]], set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, generic.IndirectObject):
            if (one.idnum, one.generation) in seen:
                continue
            seen.add((one.idnum, one.generation))
            if len(seen) > MOST_OBJECTS:
                raise Unfit("too_hard")
            one = reader.get_object(generic.Reference(one.idnum, one.generation, reader), transparent_decrypt=False)
        yield one
        if isinstance(one, generic.DictionaryObject):
            waiting += [one.raw_get(name) for name in one]
        elif isinstance(one, generic.ArrayObject):
            waiting += [one.raw_get(place) for place in range(len(one))]


def acts(one: Any) -> bool:
    """Does it do something by itself, or bring a file along? A link to a place in the same paper or to an address is neither."""
    names = set(one)
    if names & CARRIES or one.get("/S") in ACTS or one.get("/Subtype") in SHOWS or one.get("/Type") == "/EmbeddedFile":
        return True
    opening = one.get("/OpenAction") if "/OpenAction" in names else None
    return isinstance(opening, generic.DictionaryObject) and opening.get("/S") not in (None, "/GoTo")


DOES = {"picture": picture, "pdf": pdf, "bind": bound}

if __name__ == "__main__":
    main()
