"""Notes, pictures and issued papers."""

import peewee
from peewee import BlobField, IntegerField, TextField

from inspector_app.storage.tables.base import Row


class NoteRow(Row):
    """随手记."""

    id = peewee.AutoField()
    uid = TextField(unique=True)
    noted_at = TextField()
    school_code = TextField(null=True)
    visit_uid = TextField(null=True)
    deleted_at = TextField(null=True)
    origin = TextField()
    fts_dirty = IntegerField(default=1)
    text = TextField()

    class Meta:
        table_name = "note"


class PhotoRow(Row):
    """照片: the row; its bytes are an encrypted file."""

    uid = TextField(primary_key=True)
    owner = TextField()
    owner_uid = TextField()
    visit_uid = TextField(default="")
    role = TextField()
    ordinal = IntegerField()
    caption = TextField(default="")
    file_name = TextField(default="")
    sha256 = TextField()
    original_sha256 = TextField()
    crc32 = IntegerField()
    size = IntegerField()
    width = IntegerField()
    height = IntegerField()
    media_type = TextField()
    taken_at = TextField(default="")
    time_source = TextField()
    shows_minors = IntegerField(default=0)
    fingerprint = TextField(default="")
    signing_no = IntegerField(default=0)
    revision = IntegerField(default=0)
    added_at = TextField()
    removed_at = TextField(null=True)
    origin = TextField()

    class Meta:
        table_name = "photo"


class ThumbnailRow(Row):
    """A small JPEG of a picture."""

    sha256 = TextField(primary_key=True)
    jpeg = BlobField()

    class Meta:
        table_name = "thumbnail"


class DocumentRow(Row):
    """An issued document whose bytes are kept."""

    uid = TextField(primary_key=True)
    kind = TextField()
    record_uid = TextField()
    title = TextField()
    sha256 = TextField()
    size = IntegerField()
    made_at = TextField()
    family = TextField(default="")
    number = TextField(default="")
    revision = IntegerField(default=0)
    check_code = TextField(default="")
    actor = TextField(default="")

    class Meta:
        table_name = "document"


class DocumentPageRow(Row):
    """What one page of an issued document says."""

    document_uid = TextField()
    page = IntegerField()
    digest = BlobField()
    said = BlobField()

    class Meta:
        table_name = "document_page"
        primary_key = peewee.CompositeKey("document_uid", "page")


class SchoolCopyRow(Row):
    """A paper that was handed to a school as a file."""

    id = peewee.AutoField()
    document_uid = TextField(default="")
    title = TextField()
    sha256 = TextField()
    way = TextField()
    place = TextField(default="")
    at = TextField()
    actor = TextField()

    class Meta:
        table_name = "school_copy"


class ScanRow(Row):
    """扫描件: pages that came in together."""

    uid = TextField(primary_key=True)
    inspector_id = TextField()
    taken_at = TextField()
    actor = TextField()

    class Meta:
        table_name = "scan"


class ScanFileRow(Row):
    """A file of a scan as it came."""

    scan_uid = TextField()
    ordinal = IntegerField()
    name = TextField()
    sha256 = TextField()
    size = IntegerField()

    class Meta:
        table_name = "scan_file"
        primary_key = peewee.CompositeKey("scan_uid", "ordinal")


class ScanUseRow(Row):
    """Which page of a scan a signed page of a record is."""

    photo_uid = TextField(primary_key=True)
    visit_uid = TextField()
    scan_uid = TextField()
    page = IntegerField()

    class Meta:
        table_name = "scan_use"


class ScanBlankRow(Row):
    """A page of a scan that holds nothing to type."""

    scan_uid = TextField()
    page = IntegerField()

    class Meta:
        table_name = "scan_blank"
        primary_key = peewee.CompositeKey("scan_uid", "page")
