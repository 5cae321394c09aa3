"""Where the core finds its adapters: named in the configuration only, loaded once, absent means a start-up failure."""

from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string


@cache
def wire(port: str, name: str = "default") -> Any:
    """The adapter of a port, e.g. wire("registers", "exit_entry"), made with the name it is known by.

    Raises ImproperlyConfigured with the name that is missing."""
    try:
        path = settings.ADAPTERS[port][name]
    except KeyError as missing:
        raise ImproperlyConfigured(f"ADAPTERS[{port!r}][{name!r}] is not set in config/switchboard.py") from missing
    return import_string(path)(name)


def wires(port: str) -> dict[str, Any]:
    """All adapters of a port by name."""
    return {name: wire(port, name) for name in settings.ADAPTERS.get(port, {})}


# Ports of which one adapter is chosen by a setting; of the others all are in use.
CHOSEN = {"messages": "MESSAGES", "payments": "GATEWAY", "scanner": "SCANNER", "ocr": "OCR"}


def in_use(port: str, name: str) -> bool:
    """Is this adapter the one that works here?"""
    return port not in CHOSEN or getattr(settings, CHOSEN[port]) == name
