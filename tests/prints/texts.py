"""Every text of the tree can be read in the file, and set in the program's own faces."""

from collections.abc import Iterator, Sequence

from inspector_app.reports.letter import Letter
from inspector_app.reports.lines import plain
from tests.prints.prints import Print
from tests.unit.reports.conftest import squeezed


def lost_texts(one: Print) -> Iterator[str]:
    """Yield the texts of the tree that cannot be read in the file, in one piece or over pages."""
    for text in one.tree.texts():
        wanted = squeezed(plain(text))
        if wanted and not _is_furniture_text(one, wanted) and not _found(wanted, one.texts):
            yield f"lost: {wanted[:60]}"


def _is_furniture_text(one: Print, text: str) -> bool:
    """Say whether the text stands in the furniture, which ``headless_pages`` looks at."""
    tree = one.tree
    if isinstance(tree, Letter):
        return text in {squeezed(tree.mark), squeezed(tree.record_no)}
    return text in {squeezed(tree.mark), squeezed(tree.record_no), squeezed(tree.revision)}


def _found(text: str, pages: Sequence[str]) -> bool:
    """Say whether a text is on a page, or begins on one and goes on over the next ones."""
    return any(text in page for page in pages) or any(
        _goes_on(text, pages, start) for start in range(len(pages) - 1)
    )


def _goes_on(text: str, pages: Sequence[str], start: int) -> bool:
    for page in pages[start:]:
        if text in page:
            return True
        size = _longest_start(text, page)
        if size == 0:
            return False
        text = text[size:]
    return False


def _longest_start(text: str, page: str) -> int:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text[:middle] in page:
            low = middle
        else:
            high = middle - 1
    return low


def unembedded_fonts(one: Print) -> Iterator[str]:
    """Yield the fonts that are not the program's own, embedded and with a map to Unicode."""
    if not one.fonts:
        yield "no font is named"
    for line in one.fonts:
        embedded, subset, unicode = line.split()[-5:-2]
        if (embedded, subset, unicode) != ("yes", "yes", "yes") or "Inspector" not in line:
            yield f"not embedded: {line}"
