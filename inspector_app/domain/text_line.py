"""A text as one line, for lists."""


def one_line(text: str) -> str:
    """Return a text without its line ends, each run of spaces as one."""
    return " ".join(text.split())


def first_line(text: str, *, most: int = 40) -> str:
    """Return the beginning of a text as one line."""
    line = one_line(text)
    return line if len(line) <= most else f"{line[:most]}…"
