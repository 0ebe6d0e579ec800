"""任务 in packs: each person's own, older ones refused, withdrawn and given away ones told."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import RefusedError
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_left_out import left_out_told
from inspector_app.services.pack_lines import Mark
from inspector_app.services.pack_offers import PackState
from inspector_app.services.tasks import TaskWish
from tests.district.office.district import District
from tests.district.packs.passing import folder_of, marked, marks, offered, send, take
from tests.unit.services.conftest import KINDERGARTEN, SCHOOL

WISH = TaskWish(
    title="食堂检查", due=date(2026, 12, 1), people=("督学01",), schools=(SCHOOL, KINDERGARTEN)
)


@pytest.fixture
def number(district: District) -> str:
    return district.office.tasks.add(WISH).task.number


def test_a_person_gets_his_own_tasks_and_hears_nothing_of_others(
    district: District, number: str
) -> None:
    district.office.tasks.add(TaskWish(title="别人的", due=date(2026, 12, 1), people=("督学02",)))
    assert len(send(district, "tasks")) == 2
    assert marked(offered(district), Mark.NEW) == [
        f"{number} 食堂检查，2026-12-01 前，示范区第3小学等 2 所学校"
    ]
    assert take(district).tasks
    (view,) = district.laptops["DX001"].tasks.all()
    assert view.task.people == ("DX001",)
    assert "别人的" in marked(offered(district, "DX002"), Mark.NEW)[0]
    assert not district.laptops["DX003"].pack_taking.look([folder_of(district)]).offers


def test_that_it_was_taken_is_noted_with_the_version(district: District, number: str) -> None:
    send(district, "tasks")
    take(district)
    bench = district.laptops["DX001"]
    assert bench.tasks.get(number).progress.shares[0].taken == 1
    district.office.tasks.change(number, TaskWish(title="食堂和饮水检查"))
    send(district, "tasks")
    assert marked(offered(district), Mark.CHANGED) == [f"{number} 食堂和饮水检查：标题"]
    take(district)
    assert bench.tasks.get(number).progress.shares[0].taken == 2
    send(district, "tasks")
    assert marks(offered(district).lines) == {Mark.SAME}


def test_an_older_pack_of_tasks_is_not_taken_after_a_newer_one(
    district: District, number: str
) -> None:
    (first,) = send(district, "tasks")
    district.office.tasks.withdraw(number, reason="并入联合检查")
    (second,) = send(district, "tasks")
    bench = district.laptops["DX001"]
    bench.pack_taking.take([second])
    (offer,) = bench.pack_taking.look([first]).offers
    assert (offer.state, offer.code) == (PackState.REFUSED, "E84")
    # What was withdrawn before it ever came is nothing to be done.
    assert bench.tasks.all() == ()


def test_what_is_given_to_another_is_told_to_who_had_it(district: District, number: str) -> None:
    send(district, "tasks")
    take(district)
    district.office.tasks.change(number, TaskWish(people=("督学02",)))
    send(district, "tasks")
    assert marked(offered(district), Mark.CHANGED) == [f"{number} 食堂检查：撤回，不再由您办理"]
    take(district)
    (view,) = district.laptops["DX001"].tasks.all()
    assert (view.task.withdrawn, view.progress.is_open) == ("不再由您办理", False)
    take(district, "DX002")
    (view,) = district.laptops["DX002"].tasks.all()
    assert view.progress.places == 2


def test_a_version_that_was_numbered_again_with_other_words_is_left_out_by_name(
    district: District, number: str, tmp_path: Path
) -> None:
    bench = district.laptops["DX001"]
    (task,) = (view.task for view in district.office.tasks.all())
    other = task.for_one("DX001")
    with bench.context.database.transaction():
        from dataclasses import replace

        bench.context.stores.tasks.add(
            replace(other, title="另一个检查"), at="x", actor="office", origin="x"
        )
    send(district, "tasks")
    (line,) = marked(offered(district), Mark.REFUSED)
    assert line.startswith(f"{number} 食堂检查：本机已有第 1 版，内容不同")
    take(district)
    assert bench.tasks.get(number).task.title == "另一个检查"


def test_what_was_answered_elsewhere_comes_back_to_the_person_and_to_nobody_else(
    district: District, number: str
) -> None:
    office = district.office
    office.tasks.change(number, TaskWish(people=("督学01", "督学02"), schools=()))
    send(district, "tasks")
    take(district)
    office.task_answers.answer(number, "电话告知：已办。", person="督学01")
    office.task_answers.answer(number, "别人的答复。", person="督学02")
    send(district, "tasks")
    assert marked(offered(district), Mark.NEW) == [
        f"{number} 食堂检查：督导室记下的答复，电话告知：已办。"
    ]
    assert take(district).tasks
    (place,) = district.laptops["DX001"].tasks.get(number).progress.shares[0].places
    assert place.answer is not None
    assert place.answer.text == "电话告知：已办。"
    events = district.laptops["DX001"].context.stores.tasks.events()
    assert {event.person_id for event in events} == {"DX001"}
    send(district, "tasks")
    assert marks(offered(district).lines) == {Mark.SAME}


def test_tasks_of_an_earlier_year_are_told_no_more(
    district: District, number: str, clock: FixedClock
) -> None:
    clock.advance(timedelta(days=500))
    with pytest.raises(NothingToSendError, match="没有可以下发的任务"):
        district.office.pack_desk.look("tasks")


def test_an_office_cannot_change_what_a_person_gave_himself_nor_he_the_offices(
    district: District, number: str
) -> None:
    send(district, "tasks")
    take(district)
    bench = district.laptops["DX001"]
    with pytest.raises(Exception, match="督导室布置的任务"):
        bench.tasks.change(number, TaskWish(title="别的"))
    own = bench.tasks.add(TaskWish(title="自己的", due=date(2026, 12, 1))).task
    assert (own.number, own.people) == ("RW-DX001-2026-001", ("DX001",))
    bench.tasks.withdraw(own.number, reason="不办了")


def test_who_has_a_task_and_no_laptop_is_named_when_tasks_go_to_all(district: District) -> None:
    desk = district.office.pack_desk
    district.leave_out |= {"DX002", "DX003"}
    district.sign_roster()
    district.office.tasks.add(TaskWish(title="甲", due=date(2026, 12, 1), people=("督学02",)))
    with pytest.raises(RefusedError, match=r"收不到：督学02；请打印出来.*没有下发任何内容"):
        desk.send("tasks")
    district.office.tasks.add(TaskWish(title="乙", due=date(2026, 12, 1), people=("督学01",)))
    assert desk.left_out("tasks") == ("督学02",)
    done = desk.send("tasks")
    assert (len(done.lines), done.left_out) == (1, ("督学02",))
    assert desk.left_out("schools") == ("督学02", "督学03")
    assert desk.left_out("schools", to=("DX001",)) == ()


def test_of_many_who_are_left_out_ten_are_named_and_all_are_counted() -> None:
    assert left_out_told([f"督学{n:02}" for n in range(1, 41)]) == (
        "没有可以收的电脑，收不到：督学01、督学02、督学03、督学04、督学05、督学06、督学07、"
        "督学08、督学09、督学10 等 40 人；请打印出来交给本人，或打电话告知"
    )
    assert left_out_told([]) == ""
