"""Tests of the core may ask for a second node: `hn`, the line to it and our own door, made once for the session."""

from tests.two_nodes import gd, hn, line, node_gd, node_hn

__all__ = ["gd", "hn", "line", "node_gd", "node_hn"]
