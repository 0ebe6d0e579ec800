"""Which other questions the words and the choices of a question speak of."""

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from inspector_app.xform import Element

_OUTPUT: Final = re.compile(r"\{([^{}]*)\}")
_NAME: Final = re.compile(r"[^\W\d][\w.-]*")


def names_read(element: "Element") -> frozenset[str]:
    """Return the names that occur in them: those of the questions read are among these."""
    outputs = _OUTPUT.findall(f"{element.label()} {element.hint()}")
    itemset = element.itemset
    lists = (itemset.nodeset, itemset.label) if itemset is not None else ()
    return frozenset(name for text in (*outputs, *lists) for name in _NAME.findall(text))


def last_names(paths: frozenset[str]) -> frozenset[str]:
    """Return the last name of each path, without its position."""
    return frozenset(path.rpartition("/")[2].partition("[")[0] for path in paths)
