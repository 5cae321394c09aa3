"""The doors that a service may name, and the topics by which it is found. Both are data."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from yimen.core.places.reading import read
from yimen.core.services.language import Audience, Channel

DATA = Path(__file__).parent / "data"
DOING = ("inform", "precheck", "apply", "all")  # from the least to the most


@dataclass(frozen=True, kw_only=True)
class Door:
    zh: str
    en: str
    remote: bool = False  # reached from home
    staffed: bool = False  # an officer takes in there


DOORS: dict[str, Door] = read(dict[str, Door], DATA / "doors.yaml")
TOPICS: dict[str, list[Audience]] = read(dict[str, list[Audience]], DATA / "topics.yaml")


def takes(channel: Channel) -> bool:
    """Can an application be handed in at this door?"""
    return channel.do != "inform"


def online(channels: Mapping[str, Channel]) -> bool:
    """Can one apply from home? A precheck is not enough: it needs attendance."""
    return any(remote(door) and channel.do in ("apply", "all") for door, channel in channels.items())


def staffed(door: str) -> bool:
    return door in DOORS and DOORS[door].staffed


def remote(door: str) -> bool:
    return DOORS[door].remote
