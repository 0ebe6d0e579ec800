"""目标值 against 实际值 in words: apart from the events they come from, which 今日 never reads."""


def aimed(target: str, unit: str, actual: str) -> str:
    """Return 目标值 against 实际值: 目标 6人，已到 4人; nothing where there is no target."""
    if not target:
        return ""
    reached = f"，已到 {actual}{unit}" if actual else ""
    return f"目标 {target}{unit}{reached}"
