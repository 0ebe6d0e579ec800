"""Make the pictures of all documents again, after a wanted change.

    python -m tests.golden.remake

Then look at each picture that git calls changed.
"""

import tempfile
from pathlib import Path

from tests.golden.papers import FIRST_PAGES, make_all
from tests.golden.pictures import PICTURES, keep, pictures_of


def main() -> None:
    """Write every picture anew and say which are there."""
    with tempfile.TemporaryDirectory() as name:
        made = [
            pictures_of(pdf, Path(name), first=FIRST_PAGES.get(code))
            for code, pdf in make_all(Path(name)).items()
        ]
    for old in PICTURES.glob("*.png"):
        old.unlink()
    for pictures in made:
        for file_name, picture in pictures.items():
            keep(picture, PICTURES / file_name)
            print(file_name)


if __name__ == "__main__":
    main()
