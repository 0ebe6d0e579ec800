"""Which answers a question can take at all; what else is wrong with them is told and may wait."""

from typing import TYPE_CHECKING, Final

from inspector_app.base.errors import InputError
from inspector_app.services.form_layout import takes_pictures
from inspector_app.services.form_words import CONFIRMED

if TYPE_CHECKING:
    from inspector_app.services.form_filling import OpenForm
    from inspector_app.xform import Choice, Element

TICKED: Final = "OK"
"""What the standard stores for something that was confirmed."""
_MOST_TOLD: Final = 12
_SORTS: Final = {
    "int": "整数，如 12", "decimal": "数，如 12.5", "date": "日期，如 2026-05-02",
    "dateTime": "日期和时间，如 2026-05-02T08:30", "time": "时间，如 08:30",
}  # fmt: skip


def refuse_impossible(filling: "OpenForm", path: str, text: str) -> None:
    """Refuse an answer that the window would not let anybody give, with what is offered.

    Raises:
        InputError: a choice that is not offered, or no number or day where one is asked for.
        PathError: there is no such question.
    """
    from inspector_app.xform import fits

    filling.session.value(path)
    element = filling.element(path)
    if not text or element.kind != "question":
        return
    if takes_pictures(element):
        raise _refused(filling, path, "这一题放照片", "请用 visit-form photo 放入")
    if element.control == "trigger" and text != TICKED:
        raise _refused(filling, path, f"“{text}”不能填", f"{CONFIRMED}写 {TICKED}，没有就空着")
    if element.control in {"select", "select1", "rank"}:
        _refuse_choices(filling, path, text, element)
    elif not fits(element, text):
        raise _refused(filling, path, f"“{text}”不能填", f"请写{_sort_of(element)}")


def _refuse_choices(filling: "OpenForm", path: str, text: str, element: "Element") -> None:
    offered = filling.session.choices(path)
    codes = [text] if element.control == "select1" else text.split()
    known = {choice.value for choice in offered}
    wrong = [code for code in codes if code not in known]
    if wrong:
        names = "、".join(f"“{code}”" for code in wrong)
        raise _refused(filling, path, f"没有{names}这一项", _offered(offered))
    twice = [code for code in dict.fromkeys(codes) if codes.count(code) > 1]
    if twice:
        raise _refused(filling, path, f"“{twice[0]}”写了两次", "每一项只写一次")
    if element.control == "rank" and len(codes) != len(known):
        raise _refused(filling, path, f"只排了 {len(codes)} 项", _offered(offered))


def _offered(offered: "tuple[Choice, ...]") -> str:
    if not offered:
        return "现在没有可选的，请先填它前面的题"
    told = "、".join(
        choice.value if choice.value == choice.label else f"{choice.value}（{choice.label}）"
        for choice in offered[:_MOST_TOLD]
    )
    more = f"等 {len(offered)} 项" if len(offered) > _MOST_TOLD else ""
    return f"可选的有：{told}{more}"


def _sort_of(element: "Element") -> str:
    if element.control == "range":
        told = element.parameters
        start, end, step = told.get("start", "0"), told.get("end", "10"), told.get("step", "1")
        return f" {start} 到 {end}、每步 {step} 的数"
    return _SORTS[element.data_type]


def _refused(filling: "OpenForm", path: str, what: str, remedy: str) -> InputError:
    return InputError(f"没有保存：“{filling.label(path)}”{what}；{remedy}。原来的回答没有改动。")
