"""Colours, type and spacing: one accent, an 8-pixel grid, light and dark."""

from enum import StrEnum
from typing import Final, NamedTuple

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from inspector_app.base.paths import resources

GRID: Final = 8
BASE_POINTS: Final = 10.5
SCALES: Final = (100, 115, 130, 150, 175, 200)
FAMILY: Final = "Inspector Sans"
_RARE: Final = "Inspector Rare"


class Mode(StrEnum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"


class Colours(NamedTuple):
    """Every colour of the window, named by what it is for."""

    window: str
    surface: str
    line: str
    text: str
    soft: str
    accent: str
    on_accent: str
    tint: str
    good: str
    warn: str
    warn_tint: str
    bad: str
    bad_tint: str

    def text_pairs(self) -> tuple[tuple[str, str], ...]:
        """Return every pair of text and ground that the window uses."""
        grounds = (self.window, self.surface, self.tint)
        inks = (self.text, self.soft, self.accent)
        plain = tuple((ink, ground) for ink in inks for ground in grounds)
        states = tuple((i, g) for i in (self.good, self.warn, self.bad) for g in grounds[:2])
        return (
            *plain,
            *states,
            (self.on_accent, self.accent),
            (self.warn, self.warn_tint),
            (self.bad, self.bad_tint),
            (self.text, self.warn_tint),
            (self.text, self.bad_tint),
        )


COLOURS: Final = {
    Mode.LIGHT: Colours(
        window="#f4f6f8",
        surface="#ffffff",
        line="#c9d1d9",
        text="#1b2430",
        soft="#556070",
        accent="#1d5c96",
        on_accent="#ffffff",
        tint="#e4eef7",
        good="#1d6b3a",
        warn="#8a4b00",
        warn_tint="#fdf1dc",
        bad="#b3261e",
        bad_tint="#fbe9e7",
    ),
    Mode.DARK: Colours(
        window="#1b1f24",
        surface="#242a31",
        line="#465060",
        text="#e8ecf1",
        soft="#aab5c2",
        accent="#8fc1f0",
        on_accent="#10202f",
        tint="#2b3a4a",
        good="#86d3a0",
        warn="#f0bd72",
        warn_tint="#3d3222",
        bad="#f5a39b",
        bad_tint="#432b2a",
    ),
}


def contrast(ink: str, ground: str) -> float:
    """Return the WCAG contrast ratio of two colours."""
    one, two = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (one + 0.05) / (two + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def dress(app: QApplication, *, mode: Mode = Mode.LIGHT, scale: int = 100) -> None:
    """Give the application its fonts, colours and Qt's own Chinese translation."""
    _load_fonts(app)
    font = QFont([FAMILY, _RARE])
    font.setPointSizeF(BASE_POINTS * scale / 100)
    app.setFont(font)
    colours = COLOURS[mode]
    app.setPalette(_palette(colours))
    app.setStyleSheet(_sheet(colours, points=BASE_POINTS * scale / 100))
    app.setProperty("colours", colours)
    _translate(app)


def scaled(pixels: int) -> int:
    """Return a width that was meant for text of 100 %, for the text size in use."""
    app = QApplication.instance()
    points = app.font().pointSizeF() if isinstance(app, QApplication) else BASE_POINTS
    return max(pixels, round(pixels * points / BASE_POINTS))


def colours_now() -> Colours:
    """Return the colours in use."""
    app = QApplication.instance()
    found = app.property("colours") if app is not None else None
    return found if isinstance(found, Colours) else COLOURS[Mode.LIGHT]


def system_mode(app: QApplication) -> Mode:
    """Return what the desktop prefers."""
    lightness = app.palette().color(QPalette.ColorRole.Window).lightness()
    return Mode.DARK if lightness < 100 else Mode.LIGHT


def _load_fonts(app: QApplication) -> None:
    # Not QFontDatabase.families: it would go through every face of the system.
    if app.property("faces"):
        return
    for name in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "NotoSerifSC-Fallback.ttf"):
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))
    app.setProperty("faces", True)  # noqa: FBT003 - Qt's own signature


def _translate(app: QApplication) -> None:
    # Not findChild: its first call takes as long as the whole theme.
    if app.property("translated"):
        return
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
        app.setProperty("translated", True)  # noqa: FBT003 - Qt's own signature


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for target, colour in (
        (role.Window, c.window),
        (role.WindowText, c.text),
        (role.Base, c.surface),
        (role.AlternateBase, c.window),
        (role.Text, c.text),
        (role.Button, c.surface),
        (role.ButtonText, c.text),
        (role.ToolTipBase, c.surface),
        (role.ToolTipText, c.text),
        (role.Highlight, c.accent),
        (role.HighlightedText, c.on_accent),
        (role.PlaceholderText, c.soft),
        (role.Link, c.accent),
        (role.Light, c.surface),
        (role.Mid, c.line),
        (role.Dark, c.line),
    ):
        palette.setColor(target, QColor(colour))
    for target in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(c.soft))
    return palette


def _sheet(c: Colours, *, points: float) -> str:
    big, head, small = points * 1.35, points * 1.12, points * 0.92
    # Stated for all: widgets that exist keep their size when only the application's font changes.
    return f"""
QWidget {{ font-size: {points:.2f}pt; }}
QToolTip {{ color: {c.text}; background: {c.surface}; border: 1px solid {c.line}; }}
QLabel[look="title"] {{ font-size: {big:.1f}pt; font-weight: bold; }}
QLabel[look="head"] {{ font-size: {head:.1f}pt; font-weight: bold; }}
QLabel[look="soft"] {{ color: {c.soft}; }}
QLabel[look="small"] {{ color: {c.soft}; font-size: {small:.1f}pt; }}
QLabel[look="good"] {{ color: {c.good}; }}
QLabel[look="warn"] {{ color: {c.warn}; font-weight: bold; }}
QLabel[look="bad"] {{ color: {c.bad}; font-weight: bold; }}
QLabel[look="remark"] {{ color: {c.warn}; background: {c.warn_tint};
  border-left: 3px solid {c.warn}; padding: 3px 8px; }}
QLabel[look="mark"] {{ color: {c.warn}; font-size: {small:.1f}pt; }}
QLabel[look="pill"] {{ color: {c.accent}; background: {c.tint}; border-radius: 4px;
  padding: 1px 8px; font-weight: bold; }}
QLabel[look="warnpill"] {{ color: {c.warn}; background: {c.warn_tint}; border-radius: 4px;
  padding: 1px 8px; font-weight: bold; }}
QLabel[look="badpill"] {{ color: {c.bad}; background: {c.bad_tint}; border-radius: 4px;
  padding: 1px 8px; font-weight: bold; }}
QFrame[look="card"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 6px; }}
QFrame[look="warncard"] {{ background: {c.warn_tint}; border: 1px solid {c.warn};
  border-radius: 6px; }}
QFrame[look="badcard"] {{ background: {c.bad_tint}; border: 1px solid {c.bad};
  border-radius: 6px; }}
QFrame[look="rail"] {{ background: {c.surface}; border: none;
  border-right: 1px solid {c.line}; }}
QFrame[look="bar"] {{ background: {c.surface}; border: none;
  border-bottom: 1px solid {c.line}; }}
QPushButton {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.line};
  border-radius: 5px; padding: 5px 12px; }}
QPushButton:hover {{ background: {c.tint}; }}
QPushButton:focus {{ border: 2px solid {c.accent}; padding: 4px 11px; }}
QPushButton:disabled {{ color: {c.soft}; background: {c.window}; }}
QPushButton[look="primary"] {{ background: {c.accent}; color: {c.on_accent};
  border: 1px solid {c.accent}; font-weight: bold; }}
QPushButton[look="primary"]:focus {{ border: 2px solid {c.text}; }}
QPushButton[look="primary"]:disabled {{ background: {c.line}; color: {c.text};
  border-color: {c.line}; }}
QPushButton[look="link"] {{ color: {c.accent}; background: transparent;
  border: 1px solid transparent; padding: 3px 6px; text-align: left; }}
QPushButton[look="link"]:hover {{ background: {c.tint}; }}
QPushButton[look="link"]:focus {{ border: 2px solid {c.accent}; padding: 2px 5px; }}
QPushButton[look="row"] {{ text-align: left; background: transparent;
  border: 1px solid transparent; border-radius: 4px; padding: 4px 8px; }}
QPushButton[look="row"]:hover {{ background: {c.tint}; }}
QPushButton[look="row"]:focus {{ border: 2px solid {c.accent}; padding: 3px 7px; }}
QPushButton[look="rail"] {{ text-align: left; border: none; border-left: 4px solid transparent;
  border-radius: 0; padding: 9px 8px 9px 12px; background: transparent; }}
QPushButton[look="rail"]:hover {{ background: {c.tint}; }}
QPushButton[look="rail"]:checked {{ background: {c.tint}; color: {c.accent}; font-weight: bold;
  border-left: 4px solid {c.accent}; }}
QPushButton[look="rail"]:focus {{ border: 2px solid {c.accent}; border-left: 4px solid {c.accent};
  padding: 7px 6px 7px 12px; }}
QPushButton[look="chip"] {{ border-radius: 12px; padding: 3px 10px; }}
QPushButton[look="chip"]:checked {{ background: {c.tint}; color: {c.accent};
  border: 1px solid {c.accent}; font-weight: bold; }}
QPushButton[look="chipat"] {{ border-radius: 12px; padding: 2px 9px;
  border: 2px solid {c.accent}; }}
QPushButton[look="chipat"]:checked {{ background: {c.tint}; color: {c.accent};
  font-weight: bold; }}
QPushButton[look="chip"]:disabled {{ color: {c.soft}; }}
QPushButton[look="section"] {{ text-align: left; border: none; background: transparent;
  border-radius: 4px; padding: 5px 8px; }}
QPushButton[look="section"]:hover {{ background: {c.tint}; }}
QPushButton[look="section"]:checked {{ background: {c.tint}; color: {c.accent};
  font-weight: bold; }}
QPushButton[look="section"]:focus {{ border: 2px solid {c.accent}; padding: 3px 6px; }}
QLineEdit, QPlainTextEdit, QComboBox {{ background: {c.surface}; color: {c.text};
  border: 1px solid {c.line}; border-radius: 4px; padding: 4px 6px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {c.accent};
  padding: 3px 5px; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {c.window}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {c.window}; color: {c.text}; }}
QCheckBox:focus {{ border: 2px solid {c.accent}; border-radius: 4px; }}
QListView:focus, QTableView:focus {{ border: 2px solid {c.accent}; }}
QTableView, QListView {{ background: {c.surface}; border: 1px solid {c.line};
  gridline-color: {c.line}; selection-background-color: {c.tint}; selection-color: {c.text};
  outline: 0; }}
QTableView::item:focus {{ border: 2px solid {c.accent}; }}
QHeaderView::section {{ background: {c.window}; color: {c.text}; border: none;
  border-right: 1px solid {c.line}; border-bottom: 1px solid {c.line}; padding: 5px 6px;
  font-weight: bold; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {c.line}; }}
QTabBar {{ qproperty-drawBase: 0; }}
QTabBar::tab {{ background: transparent; color: {c.soft}; border: 2px solid transparent;
  padding: 5px 10px; }}
QTabBar::tab:hover {{ background: {c.tint}; }}
QTabBar::tab:selected {{ color: {c.accent}; background: {c.tint};
  border-bottom: 2px solid {c.accent}; }}
QTabBar::tab:selected:focus {{ border: 2px solid {c.accent}; }}
QScrollArea {{ border: none; background: transparent; }}
QWidget[look="page"] {{ background: {c.window}; }}
QProgressBar {{ border: 1px solid {c.line}; border-radius: 4px; text-align: center;
  background: {c.surface}; color: {c.text}; }}
QProgressBar::chunk {{ background: {c.tint}; }}
"""


def look(widget: QWidget, name: str) -> None:
    """Give a widget one of the looks of the style sheet, also after it is shown."""
    if widget.property("look") == name:
        return
    widget.setProperty("look", name)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def label(text: str, *, kind: str = "") -> QLabel:
    """Return a text in one of the looks, wrapped where it is long."""
    made = QLabel(text)
    if kind:
        made.setProperty("look", kind)
    made.setWordWrap(kind in {"soft", ""})
    return made


def button(text: str, *, kind: str = "", tip: str = "", name: str = "") -> QPushButton:
    """Return a button that takes part in keyboard walking.

    Args:
        text: what stands on it.
        kind: one of the looks.
        tip: said when the mouse rests on it.
        name: its accessible name where the text alone says too little.
    """
    made = QPushButton(text)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("look", kind)
    if tip:
        made.setToolTip(tip)
    made.setAccessibleName(name or text)
    return made
