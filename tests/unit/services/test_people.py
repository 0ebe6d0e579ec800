import pytest

from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.school import Inspector, InspectorKind


def test_a_person_is_known_by_id_and_by_name(workbench: Workbench) -> None:
    assert workbench.people.id_of("DX002") == workbench.people.id_of("督学02") == "DX002"
    assert workbench.people.inspector("DX002").zone == "第一督学责任区"


def test_a_name_of_two_people_asks_for_the_id(workbench: Workbench) -> None:
    double = Inspector(id="DX009", name="督学02", kind=InspectorKind.FULL_TIME)
    with workbench.context.database.transaction():
        workbench.context.stores.people.put(double, origin="test")
    with pytest.raises(InputError) as refused:
        workbench.people.id_of("督学02")
    assert "DX002" in refused.value.sentence
    assert "DX009" in refused.value.sentence


@pytest.mark.parametrize("text", ["督学99", "DX099", ""])
def test_who_is_not_in_the_roster_is_not_found(workbench: Workbench, text: str) -> None:
    with pytest.raises(NotFoundError):
        workbench.people.id_of(text)


@pytest.mark.parametrize("text", ["02", "dx002", "督学02"])
def test_a_part_of_name_or_id_finds_a_person(workbench: Workbench, text: str) -> None:
    assert [person.id for person in workbench.people.find(text)] == ["DX002"]


def test_an_id_that_nobody_has_is_named(workbench: Workbench) -> None:
    with pytest.raises(NotFoundError, match="DX099"):
        workbench.people.inspector("DX099")
