"""A city and the offices below it: one that was registered by mistake, and what is missing."""

from datetime import timedelta
from pathlib import Path

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import open_workbench
from tests.stories.conftest import Command, _written
from tests.stories.test_city_month import city, corrected, hand_up
from tests.stories.test_city_periods import months_sent
from tests.stories.test_upwards import THIRD, _passphrases, answered, december, done, refused
from tests.unit.services.conftest import COMPLETE

__all__ = ["_passphrases", "city", "december"]
City = tuple[dict[str, Command], Command, Command]
MONTH = "2026-11"


def test_an_office_that_was_registered_by_mistake_is_kept_marked_and_counted_no_more(
    city: City, tmp_path: Path
) -> None:
    _, upper, _ = city
    hand_up(city, tmp_path / "交市里", "210304", "210305", THIRD)
    assert answered(upper, "office", "month", MONTH)["total"]["visits"] == 4
    assert "要写明理由" in refused(upper, "districts", "remove", THIRD, "--reason", " ")
    assert "登记了的下级：210304" in refused(
        upper, "districts", "remove", "210399", "--reason", "x"
    )
    told = done(upper, "districts", "remove", THIRD, "--reason", "区划登记错了")
    assert "收下的 1 个月的月统计留着，不计入" in told
    month = answered(upper, "office", "month", MONTH)
    assert (month["total"]["visits"], month["missing"], month["below"]) == (3, [], 2)
    assert [each["code"] for each in month["removed"]] == [THIRD]
    assert answered(upper, "table", "month", MONTH)["district"]["visits"] == 3
    said = done(upper, "office", "month", MONTH)
    assert "210306督导室已取消登记（2026-12-02，区划登记错了），它报来的留着，不计入" in said
    assert "已取消登记：210306督导室" in done(upper, "districts", "list")
    people = answered(upper, "office", "gaps", "--month", MONTH)["people"]
    assert THIRD not in {each["id"] for each in people}
    assert done(upper, "check")

    done(upper, "districts", "add", THIRD, "210306督导室")
    assert answered(upper, "office", "month", MONTH)["total"]["visits"] == 4


def test_what_is_kept_of_a_month_is_held_against_its_bundle_and_read_again_where_it_lacks(
    city: City, december: FixedClock, tmp_path: Path
) -> None:
    _, upper, _ = city
    hand_up(city, tmp_path / "交市里", "210304", "210305")
    seen = answered(upper, "office", "month", MONTH)
    with open_workbench(tmp_path / "210300", clock=december) as bench:
        database = bench.context.database
        assert database.row("SELECT count(*) FROM district_figures") == (2,)
        with database.transaction():
            database.execute("DELETE FROM district_figures WHERE chain = (SELECT min(chain)"
                             " FROM district_figures)")  # fmt: skip
    # As of a folder of an earlier version: what is not kept is opened, until the next 收件.
    assert answered(upper, "office", "month", MONTH) == seen
    done(upper, "office", "scan", tmp_path / "交市里")
    with open_workbench(tmp_path / "210300", clock=december) as bench:
        database = bench.context.database
        assert database.row("SELECT count(*) FROM district_figures") == (2,)
        one, other = database.rows("SELECT chain, figures FROM district_figures ORDER BY chain")
        with database.transaction():
            database.execute("UPDATE district_figures SET figures = ? WHERE chain = ?",
                             other[1], one[0])  # fmt: skip
    code, out, err = upper("check")
    assert code == 1
    assert "存下的数与收到的文件不一致" in out + err


def test_an_office_that_a_locked_month_counts_is_not_taken_off(city: City, tmp_path: Path) -> None:
    _, upper, _ = city
    hand_up(city, tmp_path / "交市里", "210304", "210305")
    done(upper, "month", "lock", MONTH)
    said = refused(upper, "districts", "remove", "210305", "--reason", "登记错了")
    assert "2026年11月已锁定，里面计入了210305督导室报来的月统计，没有取消登记" in said
    # The third has handed in nothing: no locked month counts it.
    done(upper, "districts", "remove", THIRD, "--reason", "登记错了")
    assert answered(upper, "office", "month", MONTH)["missing"] == []


def test_what_is_missing_of_districts_stands_where_a_month_is_checked_and_asked_for(
    city: City, december: FixedClock, tmp_path: Path
) -> None:
    lower, upper, _ = city
    months_sent(city, tmp_path, "210304", "2026-10", "2026-11")
    gaps = [g for g in answered(upper, "month", "check", MONTH)["gaps"] if g["kind"] == "district"]
    told = {gap["where"]: gap["what"] for gap in gaps}
    # What was before an office joined is not asked of it.
    assert told["210305"] == "210305督导室还没有报来：2026年11月"
    assert told["2026-10"] == "2026年10月已有 1/3 区报来，本级还没有锁定"
    assert "210304" not in told
    assert "[下级] 210305：" in done(upper, "month", "check", MONTH)
    board = answered(upper, "office", "gaps", "--month", MONTH)["districts"]
    assert [sentence.split("；")[0] for sentence in board] == [gap["what"] for gap in gaps]
    assert "▲ 210306督导室还没有报来：2026年11月" in done(upper, "office", "gaps", "--month", MONTH)

    done(upper, "month", "lock", MONTH)
    december.advance(timedelta(days=1))
    corrected(lower["210304"], tmp_path, tmp_path / "更正")
    done(upper, "office", "scan", tmp_path / "更正")
    gaps = {g["where"]: g["what"] for g in answered(upper, "month", "check", MONTH)["gaps"]}
    assert gaps[MONTH] == "2026年11月锁定以后又收到：210304督导室"


def test_a_bundle_that_is_missing_between_two_of_a_district_is_named_by_its_number(
    city: City, tmp_path: Path
) -> None:
    lower, upper, _ = city
    sent = []
    for day in ("2026-11-24", "2026-11-26"):
        more = {**COMPLETE, "date": day, "lead": "DX001", "school": "2121000003"}
        number = done(
            lower["210304"], "visit", "new", "--from", _written(tmp_path / "r.json", more)
        ).strip()
        done(lower["210304"], "visit", "file", number)
        if not sent:
            done(lower["210304"], "month", "lock", MONTH)
        out = tmp_path / day
        sent.append(out)
        out.mkdir()
        done(lower["210304"], "upwards", "send", MONTH, "--to", out)
    done(upper, "office", "scan", sent[1])
    said = answered(upper, "office", "gaps", "--month", MONTH)["districts"]
    assert any(
        each.startswith("210304督导室的第 1 包没有收到，后面的在等；请它在“上报上级”")
        for each in said
    )
    done(upper, "office", "scan", sent[0])
    said = answered(upper, "office", "gaps", "--month", MONTH)["districts"]
    assert not any("第 1 包" in each for each in said)
