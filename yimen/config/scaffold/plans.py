"""What `bin/new` writes: for each kind of thing its files, from the templates beside this module, and what is left to a person."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

import yaml

from yimen.config.environment import CHECKOUT

HERE = Path(__file__).parent
PART = r"[a-z][a-z0-9_]*"
PORTS = sorted(path.stem for path in (HERE / "adapter").glob("*.py") if path.stem != "test")


class NotPossible(ValueError):
    """The name cannot be used; the message shows one that can."""


@dataclass(frozen=True)
class Plan:
    """Texts by path below the checkout, and the steps that only a person can take."""

    files: Mapping[str, str]
    next_steps: tuple[str, ...]


def service(name: str) -> Plan:
    """VERTICAL.NAME: one file that the linter accepts."""
    vertical, name = _two_parts(name, "household.name_of_the_service")
    folder = f"yimen/verticals/{vertical}"
    if not (CHECKOUT / folder / "laws.yaml").exists():
        raise NotPossible(f"there is no vertical {vertical} with laws of its own in yimen/verticals/")
    words = {"vertical": vertical, "name": name, "authority": _authority(CHECKOUT / folder / "authorities.yaml")}
    steps = ("write the service, with an article at every value that a law gives", f"manage.py lint {vertical}.{name}")
    return Plan({f"{folder}/services/{name}.yaml": _filled("service/service.yaml", words)}, steps)


def adapter(name: str) -> Plan:
    """PORT.NAME: a wire that says it is not connected yet, and its first test."""
    port, name = _two_parts(name, "registers.name_of_the_vendor")
    if port not in PORTS:
        raise NotPossible(f"{port} is not a port; there are {', '.join(PORTS)}")
    words = {"port": port, "name": name, "klass": name.title().replace("_", "")}
    files = {
        f"yimen/adapters/{port}/{name}.py": _filled(f"adapter/{port}.py", words),
        f"tests/adapters/{port}/test_{name}.py": _filled("adapter/test.py", words),
    }
    dotted = f"yimen.adapters.{port}.{name}.{words['klass']}"
    return Plan(
        files,
        (
            f"config/switchboard.py: ADAPTERS[{port!r}][…] = {dotted!r}",
            "tests/adapters/test_contract.py then runs over it",
        ),
    )


def channel(name: str) -> Plan:
    """NAME: a door with one page, its words and its first test."""
    if not re.fullmatch(PART, name):
        raise NotPossible(f"{name!r} cannot be the name of a door; for example: kiosk")
    room = f"yimen/channels/{name}"
    parts = {
        "urls.py": "urls.py",
        "welcome.py": "welcome.py",
        f"templates/{name}/welcome.html": "welcome.html",
        f"words/{name}.yaml": "words.yaml",
    }
    files = {f"{room}/{path}": _filled(f"channel/{template}", {"name": name}) for path, template in parts.items()}
    files |= {f"{room}/__init__.py": "", f"tests/channels/{name}/__init__.py": ""}
    files |= {f"tests/channels/{name}/test_welcome.py": _filled("channel/test.py", {"name": name})}
    return Plan(
        files,
        (
            f"config/switchboard.py: CHANNELS += [{name!r}]",
            f'config/urls.py: path("", include("yimen.channels.{name}.urls"))',
        ),
    )


KINDS: Mapping[str, Callable[[str], Plan]] = {"service": service, "adapter": adapter, "channel": channel}


def _two_parts(name: str, example: str) -> tuple[str, str]:
    if not re.fullmatch(rf"{PART}\.{PART}", name):
        raise NotPossible(f"{name!r} has not two parts in small letters; for example: {example}")
    first, second = name.split(".")
    return first, second


def _filled(template: str, words: Mapping[str, str]) -> str:
    return Template((HERE / template).read_text("utf-8")).substitute(words)


def _authority(file: Path) -> str:
    """The first authority of a vertical that is there today; it has no last day."""
    rows: dict[str, dict[str, object]] = yaml.safe_load(file.read_text("utf-8"))
    return next(key for key, row in rows.items() if "to" not in row)
