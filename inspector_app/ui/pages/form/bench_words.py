"""What the bench says of what lies on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.services.form_bench import Look


def figures_of(look: Look | None, *, waiting: bool) -> str:
    """Return in a few words how the form stands."""
    if waiting or look is None:
        return "正在读……" if waiting else "读不出"
    if look.wrong:
        return f"{look.wrong} 处不对"
    if look.source is None:
        return "发布过的版本"
    return "草稿" if look.is_draft else "可以发布"


def where_of(look: Look | None, path: Path | None, *, tried: bool) -> str:
    """Return which file and which version it is, and what is shown beside.

    Args:
        look: what was found, nothing while nothing was read.
        path: the file, nothing for a published version.
        tried: a form is shown, perhaps one of an earlier reading.
    """
    known = look.trial.known if look is not None and look.trial is not None else None
    parts = [path.name if path is not None else ""]
    if known is not None:
        parts.append(f"{known.title}　版本 {known.version}")
    if look is not None and known is not None and look.before not in {"", known.version}:
        parts.append(f"与 {look.before} 版比")
    if look is not None and look.wrong and tried and known is None:
        parts.append("右边还是上一次没有错时的样子")
    elif path is not None:
        parts.append("存盘后自动重读；试填的内容不保存")
    return "　".join(filter(None, parts))
