"""A bundle is made in nobody's name but that of the person whose laptop it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.services.context import Role

Filed = Callable[..., str]
Act = Callable[[Workbench, str, Path], object]
NOVEMBER = Month(2026, 11)
ACTS: dict[str, Act] = {
    "month": lambda b, who, to: b.bundles.export(inspector_id=who, month=NOVEMBER, folder=to),
    "news": lambda b, who, to: b.bundles.export_news(inspector_id=who, folder=to),
    "empty": lambda b, who, to: b.bundles.export_empty(
        inspector_id=who, month=Month(2026, 10), folder=to
    ),
}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def become(workbench: Workbench, role: Role, person: str) -> None:
    workbench.settings.set_identity(role=role, district="220303", inspector_id=person)


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
@pytest.mark.parametrize(
    ("whose", "told"),
    [
        ((Role.OFFICE, ""), "这里是督导室：上报包只由督学本人"),
        ((Role.LAPTOP, "DX003"), "本机是督学03的：不能替督学01上报；请本人"),
    ],
    ids=["office", "colleague"],
)
def test_no_bundle_of_another_person_leaves_an_office_or_a_colleagues_laptop(
    workbench: Workbench, filed: Filed, target: Path, act: Act, whose: tuple[Role, str], told: str
) -> None:
    filed()
    become(workbench, *whose)
    with pytest.raises(RefusedError, match=f"{told}.*没有写出任何文件"):
        act(workbench, "DX001", target)
    assert list(target.iterdir()) == []
    assert workbench.bundles.outbox() == []


@pytest.mark.parametrize(
    ("whose", "told"),
    [
        ((Role.OFFICE, ""), "这里是督导室：报送材料只由督学本人"),
        ((Role.LAPTOP, "DX003"), "本机是督学03的：不能替督学01上报；请本人"),
    ],
    ids=["office", "colleague"],
)
def test_no_materials_of_another_person_are_written_and_his_own_are(
    workbench: Workbench, filed: Filed, target: Path, whose: tuple[Role, str], told: str
) -> None:
    filed()
    become(workbench, *whose)
    with pytest.raises(RefusedError, match=f"{told}.*没有写出任何文件"):
        workbench.materials.write(month=NOVEMBER, folder=target, inspector_id="DX001")
    assert list(target.iterdir()) == []
    become(workbench, Role.LAPTOP, "DX001")
    made = workbench.materials.write(month=NOVEMBER, folder=target, inspector_id="DX001")
    assert list(target.iterdir()) == [made]


def test_what_prevents_it_is_told_before_anybody_presses(
    workbench: Workbench, filed: Filed
) -> None:
    filed()
    become(workbench, Role.LAPTOP, "DX003")
    first, *_ = workbench.bundles.preview(inspector_id="DX001", month=NOVEMBER).obstacles
    assert "不能替督学01上报" in first.sentence()
    assert workbench.bundles.news(inspector_id="DX001").lines == ()


@pytest.mark.parametrize("person", ["DX001", ""], ids=["his", "nobodys"])
def test_a_person_hands_over_from_his_own_laptop_and_from_one_that_is_nobodys_yet(
    workbench: Workbench, filed: Filed, target: Path, person: str
) -> None:
    filed()
    become(workbench, Role.LAPTOP, person)
    made = workbench.bundles.export(inspector_id="DX001", month=NOVEMBER, folder=target)
    assert [path.name for path in target.iterdir()] == [made.path.name]
