"""Proving an archive bundle: with public keys only, years later, on any machine. Says everything that does not hold."""

import base64
import binascii
import hashlib
import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from yimen.core.cases.chain import broken
from yimen.core.cases.checkpoints import root_of
from yimen.core.cases.dossier import Event
from yimen.core.cases.vocabulary import Json
from yimen.core.papers.bundle import FORM, Files
from yimen.core.papers.payload import digest_of
from yimen.core.papers.receipts import genuine
from yimen.core.ports.seals import Seals

MOST_FILES, MOST_BYTES = 2000, 2 * 1024**3
BESIDES = {"manifest.json", "manifest.sig"}
BROKEN = (KeyError, ValueError, TypeError, msgspec.DecodeError, binascii.Error, AttributeError)


class NoBundle(ValueError):
    """A file that is no bundle of ours; says why."""


def opened(content: bytes) -> Files:
    """The files of a bundle. Raises NoBundle."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            if len(listed) > MOST_FILES or sum(one.file_size for one in listed) > MOST_BYTES:
                raise NoBundle("it holds more than a bundle may")
            if len({one.filename for one in listed}) != len(listed):
                raise NoBundle("it holds two files of one name")
            return {one.filename: archive.read(one) for one in listed}
    except zipfile.BadZipFile as other:
        raise NoBundle(f"it is no whole zip: {other}") from other


def wrong(files: Files, key: str | None, seals: Seals | None, at: datetime) -> Iterator[str]:
    """Everything that does not hold. `key` is the public key that must have signed; None believes the one that the bundle names."""
    try:
        yield from wrong_manifest(files, key)
        yield from wrong_chain(files, key)
        yield from wrong_papers(files, seals, at)
    except BROKEN as rubbish:
        yield f"a part cannot be read: {type(rubbish).__name__} {rubbish}"


def wrong_manifest(files: Files, key: str | None) -> Iterator[str]:
    if missing := BESIDES - files.keys():
        yield f"missing: {', '.join(sorted(missing))}"
        return
    sign, manifest = msgspec.json.decode(files["manifest.sig"]), msgspec.json.decode(files["manifest.json"])
    if not holds(key or sign["key"], files["manifest.json"], sign["signature"]):
        yield "manifest.json: the signature does not hold"
    if manifest["form"] != FORM:
        yield f"manifest.json: {manifest['form']} is not {FORM}"
    here = {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name not in BESIDES}
    for name in sorted(here.keys() | manifest["files"].keys()):
        if here.get(name) != manifest["files"].get(name):
            yield f"{name}: {'missing' if name not in here else 'not in the manifest' if name not in manifest['files'] else 'changed'}"


def wrong_chain(files: Files, key: str | None) -> Iterator[str]:
    """The steps follow each other, the last is the one of the manifest, and the checkpoint covers it."""
    events = msgspec.json.decode(files["events.json"], type=list[Event])
    head: Json | None = msgspec.json.decode(files["manifest.json"])["head"]
    for one in broken(events, contents=False):
        yield f"events.json: event {one.n}: {one.what}"
    last = events[-1] if events else None
    if head != (last and {"n": last.n, "seq": last.seq, "digest": last.digest}):
        yield "events.json: the last step is not the one of the manifest"
    if "checkpoint.json" in files:
        yield from wrong_checkpoint(msgspec.json.decode(files["checkpoint.json"]), events[-1], key)


def wrong_checkpoint(found: Json, last: Event, key: str | None) -> Iterator[str]:
    root = bytes.fromhex(found["root"])
    if not holds(key or found["key"], root, found["signature"]):
        yield "checkpoint.json: the signature does not hold"
    if found["links"] is None:
        return
    rolling = hashlib.sha256()
    for seq, digest in found["links"]:
        rolling.update(seq.to_bytes(8, "big") + bytes.fromhex(digest))
    span = (found["from_seq"], found["up_to_seq"], found["count"])
    at = datetime.fromisoformat(found["at"])
    if root_of(found["node"], at, span, rolling.digest(), bytes.fromhex(found["prev_root"])) != root:
        yield "checkpoint.json: the steps that it lists are not those that were signed"
    if [last.seq, last.digest.removeprefix("\\x")] not in found["links"]:
        yield "checkpoint.json: the last step is not among those that it covers"


def wrong_papers(files: Files, seals: Seals | None, at: datetime) -> Iterator[str]:
    for name, content in files.items():
        if name.startswith("receipts/") and not genuine(msgspec.json.decode(content)):
            yield f"{name}: the signature does not hold"
        if name.startswith("papers/") and name.endswith(".json") and not same(msgspec.json.decode(content)):
            yield f"{name}: the content is not what its digest says"
        if name.endswith(".pdf") and name.startswith("papers/") and seals:
            verdict = seals.judge(content, at)
            if verdict.outcome != "intact":
                yield f"{name}: the seal is {verdict.outcome} {verdict.why}".rstrip()


def same(paper: Json) -> bool:
    return bool(digest_of(paper["data"]).hex() == paper["digest"])


def holds(key: str, content: bytes, signature: Any) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(key)).verify(base64.b64decode(signature), content)
    except InvalidSignature:
        return False
    return True
