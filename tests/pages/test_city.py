"""Each command of the pages on joining and on handing over upwards does what the page says."""

import importlib.util
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from tests.district.trust.districts import PASSPHRASE, last_groups
from tests.pages import laptop, office
from tests.pages.reading import AT_FULL_LENGTH, HANDBOOK, Desk, Known, read, shown_on
from tests.stories.conftest import command_on, roster_book
from tests.stories.test_upwards import district as with_records
from tests.stories.test_upwards import join
from tests.stories.test_upwards import office as new_office


def test_each_command_of_the_page_on_joining_does_what_the_page_says(
    table: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Both roots have one passphrase, so that no command has to know which of them is in use.
    monkeypatch.setenv("INSPECTOR_APP_NEW_ROOT_PASSPHRASE", PASSPHRASE)
    clerk = Desk(command=new_office(table, "210304", clock), folder=table)
    inspector = Desk(command=command_on(table / "DX001", clock), folder=table)
    inspector.do("init", "--district", "210304", "--inspector", "DX001")
    for each in (clerk, inspector):
        each.do("import", "roster", roster_book(table / "名册.xlsx"))
    (table / "U盘").mkdir()
    own: dict[str, str] = {}

    def heard() -> None:
        own["12345 67890"] = last_groups(inspector.ask("trust", "show")["digits"])

    def signed() -> None:
        (root,) = set((table / "U盘").glob("root-*.json")) - {Path(own["F"])}
        clerk.do("root", "sign-roster", "--root", root, "--out", "DIR")
        own["12345 67890"] = last_groups(clerk.ask("trust", "show")["root_digits"][-1])

    def rooted() -> None:
        (root,) = (table / "U盘").glob("root-*.json")
        own["F"] = str(root)

    known = Known(
        own=own,
        before={"root sign-roster": rooted, "enrol accept": heard, "trust pin": signed},
        elsewhere={"enrol request": inspector.command, "trust": inspector.command},
    )
    read("joining.md", clerk.command, known)


class Offices:
    """Runs each command at the office that stands after ``--data``."""

    def __init__(self, table: Path, clock: FixedClock) -> None:
        self.table = table
        self.district = with_records(table, "210304", clock)
        self.city, self.province = (new_office(table, code, clock) for code in ("210300", "210000"))

    def __call__(self, *words: object) -> tuple[int | None, str, str]:
        at = {"区": self.district, "市": self.city, "省": self.province}
        assert words[0] == "--data"
        return at[str(words[1])](*words[2:])


@AT_FULL_LENGTH
def test_each_command_of_the_page_on_handing_over_upwards_does_what_the_page_says(
    table: Path, december: FixedClock
) -> None:
    offices, stick = Offices(table, december), table / "优盘"
    stick.mkdir()
    (table / "根").mkdir()
    own: dict[str, str] = {"文件夹": str(table / "210300" / "receipts"), "D:": str(table)}
    district = Desk(command=offices.district, folder=table)
    city = Desk(command=offices.city, folder=table)

    def enrolled() -> None:
        city.do("districts", "add", "210304", "示范区督导室")
        city.do("districts", "add", "210306", "另一区督导室")
        digits = district.ask("upwards", "request", "--to", stick)["digits"]
        city.do("enrol", "accept", stick, "--check", last_groups(digits))
        root = city.ask("root", "new", "--to", table / "根")
        city.do("root", "sign-roster", "--root", root["file"], "--out", stick)
        own["…"] = last_groups(root["digits"])

    installed = importlib.util.find_spec("duckdb") and importlib.util.find_spec("pyspark")
    parquet = (
        "--data 市 export parquet --to D:\\导出",
        "--data 市 scale check D:\\导出 --month 2026-11",
    )
    known = Known(
        own=own,
        refused=() if installed else parquet,
        before={
            "--data 区 upwards pin": enrolled,
            "--data 区 upwards preview": lambda: district.do("month", "lock", "2026-11"),
            "--data 区 upwards receipts": lambda: city.do("office", "scan", stick),
            "--data 市 upwards send": lambda: join(
                offices.city, offices.province, codes=("210300", "210000"), root=table
            ),
        },
    )
    read("upwards.md", offices, known)


def test_every_page_that_shows_commands_has_a_reader() -> None:
    showing = {path.name for path in HANDBOOK.glob("*.md") if shown_on(path.name)}
    # Signing has a story of its own: it needs an optional part and a certificate.
    read_here = {*laptop.PAGES, *office.PAGES, "joining.md", "upwards.md", "documents.md"}
    assert showing == read_here
