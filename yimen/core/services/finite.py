"""What JSON can say (RFC 8259 §6): numbers have an end, and are something."""

import math
from collections.abc import Mapping
from typing import Any


def finite(value: Any) -> bool:
    """Is there neither NaN nor infinity in a value, however deep?"""
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, Mapping):
        return all(map(finite, value.values()))
    return all(map(finite, value)) if isinstance(value, list | tuple) else True
