"""Wires that carry letters to other nodes: `https` is the real one, `demo` is the same line on a bad day.

Port: yimen/core/ports/letters.py. One wire serves all peers: ADAPTERS["letters"]["default"]."""
