"""A visit record as PDF: ours beside every other way that installs, from the same content.

    python -m tests.bench.printers [--runs N] [--json]

Stock reportlab, Qt's rich text, fpdf2, typst, WeasyPrint and LibreOffice (from our .docx) print the
same labels and texts with the same faces where they take a file of ours. What is not installed is
said, not left out. Runs take turns; medians are told, as ratios to stock reportlab.

Then ours alone: a thousand records one after the other in one process (its peak memory, and how
much it grew after the first hundred), and the first document of a fresh process from import to
bytes.
"""

import argparse
import json
import logging
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector_app.base.child import run
from inspector_app.base.errors import EnvironmentProblem
from inspector_app.reports import document as tree
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.pdf import render
from inspector_app.reports.visit_report import visit_report
from tests.bench.reports import NAMES, Stock, photos, timed, visit

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "resources" / "fonts"
LIMITS = {"no photos": 1.3, "four photos": 0.3}
MEMORY_LIMIT_MB = 200.0
FIRST_LIMIT_MS = 400.0
Way = Callable[[tree.Document], bytes]


def rows(document: tree.Document) -> Iterator[tuple[str, str]]:
    """Yield every label with its text, as plain as all of the ways can print it."""
    for block in document.blocks:
        if isinstance(block, tree.FieldGrid):
            for row in block.rows:
                yield from ((field.label, plain(field.content)) for field in row.fields)
        elif isinstance(block, tree.SignatureRow):
            yield from ((slot.label, "年 月 日") for slot in block.slots)
        elif isinstance(block, tree.Heading):
            yield "", block.text


def plain(content: object) -> str:
    if isinstance(content, tree.CheckBoxes):
        return "　".join(("■" if c.ticked else "□") + c.label for c in content.choices)
    if isinstance(content, tree.NumberedList):
        return "\n".join(f"{n}．{item}" for n, item in enumerate(content.items, start=1))
    return content if isinstance(content, str) else content.text


def pictures(document: tree.Document) -> list[bytes]:
    found = [block.photos for block in document.blocks if isinstance(block, tree.PhotoPages)]
    return [photo.image for each in found for photo in each]


def broken(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def html(document: tree.Document) -> str:
    body = "".join(
        f'<tr><td width="95">{escape(label)}</td><td>{broken(text)}</td></tr>'
        for label, text in rows(document)
    )
    return f'<h1>{escape(document.title)}</h1><table border="1" width="100%">{body}</table>'


def qt() -> Way:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QUrl
    from PySide6.QtGui import (
        QFont,
        QFontDatabase,
        QGuiApplication,
        QImage,
        QPdfWriter,
        QTextDocument,
    )

    app = QGuiApplication.instance() or QGuiApplication(["bench", "-platform", "offscreen"])
    QFontDatabase.addApplicationFont(str(FONTS / "NotoSerifSC-Regular.ttf"))
    family = QFontDatabase.applicationFontFamilies(0)[0]

    def way(document: tree.Document) -> bytes:
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        text = QTextDocument()
        text.setDefaultFont(QFont(family, 12))
        images = pictures(document)
        for n, image in enumerate(images):
            resource = QImage.fromData(image)
            text.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"p{n}"), resource)
        marks = "".join(f'<p><img src="p{n}" width="200"/></p>' for n in range(len(images)))
        text.setHtml(html(document) + marks)
        writer = QPdfWriter(buffer)
        text.print_(writer)
        del writer
        return bytes(data.data())

    way.app = app  # type: ignore[attr-defined]
    return way


def fpdf2() -> Way:
    from fpdf import FPDF

    def way(document: tree.Document) -> bytes:
        pdf = FPDF()
        pdf.add_font("Song", fname=str(FONTS / "NotoSerifSC-Regular.ttf"))
        pdf.set_font("Song", size=12)
        pdf.add_page()
        pdf.cell(text=document.title)
        pdf.ln(12)
        with pdf.table(col_widths=(20, 80), first_row_as_headings=False) as table:
            for label, text in rows(document):
                row = table.row()
                row.cell(label)
                row.cell(text)
        for image in pictures(document):
            pdf.image(BytesIO(image), w=80)
        return bytes(pdf.output())

    return way


def typst() -> Way:
    import typst as compiler

    folder = Path(tempfile.mkdtemp())

    def way(document: tree.Document) -> bytes:
        def quoted(text: str) -> str:
            return json.dumps(text, ensure_ascii=False)

        cells = ", ".join(f"[#{quoted(a)}], [#{quoted(b)}]" for a, b in rows(document))
        names = []
        for n, image in enumerate(pictures(document)):
            (folder / f"{n}.jpg").write_bytes(image)
            names.append(f'#image("{n}.jpg", width: 50%)\n')
        source = (
            '#set text(font: "Inspector Serif", size: 12pt, lang: "zh")\n'
            f"= #{quoted(document.title)}\n#table(columns: (95pt, 1fr), {cells})\n"
        )
        (folder / "record.typ").write_text(source + "".join(names), encoding="utf-8")
        return compiler.compile(str(folder / "record.typ"), font_paths=[str(FONTS)])

    return way


def weasyprint() -> Way:
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    # It advises another subsetter at every file.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    face = (FONTS / "NotoSerifSC-Regular.ttf").as_uri()
    style = f"@font-face{{font-family:Song;src:url({face})}} body{{font-family:Song}}"

    def way(document: tree.Document) -> bytes:
        text = f"<style>{style}</style>{html(document)}"
        return HTML(string=text).write_pdf(font_config=FontConfiguration())

    return way


def libreoffice() -> Way:
    from inspector_app.reports.word import render_docx

    office = shutil.which("soffice")
    if office is None:
        raise ImportError("soffice")
    folder = Path(tempfile.mkdtemp())

    def way(document: tree.Document) -> bytes:
        (folder / "record.docx").write_bytes(render_docx([document]))
        command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless",
                   "--convert-to", "pdf", "--outdir", folder, folder / "record.docx"]  # fmt: skip
        done = run([str(part) for part in command], seconds=120)
        if done.code:
            raise EnvironmentProblem(done.err.decode())
        return (folder / "record.pdf").read_bytes()

    return way


def stock() -> Way:
    from reportlab import rl_config

    by_reportlab = Stock()

    def way(document: tree.Document) -> bytes:
        rl_config.useA85 = 1
        try:
            return by_reportlab.render(document)
        finally:
            rl_config.useA85 = 0

    return way


def ours() -> Way:
    fonts = FontLibrary()
    return lambda document: render([document], fonts=fonts)


WAYS: dict[str, Callable[[], Way]] = {
    "ours": ours, "stock reportlab": stock, "Qt": qt, "fpdf2": fpdf2, "typst": typst,
    "WeasyPrint": weasyprint, "LibreOffice": libreoffice,
}  # fmt: skip
# A run of these takes a second: fewer are enough to place them.
SLOW = {"LibreOffice", "fpdf2", "WeasyPrint"}


def measure(name: str, document: tree.Document, runs: int) -> dict[str, object]:
    """Return the median milliseconds of each way, or why it is not there."""
    ready: dict[str, Way] = {}
    told: dict[str, object] = {"record": name}
    for way, make in WAYS.items():
        try:
            ready[way] = make()
            ready[way](document)
        except (ImportError, OSError) as error:
            told[way] = f"not installed ({error})"
    times: dict[str, list[float]] = {way: [] for way in ready}
    for turn in range(runs):
        for way, work in ready.items():
            if way not in SLOW or turn < 3:
                times[way].append(timed(lambda work=work: work(document))[0])
    told |= {way: round(statistics.median(taken), 1) for way, taken in times.items()}
    told["ratio"] = round(told["ours"] / told["stock reportlab"], 2)
    return told


_MANY = """
import json, sys
sys.path.insert(0, {root!r})
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.pdf import render
from inspector_app.reports.visit_report import visit_report
from tests.bench.reports import NAMES, visit
from dataclasses import replace
def now(what):
    with open('/proc/self/status') as status:
        return [int(x.split()[1]) / 1024 for x in status if x.startswith(what)][0]
fonts = FontLibrary()
record = visit()
for n in range({count}):
    one = replace(record, number=f'210321-2022-D01-{{n:04d}}', narrative=record.narrative + str(n))
    render([visit_report(one, inspector_names=NAMES)], fonts=fonts)
    if n == {count} // 10:
        early = now('VmRSS')
peak = now('VmHWM')
print(json.dumps({{'peak': peak, 'grown': now('VmRSS') - early}}))
"""
_FIRST = """
import time; began = time.perf_counter()
import sys
sys.path.insert(0, {root!r})
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.pdf import render
import pickle
with open({tree!r}, 'rb') as file:
    document = pickle.load(file)
began_work = time.perf_counter()
render([document], fonts=FontLibrary())
print((time.perf_counter() - began) * 1000)
"""


def many(count: int) -> dict[str, float]:
    """Print records in a process of its own: peak MB, and MB grown after the first tenth."""
    code = _MANY.format(root=str(ROOT), count=count)
    return json.loads(run([sys.executable, "-c", code], seconds=600).out)


def first_document(document: tree.Document, runs: int) -> float:
    """Return the median milliseconds from the imports of printing to the bytes."""
    import pickle

    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "tree"
        path.write_bytes(pickle.dumps(document))
        code = _FIRST.format(root=str(ROOT), tree=str(path))
        times = [float(run([sys.executable, "-c", code], seconds=60).out) for _ in range(runs)]
    return statistics.median(times[1:] or times)


def main() -> int:
    """Print every figure; return 1 above a limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    began = time.monotonic()
    plain_record = visit_report(visit(), inspector_names=NAMES)
    with_photos = visit_report(visit(), inspector_names=NAMES, photos=photos(4))
    lines = [
        measure("no photos", plain_record, options.runs),
        measure("four photos", with_photos, max(3, options.runs // 3)),
    ]
    memory, first = many(1000), first_document(plain_record, 6)
    over = [line["record"] for line in lines if line["ratio"] > LIMITS[line["record"]]]
    over += ["memory"] * (memory["peak"] > MEMORY_LIMIT_MB) + ["first"] * (first > FIRST_LIMIT_MS)
    figures = {"records": lines, "thousand": memory, "first_ms": round(first, 1), "over": over}
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        for line in lines:
            print("  ".join(f"{key}: {value}" for key, value in line.items()))
        print(f"a thousand records: peak {memory['peak']:.0f} MB, grown {memory['grown']:.1f} MB")
        print(f"first document of a process: {first:.0f} ms")
        print(f"above a limit: {over or 'nothing'}  ({time.monotonic() - began:.0f} s)")
    return int(bool(over))


if __name__ == "__main__":
    raise SystemExit(main())
