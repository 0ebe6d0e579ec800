"""Which places of a form are open still: counted once, and then what a change concerns alone."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from inspector_app.services.form_layout import takes_other_file
from inspector_app.services.form_reads import last_names, names_read

if TYPE_CHECKING:
    from inspector_app.xform import Element, OpenPoint, Session


class OpenPlaces:
    """The paths of questions that 定稿 would refuse, kept up with the answers."""

    def __init__(
        self,
        session: "Session",
        element_of: "Callable[[str], Element]",
        count: "Callable[[], Iterable[OpenPoint]]",
        listed: "Iterable[Element]",
    ) -> None:
        """Count nothing yet.

        Args:
            session: the answers.
            element_of: gives the definition of a path.
            count: counts all over again.
            listed: the questions whose choices come from a list.
        """
        self._session, self._element_of, self._count = session, element_of, count
        self._reads = {e.path: names_read(e) for e in listed}
        self._paths: set[str] | None = None
        self._due: set[str] = set()

    def note(self, paths: Iterable[str]) -> None:
        """Remember what has changed."""
        self._due.update(paths)

    def forget(self) -> None:
        """Count anew next time: rows have come or gone, and others have moved."""
        self._paths = None

    def paths(self) -> frozenset[str]:
        """Return the open places."""
        known, changed = self._paths, frozenset(self._due)
        self._due.clear()
        if known is None or any("[" in path for path in changed):
            known = {point.path for point in self._count()}
        else:
            names = last_names(changed)
            listed = {path for path, reads in self._reads.items() if reads & names}
            for path in changed | listed:
                (known.add if self._is_open(path) else known.discard)(path)
        self._paths = known
        return frozenset(known)

    def _is_open(self, path: str) -> bool:
        element = self._element_of(path)
        if element.kind != "question" or not element.control or takes_other_file(element):
            return False
        state = self._session.state(path)
        if not state.relevant:
            return False
        if not state.value:
            return state.required
        return not state.valid or not self._is_offered(element, path, state.value)

    def _is_offered(self, element: "Element", path: str, value: str) -> bool:
        if element.itemset is None:
            return True
        chosen = [value] if element.control == "select1" else value.split()
        return set(chosen) <= {choice.value for choice in self._session.choices(path)}
