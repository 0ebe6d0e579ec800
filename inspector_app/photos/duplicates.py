"""Photos that are there already: the same file, or what looks like the same picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector_app.photos.fingerprint import looks_alike


class Likeness(StrEnum):
    """How sure it is that two photos are one."""

    SAME_FILE = "same_file"
    SUSPECTED = "suspected"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPhoto:
    """What tells two photos apart."""

    uid: str
    original_sha256: str
    fingerprint: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A photo and the earlier one that it repeats."""

    uid: str
    repeats: str
    likeness: Likeness


def duplicates(
    arrived: Iterable[KnownPhoto], *, among: Sequence[KnownPhoto] = ()
) -> tuple[Duplicate, ...]:
    """Name each arrived photo that repeats one of ``among`` or one that arrived before it.

    A photo is named once: with the first that has the same file, else with the first that looks
    alike. Nothing is left away here; a person decides.
    """
    earlier = list(among)
    found = []
    for photo in arrived:
        repeated = _repeated_by(photo, earlier)
        if repeated is not None:
            found.append(repeated)
        earlier.append(photo)
    return tuple(found)


def _repeated_by(photo: KnownPhoto, earlier: Sequence[KnownPhoto]) -> Duplicate | None:
    for other in earlier:
        if other.original_sha256 == photo.original_sha256:
            return Duplicate(uid=photo.uid, repeats=other.uid, likeness=Likeness.SAME_FILE)
    for other in earlier:
        if looks_alike(photo.fingerprint, other.fingerprint):
            return Duplicate(uid=photo.uid, repeats=other.uid, likeness=Likeness.SUSPECTED)
    return None
