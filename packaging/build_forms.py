"""Compile the shipped forms again, and check that the committed ones are those.

    .venv/bin/python packaging/build_forms.py     write forms/*/form.xml
    .venv/bin/python packaging/build_forms.py --check

The sheets beside it are the source of a form.xml; a test compares the two as well.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]


def main() -> int:
    """Return 0 where every form is as it should be."""
    sys.path.insert(0, str(ROOT))
    from inspector_app.services.authored_forms import check_source

    wrong = 0
    for source in sorted((ROOT / "forms").glob("*/survey.csv")):
        folder = source.parent
        checked = check_source(folder)
        for finding in checked.findings:
            print(f"{folder.name}: {finding.level.value}: {finding.sentence()}")
        if checked.form is None:
            wrong += 1
            continue
        made, target = checked.form.xml.encode(), folder / "form.xml"
        if "--check" not in sys.argv:
            target.write_bytes(made)
        elif not target.is_file() or target.read_bytes() != made:
            print(f"{folder.name}: form.xml is not what its sheets say")
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
