"""Who signs: this node's own key, and the keys of the peers as their operators gave them."""

import base64
import hashlib
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from yimen.core.exchange.letter import KeyOf, Refused
from yimen.core.exchange.models import Peer
from yimen.core.people import secrecy


def own_key() -> Ed25519PrivateKey:
    return secrecy.signing_key()


def own_key_id() -> str:
    return key_id(secrecy.public_key())


def key_id(public_key: str) -> str:
    """The beginning of the SHA-256 of the raw key: names a key, proves nothing. Raises ValueError for what is not a key."""
    raw = base64.b64decode(public_key, validate=True)
    Ed25519PublicKey.from_public_bytes(raw)
    return hashlib.sha256(raw).hexdigest()[:16]


def key_of(at: datetime) -> KeyOf:
    """How to find the key with which a peer signed; `at` decides whether its old one still counts."""

    def find(code: str, wanted: str) -> Ed25519PublicKey:
        peer = Peer.objects.filter(code=code).first()
        if peer is None:
            raise Refused("unknown_peer")
        return _public(_chosen(peer, wanted, at))

    return find


def _chosen(peer: Peer, wanted: str, at: datetime) -> str:
    if key_id(peer.public_key) == wanted:
        return peer.public_key
    if not peer.old_key or key_id(peer.old_key) != wanted:
        raise Refused("unknown_key")
    if peer.old_key_until is None or at >= peer.old_key_until:
        raise Refused("expired_key")
    return peer.old_key


def _public(key: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(key))
