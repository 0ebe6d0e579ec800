"""The file around the content: settings, fonts, properties, and nothing that a template left there.

python-docx starts from a file of its own, written by Word on a Macintosh for English and Japanese.
What depends on the language or names that program is replaced; what no document needs goes.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from inspector_app.base.zip_times import with_fixed_times
from inspector_app.reports.document import Document
from inspector_app.reports.letter import Letter, Printable
from inspector_app.reports.word import letter_styles, look, styles
from inspector_app.reports.word.fonts import font_table
from inspector_app.reports.word.xml import clean, element

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.rel import Relationships

_MAKER: Final = "入校督导工作台"
# python-docx refuses properties that are longer.
_LONGEST: Final = 255
_WORD_2013: Final = 15
_MICROSOFT: Final = "http://schemas.microsoft.com/office/word"
_LEFT_BEHIND: Final = (
    f"{_MICROSOFT.removesuffix('/word')}/2007/relationships/stylesWithEffects",
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.WEB_SETTINGS,
)
_PROGRAM: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
    '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>{_MAKER}</Application></Properties>"
).encode()


def new_file() -> "WordDocument":
    """Return an empty Word file with the styles, fonts and settings of Chinese offices."""
    word = docx.Document()
    package = word.part.package
    _drop(word.part.rels)
    _drop(package.rels)
    table = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, font_table(), package)
    word.part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)
    kind = CONTENT_TYPE.OFC_EXTENDED_PROPERTIES
    program = Part(PackURI("/docProps/app.xml"), kind, _PROGRAM, package)
    package.relate_to(program, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    _set_styles(word)
    _set_settings(word)
    return word


def describe(
    word: "WordDocument", documents: Sequence[Printable], *, author: str, made: datetime | None
) -> None:
    """Set the properties that a file manager shows; without ``made`` (UTC) it bears no date."""
    letters = [document for document in documents if isinstance(document, Letter)]
    signers = (name for letter in letters for name in letter.signed_by)
    subjects = (document.subtitle for document in documents if isinstance(document, Document))
    about = word.core_properties
    about.title = _joined(" ", (documents[0].title, documents[0].record_no))
    about.subject = _joined("；", subjects)
    about.keywords = _joined("；", (document.record_no for document in documents))
    about.author = about.last_modified_by = author or _joined("；", signers) or _MAKER
    about.comments, about.language = "", "zh-CN"
    if made is not None:
        about.created = about.modified = made
        return
    described = word.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element
    for name in ("dcterms:created", "dcterms:modified"):
        described.remove(described.find(qn(name)))


def _joined(separator: str, texts: Iterable[str]) -> str:
    """Return each text once, on one line, as long as a property may be."""
    known = dict.fromkeys(clean(text).replace("\n", "") for text in texts if text)
    return separator.join(known)[:_LONGEST]


def content_of(word: "WordDocument") -> bytes:
    """Return the file's bytes: the same for the same content, whenever it is made."""
    buffer = BytesIO()
    word.save(buffer)
    return with_fixed_times(buffer.getvalue())


def _drop(relations: "Relationships") -> None:
    for name, relation in list(relations.items()):
        if relation.reltype in _LEFT_BEHIND:
            del relations[name]


def _set_styles(word: "WordDocument") -> None:
    known = word.styles.element
    for old in (*known.findall(qn("w:docDefaults")), *known.findall(qn("w:style"))):
        known.remove(old)
    known.insert(0, look.defaults())
    looks = {**styles.LOOKS, **letter_styles.LOOKS}
    marks = (*styles.mark_styles(), *letter_styles.mark_styles())
    for style in look.style_elements(looks, marks):
        known.append(style)


def _set_settings(word: "WordDocument") -> None:
    settings = word.settings.element
    for old in list(settings):
        settings.remove(old)
    mode = element("compatSetting", name="compatibilityMode", uri=_MICROSOFT, val=_WORD_2013)
    for part in (
        element("zoom", percent=100),
        element("defaultTabStop", val=420),
        element("characterSpacingControl", val="compressPunctuation"),
        element("compat", element("useFELayout"), mode),
        element("themeFontLang", val="en-US", eastAsia="zh-CN"),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    ):
        settings.append(part)
