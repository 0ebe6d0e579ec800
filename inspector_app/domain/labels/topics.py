"""Chinese words for the matters of 经常性督导."""

from typing import Final

# The eight matters of 经常性督导 (2013 办法) and the four of the 2019 kindergarten 办法.
TOPIC_LABEL: Final = {
    "T1": "校务管理和制度执行",
    "T2": "招生、收费、择校",
    "T3": "课程开设和课堂教学",
    "T4": "学生学习、体育锻炼和课业负担",
    "T5": "教师师德和专业发展",
    "T6": "校园及周边安全、学生交通安全",
    "T7": "食堂、食品、饮水及宿舍卫生",
    "T8": "校风、教风、学风建设",
    "K1": "安全管理",
    "K2": "规范办园",
    "K3": "师德师风",
    "K4": "交办任务",
}
# Short enough for a narrow column and for one look.
TOPIC_SHORT_LABEL: Final = {
    "T1": "校务",
    "T2": "招生收费",
    "T3": "课程课堂",
    "T4": "课业体育",
    "T5": "教师师德",
    "T6": "校园安全",
    "T7": "食堂卫生",
    "T8": "校风学风",
    "K1": "园·安全",
    "K2": "园·规范",
    "K3": "园·师德",
    "K4": "园·交办",
}
