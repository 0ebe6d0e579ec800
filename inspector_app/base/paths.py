"""Where things stand: the data folder of a user and the read-only resources of the program."""

from pathlib import Path
from typing import NamedTuple

from inspector_app.base.errors import RefusedError


class DataFolder(NamedTuple):
    """The layout of one data folder."""

    root: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.root / "inspector.db"

    @property
    def begun(self) -> Path:
        """The database of a new folder, until it is finished and gets its name."""
        return self.root / f"{self.database.name}.begun"

    @property
    def key_file(self) -> Path:
        """The file that holds the data key."""
        return self.root / "data.key"

    @property
    def lock_file(self) -> Path:
        """Held while one instance of the program uses the folder."""
        return self.root / "in-use.lock"

    @property
    def photos(self) -> Path:
        """Encrypted photo files."""
        return self.root / "photos"

    @property
    def fonts(self) -> Path:
        """Copies of the office's own font files that are switched on."""
        return self.root / "fonts"

    @property
    def outbox(self) -> Path:
        """Bundles that have been made here."""
        return self.root / "outbox"

    @property
    def quarantine(self) -> Path:
        """Bundles that wait or were refused, encrypted as they came (office)."""
        return self.root / "quarantine"

    @property
    def checking(self) -> Path:
        """What was decrypted of a bundle while it is verified."""
        return self.root / "checking"

    @property
    def receipts(self) -> Path:
        """Receipts that were made here (office)."""
        return self.root / "receipts"

    @property
    def arrived(self) -> Path:
        """What the office sent in a parcel and nobody has looked at yet."""
        return self.root / "arrived"

    @property
    def upwards(self) -> Path:
        """The folder in which an office is a member of the office above it."""
        return self.root / "upwards"

    @property
    def faces_upwards(self) -> bool:
        """Whether it is such a folder itself."""
        office = DataFolder(self.root.parent)
        return office.upwards == self.root and office.database.exists()

    @property
    def backups(self) -> Path:
        """Copies of the database made before a migration and on exit."""
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        """Log files of the program."""
        return self.root / "logs"

    def refuse_strangers(self) -> None:
        """Make no data folder among other people's files only because a path was mistyped.

        Raises:
            RefusedError: something lies there that is not of this program.
        """
        ours = {self.photos, self.fonts, self.outbox, self.backups, self.logs, self.lock_file}
        ours |= {self.quarantine, self.receipts, self.arrived, self.upwards}
        there = self.root.iterdir() if self.root.is_dir() else ()
        strange = sorted(
            p.name for p in there
            if p not in ours and p.name[0] != "." and not self._is_begun(p.name)
        )  # fmt: skip
        if strange:
            raise RefusedError(
                f"“{self.root}”不是数据文件夹，里面有别的文件（{'、'.join(strange[:3])}），"
                "没有建立任何文件；请换一个空文件夹，或用 init 命令在这里建立。"
            )

    def _is_begun(self, name: str) -> bool:
        """Say whether a file is what a program left that ended while it made the folder."""
        key = name.startswith(f"{self.key_file.name}.") and name.endswith(".part")
        return key or name.startswith(self.begun.name)


def resources() -> Path:
    """Return the folder of shipped, read-only resources (fonts, icons, packs, templates)."""
    return _shipped("resources")


def forms() -> Path:
    """Return the folder of the sheets of forms and checklists that ship with the program."""
    return _shipped("forms")


def _shipped(name: str) -> Path:
    """Return a folder that ships: inside an installed package, beside it where it is developed."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "shipped" / name
    return inside if inside.is_dir() else package.parent / name
