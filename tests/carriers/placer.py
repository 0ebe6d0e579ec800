"""Places one file into a folder and says so only when it is there to stay.

python -m tests.carriers.placer SOURCE TARGET
"""

import hashlib
import os
import sys
from pathlib import Path

from inspector_app.exchange.share_publish import place


def main() -> int:
    """Place; exit code 3 when the system refused."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    try:
        place(target, source, sha256=digest)
    except OSError:
        return 3
    os.write(1, b"PLACED\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
