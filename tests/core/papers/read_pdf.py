"""What stands in a PDF, read back by another program than the one that made it."""

import re
import subprocess


def text(pdf: bytes) -> str:
    """All text without blanks, and without the number of the page at its foot."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    )
    pages = re.sub(r"(?m)^\s*\d+ ?/ ?\d+\s*$", "", done.stdout.decode())
    return "".join(pages.split())


def info(pdf: bytes) -> str:
    return subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
