"""照片: taken in, turned upright, kept encrypted, and assigned.

The heavy part (``prepare``) touches no database and may run beside the window; the row and what it
hangs on are one transaction (``commit``). The encrypted files are on the disk before the row is.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from inspector_app.base.changes import Changes
from inspector_app.base.clock import CHINA
from inspector_app.base.errors import InputError, RefusedError
from inspector_app.base.files import name_of
from inspector_app.base.ids import new_uid
from inspector_app.domain.photo import (
    LEDGER_ROLES,
    Photo,
    PhotoOwner,
    PhotoRole,
    role_on,
)
from inspector_app.domain.views import SigningCopy
from inspector_app.services.context import Context
from inspector_app.services.edit_journal import EditJournal, NotEditableError
from inspector_app.services.incoming_photos import (
    DuplicateFound,
    IncomingPhoto,
    Minors,
    PhotosAdded,
    Prepared,
)
from inspector_app.services.photo_groups import PhotoGroup, grouped
from inspector_app.services.photo_owner import Home, OwnerFinder
from inspector_app.services.signing_paper import copy_to_sign, revision_of


class PhotoService:
    """Takes pictures in and looks after them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._edits = EditJournal(context)
        self._owners = OwnerFinder(context)

    # -- taking in -------------------------------------------------------------------------------

    def prepare(self, incoming: IncomingPhoto) -> Prepared:
        """Turn, shrink and store one picture; safe to run beside other work.

        Raises:
            InputError: it is no picture that can be taken.
            EnvironmentProblem: the disk does not allow it; nothing was kept.
        """
        from inspector_app.photos.normalise import normalise

        data = incoming.read()
        picture = normalise(data, name=incoming.name)
        original = self._context.vault.put(data)
        stored = self._context.vault.put(picture.content)
        return Prepared(name=incoming.name, picture=picture, stored=stored, original=original)

    def commit(
        self,
        owner: PhotoOwner,
        owner_uid: str,
        prepared: Sequence[Prepared],
        *,
        role: PhotoRole = PhotoRole.SITE,
        signing_no: int = 0,
    ) -> PhotosAdded:
        """Hang prepared pictures on something, all in one transaction.

        Raises:
            NotEditableError: the record is filed; only 签字盖章件 may still be added to it.
        """
        with self._context.database.transaction():
            home = self._owners.home(owner, owner_uid)
            if self._context.stores.joint.taken(home.visit_uid) is not None:
                self._refuse_filed(home.visit_uid)
            if role in LEDGER_ROLES and not home.is_draft:
                home = Home()
            # Paper comes back from the school after 定稿: signed pages may still be added then.
            if role not in {PhotoRole.SIGNED_PAGE, PhotoRole.SIGNATURE}:
                self._refuse_filed(home.visit_uid)
            photos: list[Photo] = []
            duplicates: list[DuplicateFound] = []
            for item in prepared:
                same = self._context.stores.photos.same_originals(item.original.sha256)
                here = [photo for photo in same if _place(photo) == (owner, owner_uid, role)]
                if here:
                    duplicates.append(DuplicateFound(name=item.name, existing=here[0], sure=True))
                    continue
                alike = same[0] if same else self._alike(item.picture.fingerprint)
                if alike is not None:
                    duplicates.append(DuplicateFound(name=item.name, existing=alike, sure=False))
                photo = replace(
                    photo_of(item, owner=owner, owner_uid=owner_uid, role=role),
                    visit_uid=home.visit_uid,
                    ordinal=self._context.stores.photos.next_ordinal(owner, owner_uid),
                    shows_minors=owner is PhotoOwner.LESSON and role is PhotoRole.SITE,
                    signing_no=signing_no,
                    revision=self._revision(home, role, signing_no),
                )
                insert_photo(self._context, photo, thumbnail=item.picture.thumbnail)
                photos.append(photo)
        return PhotosAdded(
            photos=tuple(photos),
            duplicates=tuple(duplicates),
            refused=(),
            changes=self._changes(home.visit_uid) if photos else Changes(),
        )

    def add(
        self,
        owner: PhotoOwner,
        owner_uid: str,
        *,
        files: Sequence[IncomingPhoto],
        role: PhotoRole = PhotoRole.SITE,
        signing_no: int = 0,
        progress: Callable[[int, int], bool] | None = None,
    ) -> PhotosAdded:
        """Take files in, one durable picture after the other.

        Args:
            owner: what they hang on, with ``owner_uid``.
            owner_uid: empty for the basket.
            files: what was dropped.
            role: what they are evidence of.
            signing_no: the 送签稿 that signed pages belong to.
            progress: told (done, all) after each; answering False stops there, keeping what is in.
        """
        done = PhotosAdded(photos=(), duplicates=(), refused=(), changes=Changes())
        for place, incoming in enumerate(files, 1):
            try:
                prepared = [self.prepare(incoming)]
            except InputError as error:
                done = replace(done, refused=(*done.refused, *error.problems))
            else:
                one = self.commit(owner, owner_uid, prepared, role=role, signing_no=signing_no)
                done = PhotosAdded(
                    photos=done.photos + one.photos,
                    duplicates=done.duplicates + one.duplicates,
                    refused=done.refused,
                    changes=done.changes | one.changes,
                )
            if progress is not None and not progress(place, len(files)):
                break
        return done

    def add_signed_pages(
        self, visit_uid: str, *, files: Sequence[IncomingPhoto], signing_no: int
    ) -> PhotosAdded:
        """Add the photos or scans of signed pages (签字盖章件), bound to a 送签稿.

        Raises:
            RefusedError: there is no such 送签稿.
        """
        copies = self._context.stores.history.signing_copies(visit_uid)
        if signing_no not in {copy.signing_no for copy in copies}:
            raise RefusedError(
                f"这份记录没有送签稿 {signing_no}，签字件没有放入；"
                "请先打印送签稿，再按它的序号放入。"
            )
        return self.add(
            PhotoOwner.VISIT,
            visit_uid,
            files=files,
            role=PhotoRole.SIGNED_PAGE,
            signing_no=signing_no,
        )

    def crop_signature(
        self, photo_uid: str, *, left: float, top: float, right: float, bottom: float
    ) -> Photo:
        """Cut a signature line out of a signed page and keep it as a picture of its own.

        The edges are fractions of the page's width and height.
        """
        from inspector_app.photos.cropping import Box, crop

        page = self._context.stores.photos.get(photo_uid)
        name = f"签名-{page.file_name}"
        box = Box(left=left, top=top, right=right, bottom=bottom)
        cut = crop(self.content(photo_uid), box, name=name)
        added = self.add(
            page.owner,
            page.owner_uid,
            files=[IncomingPhoto(name=name, data=cut)],
            role=PhotoRole.SIGNATURE,
            signing_no=page.signing_no,
        )
        if added.refused:
            raise InputError(added.refused[0].sentence())
        return added.photos[0] if added.photos else added.duplicates[0].existing

    def copy_to_sign(self, visit_uid: str) -> SigningCopy:
        """Return the 送签稿 that a signature given now belongs to.

        Raises:
            RefusedError: there is none that says what the record says now.
        """
        return copy_to_sign(self._context, visit_uid)

    def add_signature(self, visit_uid: str, png: bytes) -> PhotosAdded:
        """Keep a signature that was given on the screen, bound to the newest 送签稿.

        Raises:
            RefusedError: as above.
        """
        prepared = [self.prepare(IncomingPhoto(name="屏幕签名.png", data=png))]
        with self._context.database.transaction():
            copy = self.copy_to_sign(visit_uid)
            return self.commit(
                PhotoOwner.VISIT,
                visit_uid,
                prepared,
                role=PhotoRole.SIGNATURE,
                signing_no=copy.signing_no,
            )

    # -- reading ---------------------------------------------------------------------------------

    def of(self, owner: PhotoOwner, owner_uid: str) -> tuple[Photo, ...]:
        """Return the pictures that hang on something, in their order."""
        return self._context.stores.photos.of(owner, owner_uid)

    def basket(self) -> tuple[PhotoGroup, ...]:
        """Return what lies in the 照片篓, grouped by day and half day."""
        return grouped(self.of(PhotoOwner.BASKET, ""))

    def content(self, uid: str) -> bytes:
        """Return the upright picture's bytes."""
        return self._context.vault.get(self._context.stores.photos.get(uid).sha256)

    def original(self, uid: str) -> bytes:
        """Return the bytes that were taken in; they never leave this folder by themselves."""
        return self._context.vault.get(self._context.stores.photos.get(uid).original_sha256)

    def thumbnail(self, uid: str) -> bytes:
        """Return the small JPEG of a picture."""
        photos = self._context.stores.photos
        return photos.thumbnail(photos.get(uid).sha256)

    def wall_time(self) -> datetime:
        """Return the wall time in China, without a zone, as cameras write it."""
        return self._context.clock.now().astimezone(CHINA).replace(tzinfo=None)

    # -- changing --------------------------------------------------------------------------------

    def assign(self, uids: Sequence[str], owner: PhotoOwner, owner_uid: str) -> Changes:
        """Hang pictures on something else, behind those that hang there."""
        with self._context.database.transaction():
            home = self._owners.home(owner, owner_uid)
            self._refuse_filed(home.visit_uid)
            changes = self._changes(home.visit_uid)
            for uid in uids:
                photo = self._editable(uid)
                place = self._context.stores.photos.next_ordinal(owner, owner_uid)
                self._update(photo, owner=owner, owner_uid=owner_uid, visit_uid=home.visit_uid,
                             ordinal=place, role=role_on(owner, photo.role))  # fmt: skip
                changes |= self._changes(photo.visit_uid)
        return changes

    def set_caption(self, uid: str, text: str) -> Changes:
        """Set the caption (at most 200 characters)."""
        return self._set(uid, caption=text.strip()[:200])

    def set_minors(self, uid: str, minors: Minors) -> Changes:
        """Say whether the picture shows the faces of minors."""
        return self._set(uid, shows_minors=minors.value)

    def set_time(self, uid: str, moment: datetime | None) -> Changes:
        """Set the wall time in China by hand; ``None`` gives back the time of the file.

        Raises:
            InputError: it is not yet that time.
            RefusedError: the record is filed.
        """
        from inspector_app.services.photo_time import time_in_file, typed_time

        if moment is None:
            told = time_in_file(self._context, self._context.stores.photos.get(uid))
        else:
            told = typed_time(self._context, moment)
        return self._set(uid, taken_at=told[0], time_source=told[1])

    def set_role(self, uid: str, role: PhotoRole) -> Changes:
        """Say what the picture is evidence of."""
        return self._set(uid, role=role)

    def reorder(self, uids: Sequence[str]) -> Changes:
        """Let pictures stand in this order."""
        with self._context.database.transaction():
            photos = [self._editable(uid) for uid in uids]
            self._context.stores.photos.reorder(uids)
            self._context.note("photo", "", {"order": list(uids)})
        return Changes(
            photos=True, visit_uids=frozenset(p.visit_uid for p in photos if p.visit_uid)
        )

    def remove(self, uid: str) -> Changes:
        """Take a picture away; ``restore`` brings it back."""
        with self._context.database.transaction():
            photo = self._editable(uid)
            self._refuse_evidence(photo)
            self._context.stores.photos.mark_removed(uid, at=self._context.now_text())
            self._context.note("photo", uid, {"note": "移走"})
        return self._changes(photo.visit_uid)

    def restore(self, uid: str) -> Changes:
        """Bring a picture back that was taken away."""
        with self._context.database.transaction():
            photo = self._editable(uid)
            self._context.stores.photos.mark_removed(uid, at=None)
            self._context.note("photo", uid, {"note": "放回"})
        return self._changes(photo.visit_uid)

    # -- within a transaction --------------------------------------------------------------------

    def _revision(self, home: Home, role: PhotoRole, signing_no: int) -> int:
        """Return the revision that was signed: a page may come back when the next one is begun."""
        if role not in {PhotoRole.SIGNED_PAGE, PhotoRole.SIGNATURE}:
            return 0
        return revision_of(self._context, home.visit_uid, signing_no=signing_no)

    def _set(self, uid: str, **values: object) -> Changes:
        with self._context.database.transaction():
            photo = self._editable(uid)
            self._update(photo, **values)
        return self._changes(photo.visit_uid)

    def _update(self, photo: Photo, **values: object) -> None:
        self._context.stores.photos.update(photo.uid, **values)
        self._context.note("photo", photo.uid, {"note": "改动", "fields": sorted(values)})

    def _editable(self, uid: str) -> Photo:
        photo = self._context.stores.photos.get(uid)
        self._refuse_filed(photo.visit_uid)
        return photo

    def _refuse_evidence(self, photo: Photo) -> None:
        """Keep the pictures of a 学校回复 that the ledger stands on."""
        if photo.owner is PhotoOwner.SCHOOL and photo.role is PhotoRole.REPLY:
            replies = self._context.stores.replies
            number = replies.shows(photo.uid, school_code=photo.owner_uid)
            if number:
                raise RefusedError(
                    f"这张照片是学校回复 {number} 的，台账以它为凭据，没有移走；"
                    "确实放错了的，请在台账里另记说明。"
                )

    def _refuse_filed(self, visit_uid: str) -> None:
        if not visit_uid:
            return
        try:
            self._edits.editable(visit_uid)
        except NotEditableError as error:
            raise RefusedError(
                f"照片没有改动：{error.sentence}", code=NotEditableError.code
            ) from error

    def _alike(self, fingerprint: int) -> Photo | None:
        from inspector_app.photos.fingerprint import looks_alike

        for uid, known in self._context.stores.photos.fingerprints():
            if looks_alike(fingerprint, known):
                return self._context.stores.photos.get(uid)
        return None

    def _changes(self, visit_uid: str) -> Changes:
        touched = frozenset({visit_uid}) if visit_uid else frozenset[str]()
        return Changes(photos=True, visits=bool(visit_uid), visit_uids=touched)


def insert_photo(context: Context, photo: Photo, *, thumbnail: bytes) -> None:
    """Write the row of a picture whose file is on the disk; the caller holds the transaction."""
    context.stores.photos.insert(
        photo,
        thumbnail=thumbnail,
        added_at=context.now_text(),
        origin=context.identity.device,
    )
    context.note("photo", photo.uid, {"note": "放入", "sha256": photo.sha256})


def photo_of(item: Prepared, *, owner: PhotoOwner, owner_uid: str, role: PhotoRole) -> Photo:
    """Return the row of a prepared picture."""
    picture = item.picture
    return Photo(
        uid=new_uid(),
        owner=owner,
        owner_uid=owner_uid,
        role=role,
        file_name=name_of(Path(item.name)),
        sha256=item.stored.sha256,
        original_sha256=item.original.sha256,
        crc32=item.stored.crc32,
        size=item.stored.size,
        width=picture.width,
        height=picture.height,
        media_type=picture.format.media_type,
        taken_at=picture.taken_at,
        time_source=picture.time_source,
        fingerprint=picture.fingerprint,
    )


def _place(photo: Photo) -> tuple[PhotoOwner, str, PhotoRole]:
    """Return where a picture hangs and as what: a page may be a photo and the signed paper."""
    return photo.owner, photo.owner_uid, photo.role
