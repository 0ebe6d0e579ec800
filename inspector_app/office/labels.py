"""The words of 收件."""

from typing import Final

from inspector_app.office.same_day import SameDay

SAME_DAY_LABEL: Final = {
    SameDay.JOINT: "一次联合督导",
    SameDay.SEPARATE: "各自督导",
    SameDay.DUPLICATE: "重复登记",
}
