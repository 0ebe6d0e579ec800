"""The patterns of ``regex()``: those that cannot be read, and those that may take for ever."""

import re
from typing import Final

from inspector_app.authoring.findings import Report
from inspector_app.xform import XPathError, evaluate

_CALL: Final = re.compile(r"regex\s*\([^'\"]*,\s*('[^']*'|\"[^\"]*\")\s*\)")
# A repetition of what repeats itself: (a+)+, (\d*)*, ([a-z]+){2,}.
_NESTED: Final = re.compile(r"\((?:[^()\\]|\\.)*[+*](?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,)")
_SHOWN: Final = 30


def check_patterns(text: str, where: str, report: Report) -> None:
    """Report what is wrong with the patterns that stand in a formula as they are."""
    for quoted in _CALL.findall(text):
        shown = f"“{quoted[1:-1][:_SHOWN]}”"
        try:
            evaluate(f"regex('', {quoted})", xml="<data/>", kind="boolean")
        except XPathError as error:
            what = f"regex() 里的式子 {shown} 写错了"
            report.error("regex-wrong", where, what, "请核对括号和方括号是否成对，\\ 后面是否有字",
                         detail=error.detail)  # fmt: skip
            continue
        if _NESTED.search(quoted):
            what = f"regex() 里的式子 {shown} 重复里套着重复，遇到长的文字会算不完"
            report.warn("regex-slow", where, what, "请去掉一层 + 或 *")
