"""Tests of the exchange may ask for a node that writes to itself, and for a second one."""

from tests.core.exchange.loopback import loopback
from tests.two_nodes import gd, hn, line, node_gd, node_hn

__all__ = ["gd", "hn", "line", "loopback", "node_gd", "node_hn"]
