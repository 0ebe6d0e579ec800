"""A talk, a questionnaire, a lesson and a list to draw from, as the JSON of a record has them."""

from typing import Any

SECRET = "不外传的一句话"
TALK: dict[str, Any] = {
    "audience": "教师", "people": 3, "way": "座谈", "points": SECRET,
    "problems": "工作群晚上十点还在布置任务。",
}  # fmt: skip
SHEETS: dict[str, Any] = {
    "theme": "课后服务满意度",
    "respondents": "家长",
    "counts": {"sent": 50, "returned": 48, "valid": 47},
    "questions": [
        {"kind": "单选", "text": "满意吗",
         "options": [{"label": "满意", "count": 30}, {"label": "不满意", "count": 3}]}
    ],
}  # fmt: skip
LESSON: dict[str, Any] = {
    "listener": "DX001", "period": 3, "class": "4年1班", "subject": "科学", "teacher": "李明",
    "topic": "水的循环", "kind": "实验", "process": "李明演示。", "advice": "精简。", "grade": "良",
}  # fmt: skip
LIST = "三年级1班,语文,李明,第2节\n三年级2班,数学\n四年级1班"
