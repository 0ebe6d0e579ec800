"""What is said of a task and of what a person has done of it, and the text that reminds people."""

from collections.abc import Callable, Iterable

from inspector_app.domain.labels.tasks import TASK_STAND_LABEL
from inspector_app.domain.task import Task
from inspector_app.domain.task_progress import PlaceProgress, ShareProgress, TaskStand

Name = Callable[[str], str]
_SCHOOLS_NAMED = 5


def stand_words(task: Task, share: ShareProgress) -> str:
    """Return in words how far a person is."""
    if task.is_withdrawn:
        return TASK_STAND_LABEL[TaskStand.WITHDRAWN]
    done_on = share.done_on
    if done_on is not None:
        late = "（逾期）" if done_on > task.due else ""
        return f"{TASK_STAND_LABEL[TaskStand.DONE]} {done_on}{late}"
    many = len(share.places)
    counted = f" {share.done}/{many}" if many > 1 else ""
    return f"{TASK_STAND_LABEL[share.stand]}{counted}"


def taken_words(task: Task, share: ShareProgress, *, asked: bool) -> str:
    """Return in words which version has reached a person.

    Args:
        task: as it stands.
        share: of the person.
        asked: whether it goes to a computer of the person's own.
    """
    if not asked:
        return "不用电脑"
    if not share.taken:
        return "未接收"
    return "已接收" if share.taken >= task.version else f"只收到第 {share.taken} 版"


def place_words(place: PlaceProgress, *, school: Name) -> str:
    """Return in words what was done at a school, or of a task without schools."""
    told = [f"{each.number}" for each in place.records]
    told += [f"{each.number}（草稿）" for each in place.drafts]
    if place.answer is not None:
        told.append(f"答复（{place.answer.on}）：{place.answer.text}")
    where = f"{school(place.school_code)}：" if place.school_code else ""
    return f"{where}{'，'.join(told) or TASK_STAND_LABEL[place.stand]}"


def lacking_words(share: ShareProgress, *, school: Name) -> str:
    """Return in words what a person has still to do; empty where there is one thing alone."""
    open_places = [each for each in share.places if each.done_on is None and each.school_code]
    if len(share.places) == 1 or not open_places:
        return ""
    names = "、".join(school(each.school_code) for each in open_places[:_SCHOOLS_NAMED])
    more = "等" if len(open_places) > _SCHOOLS_NAMED else ""
    return f"还有 {len(open_places)} 所：{names}{more}"


def reminder_text(*, as_of: str, lines: Iterable[str]) -> str:
    """Return the text that is pasted into a messenger; empty where nobody is asked."""
    told = list(lines)
    if not told:
        return ""
    return "\n".join(
        [
            f"【催办】任务办理，截至 {as_of}：",
            *told,
            "请按任务写督导记录或答复，随上报交来；还没有收到任务的，请先接收督导室下发。",
        ]
    )
