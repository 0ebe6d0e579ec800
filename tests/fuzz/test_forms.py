"""Damaged forms and random expressions: each is taken or refused by name, none does harm.

Every day some of the changes; many more at full length.
"""

import re
from collections import Counter
from pathlib import Path
from random import Random
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.xform import (
    FormDef,
    FormError,
    Session,
    XPathError,
    XPathSyntaxError,
    evaluate,
    load_form,
    parse_expression,
)
from tests.examples import FULL_LENGTH, examples
from tests.forms_made import visit_form, words_form

SHIPPED: Final = sorted((Path(__file__).resolve().parents[2] / "forms").glob("*/form.xml"))
CHANGES: Final = 3_000 if FULL_LENGTH else 75
_DOCUMENT: Final = "<r><a>1</a><b>甲</b><c/><i><n>2</n></i><i><n>3</n></i></r>"


def _roster(_source: str) -> list[dict[str, str]]:
    return [{"name": "s1", "label": "第1小学", "zone": "z1", "stage": "p"}]


@pytest.fixture(scope="module")
def forms() -> dict[str, str]:
    made = {"visit": visit_form(), "words": words_form()}
    return made | {path.parent.name: path.read_text("utf-8") for path in SHIPPED}


def _judged(error: FormError) -> str:
    assert error.problems
    assert all(problem.code and problem.detail for problem in error.problems)
    return "refused"


def _outcome(xml: str | bytes) -> str:
    """Load, open and dump; nothing but a refusal with its problems may stop that."""
    try:
        form = load_form(xml)
    except FormError as error:
        return _judged(error)
    assert isinstance(form, FormDef)
    for path in (session := Session(form, rosters=_roster)).dump():
        session.state(path)
    session.problems()
    session.instance_xml()
    return "taken"


# -- damage ----------------------------------------------------------------------------------------


def _cut_or_doubled(text: str, dice: Random) -> str:
    first, last = sorted(dice.sample(range(len(text)), 2))
    last = min(last, first + 200)
    return text[:first] + dice.choice(("", text[first:last] * 2)) + text[last:]


def _other_letter(text: str, dice: Random) -> str:
    at = dice.randrange(len(text))
    return text[:at] + dice.choice("<>&'\"/=[]() 甲0\x00\ud7ff") + text[at + 1 :]


def _element_moved(text: str, dice: Random) -> str:
    found = re.findall(r"<(?:bind|input|select1|group|repeat|itemset|label|instance)\b[^>]*>", text)
    one, other = dice.choice(found), dice.choice(found)
    return text.replace(one, "", 1).replace(other, other + one, 1)


def _other_attribute(text: str, dice: Random) -> str:
    found = sorted(set(re.findall(r'[\w:]+="[^"]*"', text)))
    one, other = dice.choice(found), dice.choice(found)
    name = one.split("=")[0]
    return text.replace(one, name + "=" + other.split("=", 1)[1], 1)


def _other_reference(text: str, dice: Random) -> str:
    found = sorted(set(re.findall(r"/data/[\w/]+", text)))
    return text.replace(dice.choice(found), dice.choice([*found, "/data", "..", "/x/y"]))


DAMAGES: Final = (
    _cut_or_doubled, _other_letter, _element_moved, _other_attribute, _other_reference
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.strip("_"))
def test_a_damaged_form_is_taken_or_refused_with_its_problems(
    damage: object, forms: dict[str, str], tmp_path: Path
) -> None:
    assert callable(damage)
    dice = Random(damage.__name__)
    seen: Counter[str] = Counter()
    for number in range(CHANGES):
        name = sorted(forms)[number % len(forms)]
        xml = damage(forms[name], dice)
        try:
            seen[_outcome(xml)] += 1
        except Exception as error:
            (kept := tmp_path / "damaged.xml").write_text(xml, "utf-8", "surrogatepass")
            raise AssertionError(f"{name}, change {number}, kept in {kept}: {error!r}") from error
    print(f"\n{damage.__name__}: {dict(seen)}")
    assert seen["refused"] > 0


@examples()
@given(st.binary(max_size=300) | st.text(max_size=300))
def test_what_is_no_form_at_all_is_refused(content: bytes | str) -> None:
    with pytest.raises(FormError):
        load_form(content)


# -- expressions -----------------------------------------------------------------------------------

_ATOMS: Final = st.sampled_from([
    "1", "2.5", "'甲'", '""', "/r/a", "/r/i", "/r/i[1]/n", "../a", ".", "c", "-1", "'2026-01-31'",
    "today()", "true()", "position()", "current()/../a", "/r/i[n > 2]", "//n", "uuid()",
])  # fmt: skip
_BINARY: Final = st.sampled_from(
    ["+", "-", "*", " div ", " mod ", "=", "!=", "<", "<=", ">", ">=", " and ", " or ", "|"]
)
_NAMES: Final = st.sampled_from([
    "if", "coalesce", "count", "sum", "max", "min", "concat", "join", "string-length", "substr",
    "contains", "regex", "round", "int", "number", "string", "boolean", "not", "selected",
    "selected-at", "count-selected", "date", "format-date", "position", "indexed-repeat", "pow",
    "translate", "normalize-space", "once", "jr:choice-name", "instance", "randomize", "checklist",
])  # fmt: skip
_EXPRESSIONS: Final = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, _BINARY, inner).map("".join),
        st.tuples(_NAMES, st.lists(inner, max_size=4)).map(lambda p: f"{p[0]}({','.join(p[1])})"),
        inner.map(lambda text: f"({text})"),
        st.tuples(inner, inner).map(lambda p: f"{p[0]}[{p[1]}]"),
    ),
    max_leaves=8,
)
_SIGNS: Final = st.lists(
    st.sampled_from(
        [*"()[]/.,*+-=<>!|'\"@:$ ", "div", "mod", "and", "or", "if(", "甲", "１", "（", "a"]
    ),
    max_size=20,
).map("".join)


def _evaluated(text: str) -> None:
    """Read it and evaluate it: a value, or a refusal that says why."""
    told = _refusal(text)
    if told is not None:
        with pytest.raises((XPathSyntaxError, XPathError)):
            evaluate(text, xml=_DOCUMENT, context="/r/b")
        assert told


def _refusal(text: str) -> str | None:
    """Return what is wrong with an expression; None where it has a value."""
    try:
        parse_expression(text)
        value = evaluate(text, xml=_DOCUMENT, context="/r/b")
    except XPathSyntaxError as error:
        return error.detail if 0 <= error.position <= len(text) else ""
    except XPathError as error:
        return error.detail
    return None if isinstance(value, str) else ""


@examples(200)
@given(_EXPRESSIONS)
def test_an_expression_of_sound_parts_has_a_value_or_is_refused(text: str) -> None:
    _evaluated(text)


@examples(200)
@given(_SIGNS)
def test_a_heap_of_signs_has_a_value_or_is_refused(text: str) -> None:
    _evaluated(text)


@pytest.mark.parametrize("text", ["(" * 5_000, "1" + "+1" * 20_000, "-" * 5_000 + "1"])
def test_an_expression_beyond_all_measure_has_a_value_or_is_refused(text: str) -> None:
    _evaluated(text)
