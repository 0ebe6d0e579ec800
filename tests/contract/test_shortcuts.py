"""Every key of the window stands on the page of shortcuts, under where it can be pressed."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.shortcut_page import one_name, told

UI = Path(__file__).parents[2] / "inspector_app" / "ui"
PAGE = UI / "pages" / "shortcuts.py"
_NAMED = "Return|Enter|Insert|Delete|Del|Space|Esc|PgUp|PgDown|PgDn|Up|Down|Left|Right|Home|End"
_KEY = re.compile(
    rf"(?:(?:Ctrl|Alt|Shift)\+)+(?:F\d{{1,2}}|[A-Z0-9]|[;/=+-]|{_NAMED})|F\d{{1,2}}|{_NAMED}"
)
EVERYWHERE = ("到处可用", "写文字时")
PAPERS = ("检查表和表单里", "检查表里", "表单里")
# Which headings tell of the keys of a module; a folder stands for all modules in it.
HEADINGS = {
    "shell.py": EVERYWHERE,
    "phrase_shortcuts.py": EVERYWHERE,
    "phrase_picker.py": EVERYWHERE,
    "clock_key.py": ("写记录时",),
    "pages/visit": ("写记录时",),
    "beside.py": PAPERS,
    "forms": PAPERS,
    "pages/checklist": PAPERS,
    "pages/form/bench.py": ("做表单时",),
    "pages/form": PAPERS,
    "pages/layouts.py": ("表样里",),
    "pages/enrolling.py": ("人员与电脑登记、加入督导室里",),
    "pages/joining.py": ("人员与电脑登记、加入督导室里",),
    "pages/registers": ("登记里",),
    "pages/rules.py": ("计划里",),
    "pages/plan.py": ("计划里",),
    "pages/calendar.py": ("表格里",),
    "pages/reply": ("学校回复里",),
    "pages/ledger.py": ("问题台账里",),
    "ledger_details.py": ("问题台账里",),
    "pages/hand_over.py": ("上报里",),
    "pages/importing.py": ("导入里",),
    "pages/preview.py": ("打印预览里",),
    "pages/visits.py": ("督导记录、人员和责任区、专项进度、交通和误餐天数里",),
    "pages/people.py": ("督导记录、人员和责任区、专项进度、交通和误餐天数里",),
    "pages/campaign.py": ("督导记录、人员和责任区、专项进度、交通和误餐天数里",),
    "pages/travel.py": ("督导记录、人员和责任区、专项进度、交通和误餐天数里",),
    "pages/archive.py": ("文书档案里",),
    "pages/months.py": ("月统计里",),
    "month_acts.py": ("月统计里",),
    "widgets/group_chips.py": ("月统计里", "各区、上报上级里（督导室）"),
    "month_notes.py": ("月统计里",),
    "pages/period_tables.py": ("统计表里",),
    "pages/balance": ("达标测算里",),
    "pages/phrases.py": ("常用语里",),
    "pages/receiving.py": ("收件里（督导室）",),
    "pages/districts.py": ("各区、上报上级里（督导室）",),
    "pages/upwards.py": ("各区、上报上级里（督导室）",),
    "pages/numbers.py": ("发文字号登记里",),
    "pages/tasks.py": ("任务里",),
    "pages/visit/scan_pane.py": ("照扫描件代录时（督导室）",),
    "pages/typed.py": ("督导室代录的记录里",),
    "pages/sending.py": ("下发、督导室下发里",),
    "pages/offers.py": ("下发、督导室下发里",),
    "pages/schools.py": EVERYWHERE,
}


def pressed(path: Path) -> Iterator[str]:
    """Yield every text of a module that names a key, and nothing else."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Constant(value=str(text)) if _KEY.fullmatch(text):
                yield one_name(text)
            case ast.JoinedStr(values=[ast.Constant(value="Ctrl+" | "Alt+" as held), _]):
                yield f"{held}1"


@cache
def modules() -> dict[str, set[str]]:
    """Return the modules of the window that name keys."""
    named = {
        path.relative_to(UI).as_posix(): set(pressed(path))
        for path in UI.rglob("*.py")
        if path != PAGE
    }
    return {name: keys for name, keys in named.items() if keys}


def headings_of(module: str) -> tuple[str, ...]:
    found = [place for place in HEADINGS if module == place or module.startswith(f"{place}/")]
    return HEADINGS[max(found, key=len)] if found else ()


@pytest.mark.parametrize("module", sorted(modules()))
def test_the_keys_of_a_module_stand_under_a_heading_of_its_own(module: str) -> None:
    page = told()
    assert headings_of(module), "say in HEADINGS where the keys of this module can be pressed"
    known = set().union(*(page[heading] for heading in (*EVERYWHERE, *headings_of(module))))
    assert modules()[module] - known == set()


def test_every_heading_is_one_of_the_page() -> None:
    named = {heading for headings in HEADINGS.values() for heading in headings}
    assert named - set(told()) == set()


def test_the_walk_sees_the_keys_that_are_set_in_a_loop_and_in_a_pattern() -> None:
    found = modules()
    assert {"F8", "Ctrl+E", "Ctrl+1", "Ctrl+Shift+L"} <= found["pages/visit/page.py"]
    assert {"F1", "Alt+1"} <= found["shell.py"]
