"""How large files may be: an operator's settings (docs/operations.md), read in one place."""

from dataclasses import dataclass

from django.conf import settings

PAGES = 20  # pictures that are bound into one file


@dataclass(frozen=True)
class Limits:
    """`bytes` of a file as it comes, `pixels` of a picture, `side` in pixels of a picture as it is kept, `files` of one case,
    `uploads` of one sender under way at once, `hours` for which one waits to go on."""

    bytes: int
    pixels: int
    side: int
    files: int
    uploads: int
    hours: int

    @property
    def megabytes(self) -> int:
        return self.bytes // 1024 // 1024

    @property
    def megapixels(self) -> int:
        return self.pixels // 1_000_000


def limits() -> Limits:
    return Limits(**settings.FILE_LIMITS)
