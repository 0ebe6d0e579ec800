"""照片: what is known of a picture, apart from its bytes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class PhotoRole(StrEnum):
    """What a picture is evidence of."""

    SITE = "site"
    LESSON_PAPER = "lesson_paper"
    SIGNED_PAGE = "signed_page"
    SIGNATURE = "signature"
    BEFORE = "before"
    AFTER = "after"
    REPLY = "reply"
    RECEIPT = "receipt"


# What came after the record: it hangs on the issue, and the record stays as it was filed.
LEDGER_ROLES: Final = frozenset({PhotoRole.AFTER, PhotoRole.REPLY, PhotoRole.RECEIPT})

# What a picture of an issue may show while its record is being written.
FINDING_ROLES: Final = (PhotoRole.SITE, PhotoRole.BEFORE, PhotoRole.AFTER)


class PhotoOwner(StrEnum):
    """What a picture hangs on; the basket (照片篓) holds what is not assigned yet."""

    BASKET = "basket"
    SCHOOL = "school"
    VISIT = "visit"
    ISSUE = "issue"
    LESSON = "lesson"
    NOTE = "note"
    FORM = "form"
    SCAN = "scan"


def role_on(owner: PhotoOwner, role: PhotoRole) -> PhotoRole:
    """Return what a picture is evidence of once it hangs on something else.

    On a lesson hang the pages of its 听课本; only an issue has a before and an after.
    """
    if owner is PhotoOwner.LESSON and role is PhotoRole.SITE:
        return PhotoRole.LESSON_PAPER
    left_lesson = role is PhotoRole.LESSON_PAPER and owner is not PhotoOwner.LESSON
    left_issue = role in FINDING_ROLES and owner is not PhotoOwner.ISSUE
    return PhotoRole.SITE if left_lesson or left_issue else role


class TimeSource(StrEnum):
    """Where the time of a picture comes from.

    A messenger strips the camera's time and leaves its own in the file name: such a time is of
    receiving or saving, and is never called 拍摄时间.
    """

    ORIGINAL = "original"
    FILE_NAME = "file_name"
    TYPED = "typed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """One picture.

    Attributes:
        sha256: of the upright JPEG or PNG that is shown, printed and handed over.
        original_sha256: of the file that was taken in; the original stays here, encrypted.
        taken_at: wall time ``2022-11-14T10:15:00`` or empty.
        shows_minors: 含未成年人面部.
        signing_no: the 送签稿 number that a signed page or a signature belongs to, 0 otherwise.
        revision: the record's revision that a signed page or a signature belongs to, 0 otherwise.
    """

    uid: str
    owner: PhotoOwner
    owner_uid: str
    visit_uid: str = ""
    role: PhotoRole = PhotoRole.SITE
    ordinal: int = 0
    caption: str = ""
    file_name: str = ""
    sha256: str
    original_sha256: str
    crc32: int
    size: int
    width: int
    height: int
    media_type: str = "image/jpeg"
    taken_at: str = ""
    time_source: TimeSource = TimeSource.UNKNOWN
    shows_minors: bool = False
    fingerprint: int = 0
    signing_no: int = 0
    revision: int = 0

    @property
    def suffix(self) -> str:
        """The ending of a file that holds the picture, without a dot."""
        return "png" if self.media_type == "image/png" else "jpg"
