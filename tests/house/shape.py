"""The shape of the imports, as `bin/check` prints it: longest chain, largest cycle, imports hidden in functions."""

import ast
import sys
from functools import cache
from pathlib import PurePath

from tests.house.sources import Source, sources

Graph = dict[str, set[str]]
DEEPEST, LARGEST_KNOT = 15, 1


def module_name(path: str) -> str:
    return ".".join(PurePath(path).with_suffix("").parts).removesuffix(".__init__")


def graph() -> Graph:
    """Which module of the product imports which others when it is loaded."""
    modules = {module_name(source.path): source for source in sources("yimen/**/*.py")}
    return {name: imported(source, set(modules)) - {name} for name, source in modules.items()}


def imported(source: Source, known: set[str]) -> set[str]:
    """The known modules that the module level of a source imports."""
    found: set[str] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            deep = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (deep & known) | ({node.module} if deep - known else set())
    return found & known


def reachable(edges: Graph, start: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(edges[start])
    while waiting:
        if (module := waiting.pop()) not in seen:
            seen.add(module)
            waiting += edges[module]
    return seen


def knots(edges: Graph) -> list[set[str]]:
    """The groups of modules that import each other round in circles."""
    reach = {module: reachable(edges, module) for module in edges}
    groups = {frozenset(other for other in reach[module] if module in reach[other]) for module in edges}
    return [set(group) for group in groups if group]


def longest_chain(edges: Graph) -> list[str]:
    """The longest path of imports; a cycle is entered once."""

    @cache
    def below(module: str, above: frozenset[str]) -> tuple[str, ...]:
        deeper = [below(each, above) for each in sorted(edges[module]) if each not in above]
        return (module, *max(deeper, key=len)) if deeper else (module,)

    looped: frozenset[str] = frozenset().union(*knots(edges))
    chains = [below(module, looped) for module in edges]
    return list(sorted(chains, key=len)[-1]) if chains else []


def late_imports() -> list[str]:
    """Imports inside functions: they hide knots."""
    return [
        f"{source.path}:{node.lineno}"
        for source in sources("yimen/**/*.py")
        for function in source.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def main() -> int:
    edges = graph()
    chain, tangles, late = longest_chain(edges), knots(edges), late_imports()
    knot = max(tangles, key=len) if tangles else set()
    lines = [
        f"longest import chain {len(chain)} (goal: at most {DEEPEST}): {' → '.join(chain)}",
        f"largest cycle {max(len(knot), 1)} (1 is none): {', '.join(sorted(knot)) or '–'}",
        f"late imports {len(late)}: {', '.join(late) or '–'}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(len(knot) > LARGEST_KNOT or bool(late))


if __name__ == "__main__":
    sys.exit(main())
