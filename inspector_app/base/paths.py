"""Where things stand: the data folder of a user and the read-only resources of the program."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The layout of one data folder."""

    root: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.root / "inspector.db"

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
    def backups(self) -> Path:
        """Copies of the database made before a migration and on exit."""
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        """Log files of the program."""
        return self.root / "logs"


def resources() -> Path:
    """Return the folder of shipped, read-only resources (fonts, icons, packs, templates)."""
    return Path(__file__).resolve().parents[2] / "resources"
