"""The parts of a .docx file, opened as what a stranger has sent.

No more is unpacked than the limits allow, whatever the directory of the archive promises; XML with
a document type, and so with entities, is refused before anything of it is read.
"""

import io
import posixpath
import zipfile
from pathlib import Path
from typing import Final, Protocol
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from inspector_app.base.errors import EnvironmentProblem, InputError, NotFoundError, disk_reason
from inspector_app.base.files import open_file

MOST_BYTES: Final = 100 * 2**20
MOST_BYTES_UNPACKED: Final = 400 * 2**20
MOST_PARTS: Final = 5_000
MOST_BYTES_OF_XML: Final = 48 * 2**20
MOST_BYTES_OF_PICTURE: Final = 64 * 2**20
MOST_ELEMENTS: Final = 500_000
"""Elements and attributes of one part: a book of 500 pages has fewer."""
_DEEPEST: Final = 400
_DOCUMENT: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
)
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS: Final = "请用 Word 或 WPS 打开它，另存为 .docx，再读入"


class OldFormatError(InputError):
    """The file is of a format before .docx (.doc, .wps); another program can turn it into one."""

    code = "old-word"


class BrokenXmlError(ValueError):
    """A part is no XML that can be read, or not one that is safe to read."""


class TooMuchXmlError(BrokenXmlError):
    """A part has more elements than any document."""


def read_file(path: Path) -> bytes:
    """Return the bytes of a file that may be a Word file.

    Raises:
        InputError: it is too large or empty.
        NotFoundError: there is no such file.
        EnvironmentProblem: it cannot be opened.
    """
    try:
        with open_file(path) as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise NotFoundError(f"找不到文件“{path}”。请检查文件名和位置。") from None
    except IsADirectoryError:
        raise InputError(f"“{path}”是文件夹，不是 Word 文件。请选择 .docx 文件。") from None
    except OSError as problem:
        raise EnvironmentProblem(
            f"打不开文件“{path.name}”，没有读入任何内容。请先关闭正在使用它的程序，"
            f"并确认有权读取它（{disk_reason(problem)}）。"
        ) from problem
    if len(data) > MOST_BYTES:
        raise too_big(path.name)
    if not data:
        raise InputError(f"文件“{path.name}”是空的，没有可读的内容。请换一份文件再读入。")
    return data


def too_big(name: str) -> InputError:
    """Return what is said of a file that is too large to be a record or a reply."""
    return InputError(
        f"文件“{name}”太大，不像记录或回复，没有读入任何内容。请在 Word 里压缩图片后再读入。"
    )


def damaged(name: str) -> InputError:
    """Return what is said of a file that cannot be read."""
    return InputError(f"文件“{name}”已经损坏，或不是 Word 文件，读不出内容。{_SAVE_AS}。")


class Package:
    """The parts of one Word file, read when they are asked for."""

    def __init__(self, data: bytes, *, name: str) -> None:
        """Open the archive.

        Args:
            data: the file.
            name: what people call it.

        Raises:
            OldFormatError: it is a .doc or .wps file.
            InputError: it is locked, damaged, too large or another thing.
        """
        self._name = name
        if data.startswith(_OLE):
            raise _old_or_locked(name, data)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except Exception as error:  # a damaged archive can break its reader in any way
            raise damaged(name) from error
        members = self._archive.infolist()
        if len(members) > MOST_PARTS or sum(m.file_size for m in members) > MOST_BYTES_UNPACKED:
            raise too_big(name)
        self._members = {member.filename.lstrip("/"): member for member in members}
        self.document = self._main_part()

    def has(self, part: str) -> bool:
        """Say whether there is such a part."""
        return part in self._members

    def xml(self, part: str) -> Element | None:
        """Return a part as XML, ``None`` where there is no such part (InputError: damaged)."""
        data = self.bytes_of(part, most=MOST_BYTES_OF_XML)
        if data is None:
            return None
        try:
            return parse(data)
        except TooMuchXmlError as error:
            raise too_big(self._name) from error
        except BrokenXmlError as error:
            raise damaged(self._name) from error

    def bytes_of(self, part: str, *, most: int) -> bytes | None:
        """Return a part's bytes, ``None`` where there is none (InputError: damaged, too large)."""
        member = self._members.get(part)
        if member is None:
            return None
        if member.file_size > most:
            raise too_big(self._name)
        try:
            with self._archive.open(member) as stream:
                # One byte more than was promised shows a promise that was not kept.
                data = stream.read(member.file_size + 1)
        except Exception as error:  # and so can a damaged part
            raise damaged(self._name) from error
        if len(data) > member.file_size:
            raise damaged(self._name)
        return data

    def with_part(self, part: str, data: bytes) -> bytes:
        """Return the file with other bytes in one part; all others say what they said."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, member in self._members.items():
                told = zipfile.ZipInfo(member.filename, member.date_time)
                told.compress_type = zipfile.ZIP_DEFLATED if member.compress_type else 0
                told.external_attr, told.create_system = member.external_attr, member.create_system
                content = data if name == part else self.bytes_of(name, most=MOST_BYTES_UNPACKED)
                archive.writestr(told, content or b"")
        return stream.getvalue()

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return type and target part of each relation of a part; outside ones are left out."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root.iter(_RELATION) if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            whole = target if target.startswith("/") else posixpath.join("/", folder, target)
            found[relation.get("Id", "")] = (
                relation.get("Type", ""), posixpath.normpath(whole).lstrip("/"),
            )  # fmt: skip
        return found

    def _main_part(self) -> str:
        for kind, target in self.relations("").values():
            if kind in _DOCUMENT and target in self._members:
                return target
        raise InputError(f"文件“{self._name}”不是 Word 文件，读不出内容。{_SAVE_AS}。")


class Watch(Protocol):
    """Is told where elements begin and end in the bytes that are parsed."""

    def begin(self, element: Element, at: int) -> None:
        """Take note of where the tag that opens an element stands."""

    def end(self, element: Element, at: int) -> None:
        """Take note of where the tag that closes it stands; behind one that closes itself."""


def parse(data: bytes, watch: Watch | None = None) -> Element:
    """Return XML as a tree.

    Args:
        data: the XML.
        watch: whom to tell where its elements stand.

    Raises:
        BrokenXmlError: it is none, declares a document type, or lies in itself too deep.
        TooMuchXmlError: it has more elements than any document.
    """
    builder, bounds = TreeBuilder(), _Bounds()
    parser = expat.ParserCreate(namespace_separator="}")

    def refuse(*_what: object) -> None:
        msg = "a document type is declared"
        raise BrokenXmlError(msg)

    def start(tag: str, attributes: dict[str, str]) -> None:
        bounds.begin(len(attributes))
        opened = builder.start(
            _named(tag), {_named(key): value for key, value in attributes.items()}
        )
        if watch is not None:
            watch.begin(opened, parser.CurrentByteIndex)

    def end(tag: str) -> None:
        bounds.depth -= 1
        closed = builder.end(_named(tag))
        if watch is not None:
            watch.end(closed, parser.CurrentByteIndex)

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.buffer_text = True
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the face of expat
    except BrokenXmlError:
        raise
    except (expat.ExpatError, ValueError) as error:
        raise BrokenXmlError(str(error)) from error
    return builder.close()


class _Bounds:
    """How deep a part lies in itself, and how much there is in it."""

    def __init__(self) -> None:
        self.depth = self._count = 0

    def begin(self, attributes: int) -> None:
        """Go into an element with so many attributes, or refuse to."""
        self.depth += 1
        self._count += 1 + attributes
        if self._count > MOST_ELEMENTS:
            raise TooMuchXmlError
        if self.depth > _DEEPEST:
            msg = "elements lie in each other too deep"
            raise BrokenXmlError(msg)


def _named(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _old_or_locked(name: str, data: bytes) -> InputError:
    if _ENCRYPTED_STREAM in data:
        return InputError(
            f"文件“{name}”设有打开密码，读不出内容。请用 Word 或 WPS 打开它，去掉密码，"
            "另存为 .docx，再读入。"
        )
    return OldFormatError(f"文件“{name}”是旧格式（.doc 或 .wps），不能直接读。{_SAVE_AS}。")
