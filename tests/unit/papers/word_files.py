"""Word files made by hand: what other programs write, in as few parts as there can be."""

import io
import zipfile
from collections.abc import Mapping

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{OFFICE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="urn:wps"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def relations(targets: Mapping[str, str], *, kind: str = f"{OFFICE}/image") -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


def word_file(
    body: str,
    *,
    pictures: Mapping[str, bytes] | None = None,
    styles: str = "",
    head: str = "",
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a .docx file with this body; pictures are ``{relation: bytes}``."""
    targets = {key: f"media/{key}.png" for key in pictures or {}}
    inner = relations(targets)
    if styles:
        row = f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
        inner = inner.replace("</Relationships>", f"{row}</Relationships>")
    parts: dict[str, bytes] = {
        "[Content_Types].xml": TYPES.encode(),
        "_rels/.rels": relations(
            {"d": "word/document.xml"}, kind=f"{OFFICE}/officeDocument"
        ).encode(),
        "word/document.xml": (
            f"{head}<w:document {NAMES}><w:body>{body}</w:body></w:document>"
        ).encode(),
        "word/_rels/document.xml.rels": inner.encode(),
        **{f"word/media/{key}.png": data for key, data in (pictures or {}).items()},
        **(more or {}),
    }
    if styles:
        parts["word/styles.xml"] = f"<w:styles {NAMES}>{styles}</w:styles>".encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def p(*texts: str, style: str = "") -> str:
    """Return a paragraph of plain runs."""
    shape = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{shape}{''.join(run(text) for text in texts)}</w:p>"


def run(text: str) -> str:
    face = '<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr>'
    return f'<w:r>{face}<w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    """Return a cell; ``merge`` is "restart" or "continue"."""
    shape = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        shape += '<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>"
    return f"<w:tc><w:tcPr>{shape}</w:tcPr>{''.join(paragraphs) or '<w:p/>'}</w:tc>"


def tr(*cells: str, shape: str = "") -> str:
    return f"<w:tr>{shape}{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def drawing(key: str) -> str:
    return f'<w:p><w:r><w:drawing><a:blip r:embed="{key}"/></w:drawing></w:r></w:p>'


def vml(key: str) -> str:
    return f'<w:p><w:r><w:pict><v:shape><v:imagedata r:id="{key}"/></v:shape></w:pict></w:r></w:p>'
