"""Reading, printing and refusing expressions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.xform import (
    FUNCTIONS,
    TIER3,
    XPathError,
    XPathSyntaxError,
    evaluate,
    parse_expression,
)
from inspector_app.xform.xpath.ast import (
    Call,
    Chain,
    Expr,
    Filter,
    Negate,
    Number,
    Path,
    Step,
    Text,
)
from inspector_app.xform.xpath.parser import RANK
from inspector_app.xform.xpath.printer import to_text
from tests.examples import examples

NAMES = st.sampled_from(["a", "是否食堂", "q1-b", "div", "x.y", "jr:z"])
AXES = st.sampled_from(["child", "parent", "self", "following-sibling", "descendant"])


def _steps(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[tuple[Step, ...]]:
    predicates = st.lists(inner, max_size=1).map(tuple)
    step = st.builds(Step, AXES, st.one_of(NAMES, st.just("*"), st.just("node()")), predicates)
    return st.lists(step, min_size=1, max_size=3).map(tuple)


def _chain(operands: list[Expr], symbols: list[str]) -> Expr:
    rest = tuple(zip(symbols, operands[1:], strict=False))
    return Chain(operands[0], rest) if rest else operands[0]


def _deeper(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    operands = st.lists(inner, min_size=2, max_size=3)
    ranks = sorted(set(RANK.values()))
    symbols = st.sampled_from(ranks).flatmap(
        lambda rank: st.lists(
            st.sampled_from([s for s, r in RANK.items() if r == rank]), min_size=2, max_size=2
        )
    )
    calls = st.builds(
        Call, st.sampled_from(["concat", "是", "jr:itext"]), st.lists(inner).map(tuple)
    )
    return st.one_of(
        st.builds(_chain, operands, symbols),
        st.builds(Negate, inner),
        calls,
        st.builds(Path, _steps(inner), st.booleans()),
        st.builds(Path, _steps(inner), st.just(False), calls),
        st.builds(Filter, calls, st.lists(inner, min_size=1, max_size=2).map(tuple)),
    )


LEAVES = st.one_of(
    st.sampled_from([Number("0"), Number("12.5"), Number(".5"), Text(""), Text("好'"), Text('"')]),
    st.builds(Path, _steps(st.just(Number("1"))), st.booleans()),
)
EXPRESSIONS: st.SearchStrategy[Expr] = st.recursive(LEAVES, _deeper, max_leaves=12)


@given(EXPRESSIONS)
def test_what_is_printed_reads_back_as_the_same(tree: Expr) -> None:
    assert parse_expression(to_text(tree)) == tree


@given(st.text(alphabet="ab1.'\"()[]/@*:+-=<>|, $，（divorand", max_size=40))
def test_any_text_is_an_expression_or_a_syntax_error_with_a_place_in_it(text: str) -> None:
    found = _read(text)
    if isinstance(found, XPathSyntaxError):
        assert 0 <= found.position <= len(text)
    else:
        assert parse_expression(to_text(found)) == found


def _read(text: str) -> Expr | XPathSyntaxError:
    try:
        return parse_expression(text)
    except XPathSyntaxError as error:
        return error


@pytest.mark.parametrize(
    "text",
    ["(" * 5_000 + "1" + ")" * 5_000, "-" * 5_000 + "1", "a[" * 5_000 + "1" + "]" * 5_000,
     "not(" * 5_000],
)  # fmt: skip
def test_deep_nesting_is_refused_and_does_not_crash(text: str) -> None:
    with pytest.raises(XPathSyntaxError):
        parse_expression(text)


def test_a_sum_of_thousands_of_terms_is_not_deep() -> None:
    text = " + ".join(["1"] * 5_000)
    assert evaluate(text, xml="<a/>", kind="number") == 5_000


def test_an_expression_tells_what_it_calls_and_reads() -> None:
    tree = parse_expression("if(/data/a = 1, instance('s')/root/item[k = current()/../b]/n, .)")
    assert tree.functions() == (("if", 3), ("instance", 1), ("current", 0))
    assert tree.references() == ("/data/a", "instance('s')/root/item/n", "k", "current()/../b", ".")


def test_full_width_signs_are_named_with_what_was_meant() -> None:
    with pytest.raises(XPathSyntaxError, match="全角符号，请改为半角的 >") as caught:
        parse_expression("/data/a ＞ 3")
    assert caught.value.position == 8


@pytest.mark.parametrize("name", sorted(TIER3))
def test_what_is_refused_says_why(name: str) -> None:
    assert name not in FUNCTIONS
    with pytest.raises(XPathError, match=name):
        evaluate(f"{name}('a')", xml="<a/>")


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_function_with_too_few_or_too_many_arguments_is_refused(name: str) -> None:
    least, most = FUNCTIONS[name]
    wrong = [n for n in (least - 1, most + 1 if most is not None else -1) if n >= 0]
    for number in wrong:
        with pytest.raises(XPathError) as caught:
            evaluate(f"{name}({', '.join(['1'] * number)})", xml="<a/>")
        assert caught.value.code == "arity"


def test_a_regular_expression_that_never_ends_is_stopped() -> None:
    with pytest.raises(XPathError) as caught:
        evaluate(f"regex('{'a' * 40}!', '(a|aa|a?)+$')", xml="<a/>")
    assert caught.value.code == "timeout"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("'2026-03-01' > '2026-02-01'", "true"),
        ("date('2026-11-22') + 7", "20786"),
        ("date(20786)", "2026-11-29"),
        ("format-date('2026-11-02', '%Y年%n月%e日')", "2026年11月2日"),
        ("round(-1.5)", "-1"),
        ("coalesce('', 0 div 0, 'x')", "x"),
        ("regex('学校1', '\\p{L}+')", "false"),
        ("regex('学校', '\\p{L}+')", "true"),
        ("1 div 0", "Infinity"),
        ("6.1 - 7.8 = -1.7", "true"),
        ("selected('tk cy', 'cy')", "true"),
        ("selected-at('tk cy', 1)", "cy"),
        ("join('、', /a/b)", "甲、乙"),
        ("sum(/a/n)", "3"),
        ("decimal-time('06:00')", "0.25"),
        ("substr('督导记录', 2)", "记录"),
    ],
)
def test_expressions_have_the_values_that_odk_gives_them(expression: str, value: str) -> None:
    assert evaluate(expression, xml="<a><b>甲</b><b>乙</b><n>1</n><n/><n>2</n></a>") == value


_ARGUMENTS = st.sampled_from([
    "''", "'a b'", "0", "-1", "1.5", "1 div 0", "-1 div 0", "0 div 0", "true()", "/a/b", "/a/none",
    "'2026-11-22'", "'0001-01-01T00:00:00Z'", "'9999-12-31T23:59:59-12:00'", "99999999999999999999",
    "'08:30'", "'%Y%'", "'%Y'", "'(('", "'MD5'", "'hex'", ".", "'9999-12-31'", "-1000000", "'１'",
    "'NaN'", "1000000000000 * 1000000000000 * 1000000000000", "'AAA='", "/", "'\u0000'",
])  # fmt: skip


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
@examples(25)
@given(st.data())
def test_any_call_of_a_function_gives_a_value_or_a_stated_error(
    name: str, data: st.DataObject
) -> None:
    least, most = FUNCTIONS[name]
    number = data.draw(st.integers(least, min(most or 5, 5) if most != 0 else 0))
    arguments = data.draw(st.lists(_ARGUMENTS, min_size=number, max_size=number))
    try:
        got: object = evaluate(f"{name}({', '.join(arguments)})", xml="<a><b>1</b><b>x</b></a>")
    except XPathError as error:
        got = error.detail
    assert isinstance(got, str)
