"""How a form stands on the screen and on paper: its order is that of the form."""

from inspector_app.services.form_layout import Cell, Section, sections_of
from tests.form_packages import group, text
from tests.unit.xform.forms import form


def told(section: Section) -> tuple[str, str, int]:
    names = ",".join(part.element.name for part in section.parts if isinstance(part, Cell))
    return section.key, names, section.number


def test_questions_between_groups_stand_between_them() -> None:
    made = form(
        "<a/><b/><g><c/></g><d/><h><e/></h><f/>",
        {},
        body="".join(
            (
                text("/data/a", "甲"),
                text("/data/b", "乙"),
                group("/data/g", "组一", text("/data/g/c", "丙")),
                text("/data/d", "丁"),
                group("/data/h", "组二", text("/data/h/e", "戊")),
                text("/data/f", "己"),
            )
        ),
    )
    sections = [told(section) for section in sections_of(made)]
    assert [names for _, names, _ in sections] == ["a,b", "c", "d", "e", "f"]
    # The form's own title is told again as going on.
    assert [number for _, _, number in sections] == [1, 1, 2, 1, 3]
    assert len({key for key, _, _ in sections}) == 5


def test_a_long_run_of_questions_outside_groups_goes_on_under_a_key_of_its_own() -> None:
    names = [f"q{n}" for n in range(70)]
    made = form(
        "".join(f"<{name}/>" for name in names) + "<g><c/></g><z/>",
        {},
        body="".join(text(f"/data/{name}", name) for name in names)
        + group("/data/g", "组", text("/data/g/c", "丙"))
        + text("/data/z", "末"),
    )
    found = sections_of(made)
    assert [(len(each.parts), each.number) for each in found] == [(60, 1), (10, 2), (1, 1), (1, 3)]
    assert len({each.key for each in found}) == 4
