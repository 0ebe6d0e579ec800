"""What a signature belongs to: a 送签稿, and with it a revision."""

from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.domain.photo import Photo, PhotoRole
from inspector_app.domain.views import SigningCopy
from inspector_app.domain.visit import Visit
from inspector_app.services.context import Context
from inspector_app.services.visit_views import VisitRecord, content_digest


def copy_to_sign(context: Context, visit_uid: str) -> SigningCopy:
    """Return the 送签稿 that a signature given now belongs to.

    Raises:
        RefusedError: no 送签稿 says what the record says now.
    """
    visit = context.stores.visits.get(visit_uid)
    copies = context.stores.history.signing_copies(visit_uid)
    if not copies:
        raise RefusedError(
            "这份记录还没有送签稿，没有签名；请先打印送签稿（已定稿的先“更正”），再签名。"
        )
    newest = max(copies, key=lambda copy: copy.signing_no)
    if not _says_the_same(newest, visit):
        raise RefusedError(
            f"送签稿 {newest.signing_no} 打印以后记录改过，没有签名；"
            "请再打印一稿（已定稿的先“更正”），再签名。"
        )
    return newest


def unchanged_copy(context: Context, visit_uid: str, signing_no: int) -> SigningCopy:
    """Return a 送签稿 that says what the record says now: only such a one can be made again.

    Said is what a signature is about (``content_digest``); pictures are as they are now.

    Raises:
        NotFoundError: there is no such 送签稿.
        RefusedError: the record was changed since it was printed.
    """
    visit = context.stores.visits.get(visit_uid)
    for copy in context.stores.history.signing_copies(visit_uid):
        if copy.signing_no == signing_no:
            if not _says_the_same(copy, visit):
                raise RefusedError(
                    f"送签稿 {signing_no} 打印以后记录改过，没有生成 Word 文件："
                    "它会与印出的不一样。请再打印一稿，把新的一稿存为 Word。"
                )
            return copy
    raise NotFoundError(f"这份记录没有送签稿 {signing_no}。")


def number_of_unchanged(context: Context, visit_uid: str) -> int:
    """Return the number of the newest 送签稿 if it says what the record says now, else 0."""
    visit = context.stores.visits.get(visit_uid)
    copies = context.stores.history.signing_copies(visit_uid)
    newest = max(copies, key=lambda copy: copy.signing_no, default=None)
    return newest.signing_no if newest is not None and _says_the_same(newest, visit) else 0


def revision_of(context: Context, visit_uid: str, *, signing_no: int) -> int:
    """Return the revision that a 送签稿 was printed of, 0 where there is no such 送签稿."""
    copies = context.stores.history.signing_copies(visit_uid)
    return next((copy.revision for copy in copies if copy.signing_no == signing_no), 0)


def signature_of(record: VisitRecord) -> Photo | None:
    """Return the newest signature that was given to what the record says now."""
    numbers = {copy.signing_no for copy in record.signing if _says_the_same(copy, record.visit)}
    given = [
        photo
        for photo in record.photos
        if photo.role is PhotoRole.SIGNATURE and photo.signing_no in numbers
    ]
    return max(given, key=lambda photo: (photo.signing_no, photo.ordinal), default=None)


def _says_the_same(copy: SigningCopy, visit: Visit) -> bool:
    return copy.revision == visit.revision and copy.digest == content_digest(visit)
