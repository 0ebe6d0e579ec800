"""How an indicator stands: from figures by its rule, or as people judged it.

Figures are compared exactly. Where the figure as people print it, rounded, would lead to another
grade, both are told: nobody is to find out later that 84.996 % had become 85.00 %.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple

from inspector_app.domain.labels.standards import DIRECTION_LABEL, ITEM_GRADE_LABEL
from inspector_app.domain.standard_options import Direction, ItemGrade
from inspector_app.domain.standards import Item, NumericRule


class Graded(NamedTuple):
    """How one indicator stands.

    Attributes:
        grade: which one, ``None`` while it has none.
        figure: its figure as it is printed, empty where it has none.
        rounded: the grade that the rounded figure would get, where that is another one.
        missing: the field that has to be filled for a grade, empty where there is one.
        fault: why the figures give none, in Chinese.
    """

    grade: ItemGrade | None
    figure: str = ""
    rounded: ItemGrade | None = None
    missing: str = ""
    fault: str = ""

    @property
    def word(self) -> str:
        """The grade in Chinese."""
        return "" if self.grade is None else ITEM_GRADE_LABEL[self.grade]

    @property
    def short_flag(self) -> str:
        """The same in a few words, for a narrow column."""
        if self.rounded is None:
            return ""
        return f"原值{self.word}，\n取舍后{ITEM_GRADE_LABEL[self.rounded]}"

    @property
    def flag(self) -> str:
        """What has to be said of a figure that rounding lifts over a line."""
        if self.rounded is None:
            return ""
        return (
            f"按原值是{self.word}，按印出的 {self.figure} 是{ITEM_GRADE_LABEL[self.rounded]}；"
            "以原值为准，请核对"
        )


def graded(item: Item, row: Mapping[str, Any]) -> Graded:
    """Return how an indicator stands.

    Args:
        item: of the set.
        row: ``grade``, ``numerator``, ``denominator`` and ``value`` as an entry holds them.
    """
    judged = ItemGrade(row["grade"]) if row["grade"] else None
    if item.rule is None:
        return Graded(judged, missing="" if judged else "grade")
    measured = _measured(item.rule, row)
    if isinstance(measured, Graded):
        return measured
    figure = printed(item.rule, measured)
    if not item.rule.judged_below:
        exact, rounded = (
            _grade(item.rule, each) for each in (measured, _rounded(item.rule, measured))
        )
        return Graded(exact, figure=figure, rounded=rounded if rounded is not exact else None)
    if reaches(item.rule, measured, item.rule.good):
        return Graded(ItemGrade.GOOD, figure=figure)
    below = judged if judged is not ItemGrade.GOOD else None
    lifted = reaches(item.rule, _rounded(item.rule, measured), item.rule.good)
    other = ItemGrade.GOOD if below and lifted else None
    return Graded(below, figure=figure, rounded=other, missing="" if below else "grade")


def _measured(rule: NumericRule, row: Mapping[str, Any]) -> Fraction | Graded:
    """Return the exact figure, or why there is none."""
    told = row["value"]
    if not rule.is_ratio or (told and not row["numerator"] and not row["denominator"]):
        return Fraction(told) if told else Graded(None, missing="value")
    for name in ("numerator", "denominator"):
        if not row[name]:
            return Graded(None, missing=name)
    return _divided(rule, Fraction(row["numerator"]), Fraction(row["denominator"]), told)


def _divided(
    rule: NumericRule, above: Fraction, below: Fraction, told: str
) -> Fraction | Graded:  # fmt: skip
    if rule.within and above > below:
        fault = f"“{rule.numerator}”多于“{rule.denominator}”，请核对两个数"
        return Graded(None, missing="numerator", fault=fault)
    if below:
        return _agreed(rule, above / below * rule.scale, told)
    if rule.none_passes and not above:
        return Graded(ItemGrade.GOOD, figure=f"没有{rule.denominator}")
    fault = f"“{rule.denominator}”是 0，算不出{rule.name}"
    return Graded(None, missing="denominator", fault=fault)


def _agreed(rule: NumericRule, figure: Fraction, told: str) -> Fraction | Graded:
    """Return a quotient, or what is wrong where somebody typed another figure beside it."""
    if not told or _decimal(figure, digits=_decimals(told)) == Decimal(told):
        return figure
    fault = f"填的{rule.name}是 {told}，由两个数算出的是 {printed(rule, figure)}，请改掉一处"
    return Graded(None, missing="value", fault=fault)


def _decimals(told: str) -> int:
    return len(told.partition(".")[2])


def _grade(rule: NumericRule, figure: Fraction) -> ItemGrade:
    if reaches(rule, figure, rule.good):
        return ItemGrade.GOOD
    if rule.basic is not None and reaches(rule, figure, rule.basic):
        return ItemGrade.BASIC
    return ItemGrade.FAIL


def reaches(rule: NumericRule, figure: Fraction, line: Decimal) -> bool:
    """Say whether a figure is on the right side of a line; on the line is right."""
    if rule.direction is Direction.AT_LEAST:
        return figure >= Fraction(line)
    return figure <= Fraction(line)


def _rounded(rule: NumericRule, figure: Fraction) -> Fraction:
    return Fraction(_decimal(figure, digits=rule.digits))


def _decimal(figure: Fraction, *, digits: int) -> Decimal:
    exact = Decimal(figure.numerator) / Decimal(figure.denominator)
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def printed(rule: NumericRule, figure: Fraction) -> str:
    """Return a figure as people print it, with its unit."""
    return f"{_decimal(figure, digits=rule.digits)}{rule.unit}"


_NOTHING: Final = "评判"


def rule_words(item: Item) -> str:
    """Return in Chinese how the grade comes about."""
    rule = item.rule
    if rule is None:
        return f"{_NOTHING}：{'合格、基本合格、不合格' if item.has_basic else '合格、不合格'}"
    direction = DIRECTION_LABEL[rule.direction]
    lines = [f"{direction} {_plain(rule.good)}{rule.unit} 合格"]
    if rule.basic is not None:
        lines.append(f"{direction} {_plain(rule.basic)}{rule.unit} 基本合格")
    if rule.judged_below:
        lines.append("未达到的评判是否基本合格")
    made = f"（{rule.numerator}÷{rule.denominator}）" if rule.is_ratio else ""
    return f"{rule.name}{made}：{'，'.join(lines)}"


def _plain(line: Decimal) -> str:
    return f"{line.normalize():f}"
