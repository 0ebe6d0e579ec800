"""What a PDF file says about itself: properties, list of contents, colours.

The structure is the one that ISO 19005-2 (PDF/A-2, level B) asks for: the colour space of the
output, properties in XMP, all faces embedded, an identity in the trailer. It is prepared for that
standard, not proven: no validator checks it here.
"""

from collections.abc import Iterable, Sequence
from html import escape  # that of xml.sax loads what fetches web pages
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

from inspector_app.reports import colour_profile
from inspector_app.reports.blocks import Entry
from inspector_app.reports.document import Document
from inspector_app.reports.letter import Printable

CREATOR: Final = "入校督导工作台"
# reportlab writes this day as the day of making, so that equal trees give equal bytes.
_MADE: Final = "2000-01-01T00:00:00+00:00"
_SEPARATOR: Final = "；"
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
{properties}
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{creator}</pdf:Producer>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_TITLE: Final = (
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{0}</rdf:li></rdf:Alt></dc:title>\n'
)
_AUTHOR: Final = "<dc:creator><rdf:Seq><rdf:li>{0}</rdf:li></rdf:Seq></dc:creator>\n"
_SUBJECT: Final = (
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{0}</rdf:li></rdf:Alt>'
    "</dc:description>\n"
)
_KEYWORDS: Final = "<pdf:Keywords>{0}</pdf:Keywords>"


def describe(canvas: Canvas, documents: Sequence[Printable], *, author: str) -> None:
    """Write the properties of a file and the colour space of its pages."""
    title = " ".join(filter(None, (_title(documents[0]), documents[0].record_no)))
    writer = author or _SEPARATOR.join(_once(_signers(documents)))
    subject = _SEPARATOR.join(_once(_subject(document) for document in documents))
    keywords = _SEPARATOR.join(_once(document.record_no for document in documents))
    title, writer, subject, keywords = map(_sayable, (title, writer, subject, keywords))
    canvas.setTitle(title)
    canvas.setAuthor(writer)
    canvas.setSubject(subject)
    canvas.setKeywords(keywords)
    canvas.setCreator(CREATOR)
    canvas.setProducer(CREATOR)
    said = zip(
        (_TITLE, _AUTHOR, _SUBJECT, _KEYWORDS), (title, writer, subject, keywords), strict=True
    )
    properties = "".join(shape.format(escape(text, quote=False)) for shape, text in said if text)
    xmp = _XMP.format(properties=properties, creator=CREATOR, made=_MADE)
    _prepare(canvas, xmp.encode())


def _prepare(canvas: Canvas, xmp: bytes) -> None:
    # reportlab's canvas has no public way to these two entries of the catalogue.
    document: Any = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001
    metadata = PDFStream(
        PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), xmp
    )
    profile = PDFStream(PDFDictionary({"N": 3}), colour_profile.srgb(), filters=[PDFZCompress])
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile),
        }
    )
    catalogue: Any = document.Catalog
    catalogue.Metadata = metadata
    catalogue.OutputIntents = PDFArray([intent])
    catalogue.__NoDefault__ = [*PDFCatalog.__NoDefault__, "OutputIntents"]


class Contents:
    """The list of contents beside the pages: each document, and each heading below it."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._count = 0
        self._level = 0

    def begin(self, document: Printable) -> None:
        """Enter a document; its first page must be the one that is drawn."""
        name = "　".join(filter(None, (_title(document), _subtitle(document), document.record_no)))
        self._canvas.bookmarkPage(self._key(), fit="Fit")
        self._enter(name, 0)

    def add(self, entry: Entry, *, y: float) -> None:
        """Enter a heading that stands at ``y`` above the foot of the sheet."""
        self._canvas.bookmarkPage(self._key(), fit="XYZ", left=0, top=y, zoom=0)
        # A list cannot leave a level out.
        self._enter(entry.text, min(entry.level, self._level + 1))

    def _key(self) -> str:
        self._count += 1
        return f"c{self._count}"

    def _enter(self, text: str, level: int) -> None:
        self._level = level
        self._canvas.addOutlineEntry(_sayable(text), f"c{self._count}", level)


def _title(document: Printable) -> str:
    return _one_line(document.title)


def _subtitle(document: Printable) -> str:
    return document.subtitle if isinstance(document, Document) else document.reference


def _subject(document: Printable) -> str:
    return _one_line(_subtitle(document)) or _title(document)


def _signers(documents: Iterable[Printable]) -> Iterable[str]:
    for document in documents:
        if not isinstance(document, Document):
            yield from document.signed_by


def _once(texts: Iterable[str]) -> list[str]:
    """Return each text once, in order, empty ones left out."""
    return list(dict.fromkeys(filter(None, texts)))


def _one_line(text: str) -> str:
    return "".join(text.split("\n"))


def _sayable(text: str) -> str:
    """Return ``text`` without what XML has no place for: control characters, halves of pairs."""
    kept = (c for c in text if c >= " " and not "\ud800" <= c <= "\udfff")
    return "".join(c for c in kept if c not in "\ufffe\uffff")
