"""What a document takes from the code is what the code says today."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_parts_of_documents_that_come_from_the_code_are_up_to_date() -> None:
    script = ROOT / "packaging" / "build_docs.py"
    done = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
