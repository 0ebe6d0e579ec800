"""A save of a field of 10,000 characters: ours against the same write to plain SQLite.

    python -m tests.bench.saving [--runs N] [--json]

Ours types on in one field of one draft in one editing session, as a person does: each save goes
through the service, is one durable transaction of an encrypted database, and grows the entry of the
history. The yardstick writes the same two rows, in the same transaction, to the same tables of a
plain copy with the stdlib's sqlite3 and the same pragmas (WAL, FULL): the field with its mark for
the index, and the entry of the history. Saves take turns, so that the disk treats both alike.
"""

import argparse
import json
import sqlite3
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector_app.bootstrap import Workbench, open_workbench
from tests.bench import district

LIMIT = 1.3
LENGTH = 10_000
SENTENCE = "上午八时到校，随机察看教学楼、食堂和操场；查阅台账（共12份），均有批改痕迹。"
_WRITE = "UPDATE visit SET narrative = ?, fts_dirty = 1 WHERE uid = ?"
_AMEND = "UPDATE journal SET at = ?, op = ?, hash = ? WHERE seq = ?"


def compare(bench: Workbench, plain: Path, *, runs: int) -> list[district.Line]:
    """Type on in a narrative of 10,000 characters both ways, in turn.

    Nothing of the district is changed for good: the draft is discarded at the end.
    """
    uid = bench.visit_edit.new(visited_on=bench.context.today()).uid
    text = (SENTENCE * (LENGTH // len(SENTENCE) + 1))[: LENGTH - runs - 1]
    bench.visit_edit.set_field(uid, "narrative", text, editing="bench")
    # The first stroke of a session begins an entry; those that follow grow it.
    bench.visit_edit.set_field(uid, "narrative", text + "字", editing="bench")
    with district.plain_connection(plain) as connection:
        _copy_rows(bench, connection, uid)
        ours, theirs = [], []
        for place in range(2, runs + 2):
            longer = text + "字" * place
            ours.append(_ours(bench, uid, longer))
            # A text of its own: a string keeps the bytes that it was once encoded to.
            theirs.append(_plainly(bench, connection, uid, text + "字" * place))
        sent = connection.execute("SELECT narrative FROM visit WHERE uid = ?", (uid,)).fetchone()
    kept = bench.visits.get(uid).narrative
    if not kept == sent[0] == longer:
        msg = "the two did not write the same text"
        raise AssertionError(msg)
    bench.visits.discard(uid)
    return [district.ratio_line("a save of 10,000 characters", ours, theirs, LIMIT)]


def _ours(bench: Workbench, uid: str, text: str) -> float:
    start = time.perf_counter()
    bench.visit_edit.set_field(uid, "narrative", text, editing="bench")
    return (time.perf_counter() - start) * 1000


def _plainly(bench: Workbench, connection: sqlite3.Connection, uid: str, text: str) -> float:
    """Write what ours has just written, its entry of the history included."""
    entry = _newest_entry(bench)
    seq = entry["seq"]
    known = connection.execute("SELECT 1 FROM journal WHERE seq = ?", (seq,)).fetchone()
    if known:
        history, values = _AMEND, (entry["at"], entry["op"], entry["hash"], seq)
    else:
        history, values = _insert("journal", entry), tuple(entry.values())
    start = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(_WRITE, (text, uid))
    connection.execute(history, values)
    connection.execute("COMMIT")
    return (time.perf_counter() - start) * 1000


def _copy_rows(bench: Workbench, connection: sqlite3.Connection, uid: str) -> None:
    for table, row in (
        ("visit", _row(bench, "visit", "uid", uid)),
        ("journal", _newest_entry(bench)),
    ):
        connection.execute(_insert(table, row), tuple(row.values()))


def _newest_entry(bench: Workbench) -> dict[str, Any]:
    (seq,) = bench.context.database.row("SELECT max(seq) FROM journal")
    return _row(bench, "journal", "seq", seq)


def _row(bench: Workbench, table: str, key: str, value: object) -> dict[str, Any]:
    database = bench.context.database
    names = [name for _, name, *_ in database.rows(f"PRAGMA table_info({table})")]
    found = database.row(f"SELECT * FROM {table} WHERE {key} = ?", value)
    return dict(zip(names, found, strict=True))


def _insert(table: str, row: dict[str, Any]) -> str:
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"


def main() -> int:
    """Print the result; return 1 above the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, plain = Path(name) / "district", Path(name) / "plain.db"
        district.build(folder, years=1)
        with open_workbench(folder) as bench:
            district.plain_copy(bench, plain)
            lines = compare(bench, plain, runs=options.runs)
    if options.json:
        print(json.dumps([asdict(line) for line in lines], ensure_ascii=False))
    else:
        print(district.report(lines))
    return int(not all(line.passes for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
