"""A visit record as PDF: ours against stock reportlab, in time, in one run.

    python tests/bench/reports.py [--runs N] [--json]

The same record (two pages of text and a lesson sheet) is laid out from the same content tree: by
the project's engine, and by reportlab's own paragraphs and tables with the same faces, Chinese line
ends (wordWrap = CJK), page numbers ("第x页 共y页") and cells that part over pages. Both read
their faces once. Runs are interleaved; the ratio is of medians. The limit is 1.3 without photos; a
long narrative and four photos, which stock reportlab spells in ASCII85, are reported beside it.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image as Pictures

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector_app.domain.issue import Issue, Severity
from inspector_app.domain.lesson import Lesson, LessonGrade, LessonKind, LessonManner
from inspector_app.domain.photo import Photo as PhotoFacts
from inspector_app.domain.photo import PhotoOwner, TimeSource
from inspector_app.domain.visit import Merit, SchoolSnapshot, Visit
from inspector_app.domain.visit_options import (
    Announcement,
    FeedbackWay,
    MethodCounts,
    Session,
    VisitType,
)
from inspector_app.reports import document as tree
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.pdf import render
from inspector_app.reports.photo_blocks import PrintedPhoto
from inspector_app.reports.visit_report import visit_report

LIMIT = 1.3
SENTENCE = "上午八时到校，随机察看教学楼、食堂和操场；查阅“五项管理”台账（共12份），均有批改痕迹。"
NAMES = {"D01": "督学01", "D02": "督学02"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Medians of one kind of record."""

    record: str
    pages: int
    kilobytes: int
    first_ms: float
    ours_ms: float
    stock_ms: float
    ratio: float


def visit() -> Visit:
    """Return an ordinary record: eight topics to tick, two findings, one lesson."""
    return Visit(
        uid="bench",
        number="210321-2022-D01-0001",
        school=SchoolSnapshot(code="2121000001", name="示范区第1小学", kind="小学"),
        visited_on=date(2022, 10, 12),
        lead_id="D01",
        peer_ids=("D02",),
        session=Session.MORNING,
        type=VisitType.ROUTINE,
        announcement=Announcement.UNANNOUNCED,
        showed_id=True,
        topics=("T1", "T4", "T7"),
        methods=MethodCounts(campus_walks=1, documents_read=12, panels=1),
        narrative="\n".join([SENTENCE * 4] * 5),
        merits=(Merit(uid="m1", text=SENTENCE), Merit(uid="m2", text=SENTENCE)),
        issues=tuple(
            Issue(
                uid=f"i{n}",
                category="T6",
                description=SENTENCE,
                severity=Severity.SERIOUS,
                requirement=SENTENCE,
                deadline=date(2022, 10, 20),
            )
            for n in range(3)
        ),
        advice=SENTENCE * 3,
        feedback_ways=(FeedbackWay.ORAL,),
        feedback_to="校长",
        lessons=(
            Lesson(
                uid="l1",
                listener_id="D01",
                period_no=2,
                class_name="三年级2班",
                subject="数学",
                teacher="教师A",
                topic="分数的初步认识",
                kind=LessonKind.NEW,
                manner=LessonManner.DROP_IN,
                process=SENTENCE * 6,
                strengths=SENTENCE,
                weaknesses=SENTENCE,
                advice=SENTENCE,
                grade=LessonGrade.GOOD,
            ),
        ),
    )


def photos(count: int) -> list[PrintedPhoto]:
    """Return pictures of about 270 KB, as the program keeps them."""
    found = []
    for number in range(count):
        grain = Pictures.effect_noise((800, 600), 40 + number).resize((2016, 1512))
        stream = BytesIO()
        Pictures.merge("RGB", (grain, grain, grain)).save(stream, "JPEG", quality=70)
        facts = PhotoFacts(
            uid=str(number),
            owner=PhotoOwner.VISIT,
            owner_uid="bench",
            caption=f"第{number}处",
            sha256="",
            original_sha256="",
            crc32=0,
            size=0,
            width=2016,
            height=1512,
            taken_at="2022-10-12T09:41:00",
            time_source=TimeSource.ORIGINAL,
        )
        found.append(PrintedPhoto(facts=facts, image=stream.getvalue()))
    return found


class Stock:
    """The same content with reportlab's own means."""

    def __init__(self) -> None:
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        folder = Path(__file__).resolve().parents[2] / "resources" / "fonts"
        for name, file in (("Song", "NotoSerifSC-Regular"), ("Hei", "NotoSansSC-Regular")):
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{file}.ttf")))
        self.body = ParagraphStyle("body", fontName="Song", fontSize=12, leading=18, wordWrap="CJK")
        self.label = replace_style(self.body, "label", fontName="Hei", alignment=1)
        self.title = replace_style(self.body, "title", fontSize=20, leading=30, alignment=1)

    def render(self, document: tree.Document) -> bytes:
        """Return the document as stock reportlab lays it out."""
        from reportlab.platypus import Paragraph, SimpleDocTemplate

        buffer = BytesIO()
        template = SimpleDocTemplate(
            buffer, leftMargin=71, rightMargin=71, topMargin=71, bottomMargin=62, invariant=1
        )
        story = [Paragraph(document.title, self.title)]
        for block in document.blocks:
            story += self.block(block)
        template.build(story, canvasmaker=numbered_canvas(document.record_no))
        return buffer.getvalue()

    def block(self, block: tree.Block) -> list:
        from reportlab.platypus import Image, PageBreak, Paragraph

        if isinstance(block, tree.FieldGrid):
            return [self.row(row.fields) for row in block.rows]
        if isinstance(block, tree.SignatureRow):
            return [
                self.row([tree.Field(label=slot.label, content="年 月 日") for slot in block.slots])
            ]
        if isinstance(block, tree.PhotoPages):
            story = [PageBreak()]
            for photo in block.photos:
                story.append(Image(BytesIO(photo.image), width=200, height=150))
                story.append(Paragraph(f"{photo.number} {photo.caption} {photo.taken}", self.body))
            return story
        return [Paragraph(block.text, self.body)]

    def row(self, fields: list) -> object:
        from reportlab.platypus import Table

        widths = {1: [95, 358], 2: [95, 137, 85, 136]}[len(fields)]
        cells = [part for field in fields for part in self.cell(field)]
        table = Table([cells], colWidths=widths, splitInRow=1)
        table.setStyle(
            [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        )
        return table

    def cell(self, field: tree.Field) -> tuple:
        from reportlab.platypus import Paragraph

        content = field.content
        if isinstance(content, tree.CheckBoxes):
            text = "　".join(("■" if c.ticked else "□") + c.label for c in content.choices)
        elif isinstance(content, tree.NumberedList):
            text = "\n".join(f"{n}．{item}" for n, item in enumerate(content.items, start=1))
        else:
            text = content if isinstance(content, str) else content.text
        markup = escape(text).replace("\n", "<br/>")
        label = escape(field.label).replace("\n", "<br/>")
        return Paragraph(label, self.label), Paragraph(markup, self.body)


def replace_style(style: object, name: str, **changes: object) -> object:
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(name, parent=style, **changes)


def numbered_canvas(record_no: str) -> type:
    from reportlab.pdfgen.canvas import Canvas

    class Numbered(Canvas):
        """The well-known way to “x of y”: pages are kept until their number is known."""

        def __init__(self, *args: object, **named: object) -> None:
            super().__init__(*args, **named)
            self.saved: list[dict] = []

        def showPage(self) -> None:  # noqa: N802
            self.saved.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, state in enumerate(self.saved, start=1):
                self.__dict__.update(state)
                self.setFont("Song", 9)
                self.drawString(71, 40, f"记录编号 {record_no}　第{number}页 共{len(self.saved)}页")
                Canvas.showPage(self)
            Canvas.save(self)

    return Numbered


def measure(name: str, document: tree.Document, runs: int, fonts: FontLibrary) -> Result:
    """Time both ways in turn."""
    from reportlab import rl_config

    stock = Stock()

    def ours() -> bytes:
        rl_config.useA85 = 0
        return render([document], fonts=fonts)

    def theirs() -> bytes:
        rl_config.useA85 = 1
        return stock.render(document)

    first, data = timed(ours)
    theirs()
    times: dict[Callable[[], bytes], list[float]] = {ours: [], theirs: []}
    for _ in range(runs):
        for way, taken in times.items():
            taken.append(timed(way)[0])
    rl_config.useA85 = 0
    our_ms, stock_ms = (statistics.median(taken) for taken in times.values())
    return Result(
        record=name,
        pages=data.count(b"/Type /Page\n"),
        kilobytes=len(data) // 1024,
        first_ms=round(first, 1),
        ours_ms=round(our_ms, 1),
        stock_ms=round(stock_ms, 1),
        ratio=round(our_ms / stock_ms, 2),
    )


def timed(work: Callable[[], bytes]) -> tuple[float, bytes]:
    """Return milliseconds and what ``work`` returned."""
    start = time.perf_counter()
    result = work()
    return (time.perf_counter() - start) * 1000, result


def main() -> int:
    """Print a line for each record; fail above the limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=25)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    fonts = FontLibrary()
    record = visit()
    long_record = replace(record, narrative="\n".join([SENTENCE * 4] * 70))
    results = [
        measure(name, visit_report(one, inspector_names=NAMES, photos=pictures), runs, fonts)
        for name, one, pictures, runs in (
            ("no photos", record, [], asked.runs),
            ("12,000 characters", long_record, [], max(3, asked.runs // 3)),
            ("four photos", record, photos(4), max(3, asked.runs // 5)),
        )
    ]
    for result in results:
        print(json.dumps(asdict(result), ensure_ascii=False) if asked.json else line(result))
    return 0 if results[0].ratio <= LIMIT else 1


def line(result: Result) -> str:
    """Return one line for people."""
    return (
        f"{result.record:18} {result.pages} pages {result.kilobytes:5} KB"
        f"  ours {result.ours_ms:7.1f} ms  stock {result.stock_ms:7.1f} ms"
        f"  ratio {result.ratio:.2f}  (first {result.first_ms:.0f} ms)"
    )


if __name__ == "__main__":
    sys.exit(main())
