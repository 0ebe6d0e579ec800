"""Recorded expressions with what they gave elsewhere, and how ours is compared with it."""

import gzip
import hashlib
import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from inspector_app.xform import XPathError, evaluate
from inspector_app.xform.xpath.nodes import Node

DATA: Final = Path(__file__).resolve().parents[4] / "shared" / "data" / "forms"
PAIRS: Final = DATA / "xpath_pairs.jsonl.gz"
LITERALS: Final = DATA / "javarosa_xpatheval.json.gz"
EXCLUDED: Final = Path(__file__).resolve().parents[2] / "data" / "xpath_pairs_excluded.json"
# Where and when the pairs were recorded.
RECORDED: Final = datetime(2026, 11, 22, 13, 37, 58, tzinfo=ZoneInfo("America/Phoenix"))
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_NODES: Final = frozenset({"nodeset", "unordered", "value:node", "value:snapshotLength"})
_KINDS: Final = {"boolean": "boolean", "value:boolean": "boolean", "number": "number",
                 "rounded": "number"}  # fmt: skip

Pair = Mapping[str, Any]


def pairs() -> list[Pair]:
    """Return the recorded pairs, in order."""
    with gzip.open(PAIRS, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def digest(pair: Pair) -> str:
    """Return what identifies a pair without telling what it says."""
    parts = [pair["expr"], pair["xml"], pair["ctx"], pair["root"], pair["kind"], pair["lang"],
             pair.get("expected")]  # fmt: skip
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def holds(pair: Pair) -> bool:
    """Tell whether our evaluator gives what was recorded."""
    try:
        got = evaluate(
            pair["expr"],
            xml=pair["xml"].strip(),
            context=_places(pair, pair["ctx"]),
            root=_places(pair, pair["root"]) if pair["root"] else None,
            language=pair["lang"],
            namespaces={"xhtml": _XHTML} if _is_prefixed(pair) else None,
            kind="nodes" if pair["kind"] in _NODES else _KINDS.get(pair["kind"], "string"),
            local_midnight=True,
            clock=RECORDED,
        )
    except (XPathError, ValueError, IndexError):
        return pair["kind"] == "throws"
    return _same(pair, got)


def _is_prefixed(pair: Pair) -> bool:
    in_names = pair["file"] in {"native/node-name.test.ts", "native/nodeset.test.ts"}
    return "xhtml:" in pair["expr"] or (in_names and "name(" not in pair["expr"])


def _places(pair: Pair, path: list[str]) -> list[int | str]:
    """Return a recorded path as places; the type of the document counts as a node there."""
    places: list[int | str] = []
    for level, step in enumerate(path):
        if step.startswith(("@", "#")):
            places += [step] if step.startswith("@") else []
        else:
            skipped = level == 0 and "<!DOCTYPE" in pair["xml"]
            places.append(int(step.partition(":")[0]) - skipped)
    return places


def _same(pair: Pair, got: Any) -> bool:
    expected = pair.get("expected")
    compare: Mapping[str, Callable[[], bool]] = {
        "number": lambda: same_number(got, _number(expected)),
        "rounded": lambda: round(got * pair["factor"]) / pair["factor"] == expected,
        "match": lambda: re.search(expected, got) is not None,
        "strlen": lambda: len(got) == expected,
        "nodeset": lambda: _places_of(got, pair) == expected_places(pair),
        "unordered": lambda: sorted(_places_of(got, pair)) == sorted(expected_places(pair)),
        "value:node": lambda: len(got) == 1,
        "value:snapshotLength": lambda: len(got) == expected,
    }
    return compare.get(pair["kind"], lambda: got == expected)()


def _number(expected: Any) -> float:
    return math.nan if expected is None else float(expected)


def same_number(got: float, expected: float) -> bool:
    """Tell whether two numbers are one but for the last digits of their arithmetic."""
    if math.isnan(got) or math.isnan(expected):
        return math.isnan(got) and math.isnan(expected)
    return got == expected or math.isclose(got, expected, rel_tol=1e-9)


def expected_places(pair: Pair) -> list[str]:
    """Return the recorded nodes as texts that ours can be compared with."""
    return [repr(_places(pair, path)) for path in pair["expected"]]


def _places_of(nodes: list[Node], pair: Pair) -> list[str]:
    return [repr(_way(node)) for node in nodes]


def _way(node: Node) -> list[int | str]:
    way: list[int | str] = []
    while node.parent is not None:
        attribute = node in node.parent.attributes
        way.insert(0, f"@{node.name}" if attribute else node.parent.children.index(node))
        node = node.parent
    return way
