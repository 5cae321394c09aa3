"""Every test of the exchange may ask for a node that writes to itself."""

from tests.core.exchange.loopback import loopback

__all__ = ["loopback"]
