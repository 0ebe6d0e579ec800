"""What a page of the window looks like beside its picture in the handbook."""

import os
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.domain.calendar_kinds import DayKind
from inspector_app.domain.month import Month, Period
from inspector_app.domain.photo import PhotoOwner
from inspector_app.domain.recusal import Relation
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.visit_options import COUNTED_STATUSES, Session
from inspector_app.services.incoming_photos import IncomingPhoto
from inspector_app.services.plans import HalfDay
from inspector_app.ui.app import Window
from tests.unit.calendars import make_term

PICTURES = Path(__file__).parents[2] / "docs" / "handbook" / "images"
ACCEPT = os.environ.get("INSPECTOR_APP_ACCEPT_SCREENS") == "1"
SIZE = (1366, 768)
# Another machine's rounding moves single pixels of a glyph; a missing line moves thousands.
DIFFERS_FROM = 48
MOST_DIFFERENT = 0.01


def compare(window: Window, name: str) -> str:
    """Take the picture of a page; return what is wrong with it, or nothing."""
    window.shell.resize(*SIZE)
    return compare_widget(window.shell, name)


def compare_widget(shown: QWidget, name: str) -> str:
    """Take the picture of a window or a question; return what is wrong with it, or nothing."""
    QApplication.sendPostedEvents()
    QApplication.sendPostedEvents()
    target = PICTURES / f"{name}.png"
    shot = shown.grab()
    if ACCEPT:
        PICTURES.mkdir(parents=True, exist_ok=True)
        assert shot.save(str(target), "PNG")
        _small(target)
        return ""
    if not target.exists():
        return f"{name}: no picture in the handbook"
    share = _different(_pixels(shot), target)
    return f"{name}: {share:.1%} of the picture differs" if share > MOST_DIFFERENT else ""


def _pixels(shot: QPixmap) -> Image.Image:
    """Take the pixels as they are: to write and read a PNG takes longer than to compare it."""
    image = shot.toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", image.size().toTuple(), image.constBits())


def _small(path: Path) -> None:
    with Image.open(path) as image:
        image.convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(path, optimize=True)


def _different(actual: Image.Image, expected: Path) -> float:
    with Image.open(expected) as other:
        if actual.size != other.size:
            return 1.0
        difference = ImageChops.difference(actual.convert("L"), other.convert("L"))
    histogram = difference.histogram()
    return sum(histogram[DIFFERS_FROM:]) / sum(histogram)


def scene(number: int) -> bytes:
    """Return a drawn picture: sky, a building, a gate."""
    image = Image.new("RGB", (800, 600), (190, 215, 235))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 430, 800, 600), fill=(150, 160, 140))
    draw.rectangle((120 + number * 20, 180, 620, 430), fill=(200, 120 + number * 20, 90))
    for window in range(5):
        draw.rectangle((160 + window * 90, 230, 210 + window * 90, 290), fill=(230, 240, 250))
    buffer = BytesIO()
    image.save(buffer, "JPEG")
    return buffer.getvalue()


def record_to_show(filled: Path, clock: FixedClock) -> str:
    """A record that is being written, with a lesson, an issue and pictures."""
    with bootstrap.open_workbench(filled, clock=clock) as made:
        edit = made.visit_edit
        visit = edit.new(school_code=made.schools.board()[0].school.code).uid
        for field, value in (
            ("session", "上午"), ("host", "副校长"), ("topics", "T6、T7"),
            ("narrative", "8:00到校，巡视校门、楼道和消防通道，查看食堂后厨、留样和陪餐记录。"),
            ("advice", "坚持日巡查、周小结。"), ("feedback_way", "现场口头"),
        ):  # fmt: skip
            edit.set_json(visit, field, value)
        edit.add_issue_json(
            visit,
            {"category": "T6", "description": "二楼消防通道堆放课桌。", "severity": "一般",
             "deadline": "2026-12-05"},
        )  # fmt: skip
        files = [
            IncomingPhoto(name=f"IMG_2026112{n}_{8 + n:02d}1500.jpg", data=scene(n))
            for n in range(4)
        ]
        made.photos.add(PhotoOwner.VISIT, visit, files=files[:2])
        made.photos.add(PhotoOwner.BASKET, "", files=files[2:])
        made.calendar.set_term(make_term("2026-09-01", "2027-01-15"))
        storm = Period(date(2026, 11, 12), date(2026, 11, 13))
        made.calendar.set_days(storm, kind=DayKind.OFF, reason="暴雪停课")
        edit.set_cursor(visit, field="narrative", position=12)
        plan_the_week(made)
        basis = "区教督〔2026〕5号"
        made.rules.set_values(RuleId.DAYS_BETWEEN_VISITS, {"amber_days": 40}, basis=basis)
        made.recusals.add("DX003", "2121000002", Relation.FORMER_POST, left_on=date(2025, 6, 30))
    return visit


def plan_the_week(made: Workbench) -> None:
    """Plan visits around a visit that was made, and one that was called off."""
    month = Month(2026, 11)
    made.themes.set(month, "冬季安全", source="教督办〔2026〕12号")
    records = made.visits.list(month=month, inspector_id="DX001", statuses=COUNTED_STATUSES)
    done = next(
        each for each in records
        if each.session is Session.MORNING and each.visited_on and each.visited_on.day >= 16
    )  # fmt: skip
    assert done.visited_on is not None
    codes = [row.school.code for row in made.schools.board()]
    for day, session, code in (
        (done.visited_on.day, Session.MORNING, done.school_code),
        (17, Session.AFTERNOON, codes[0]),
        (19, Session.FULL_DAY, codes[1]),
        (22, Session.MORNING, codes[2]),
    ):
        half = HalfDay(day=date(2026, 11, day), session=session, school_code=code, topics=("T6",))
        planned = made.plans.add(half).view.planned
        if day == 17:
            made.plans.cancel(planned.uid, reason="学校停课")
