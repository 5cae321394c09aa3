"""The switchboard: explicit lists of what this installation consists of. Nothing registers itself."""

# This node, where YIMEN_NODE does not say otherwise, and the neighbour that the demo runs beside it.
NODE = {"code": "gd", "region": "440000", "name": "示例省公安厅"}
NEIGHBOUR = {"code": "hn", "region": "430000", "name": "示例邻省公安厅"}

VERTICALS = ["exit_entry", "household", "fire"]

CHANNELS = ["portal", "hall", "api", "exchange"]

# port → name → adapter. A register's name is the part of a fact's source before the dot.
ADAPTERS: dict[str, dict[str, str]] = {
    "registers": {},
    "scanner": {},
    "letters": {},
}

# (move, handler): filed as one job each in the transaction of the move.
AFTER_EVENT: list[tuple[str, str]] = []

# What a letter of each kind does here.
LETTERS: dict[str, str] = {}

# Tables that the application may read but never write: their only writers are functions of the owner.
READ_ONLY_TABLES: list[str] = []

# Commands of manage.py that fill a migrated database, run as the application whenever the programs have changed.
PREPARE: list[list[str]] = []
PREPARE_DEMO: list[list[str]] = []
