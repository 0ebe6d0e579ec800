"""Counts exported files with an engine in a process of its own, and prints the rows.

    python -m tests.scale.counts spark FOLDER 2022-09

Spark talks to its Java over a socket of this machine, which no test may do in its own process.
"""

import json
import sys
from pathlib import Path

from inspector_app.domain.month import Month
from inspector_app.scale.engines import EngineName, engine, prepare
from inspector_app.scale.month_rows import asked_rows


def main(engine_name: str, folder: str, month: str) -> None:
    name = EngineName(engine_name)
    with engine(name) as chosen:
        prepare(chosen, name, Path(folder), Month.parse(month).period)
        rows = asked_rows(chosen)
    print(json.dumps([[*scope, row] for scope, row in rows.items()], ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
