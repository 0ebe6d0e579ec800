"""One open data folder: every service, made when it is asked for."""

from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Self

from inspector_app.base.clock import Clock
from inspector_app.base.instance_lock import InstanceLock
from inspector_app.bootstrap.makers import MAKERS
from inspector_app.bootstrap.services import Services
from inspector_app.services.context import Context

if TYPE_CHECKING:
    from inspector_app.services.upwards_desk import Folders


class Workbench(Services):
    """One open data folder and every service over it.

    Each is imported and made when it is first asked for: all of them together take longer to load
    than the window to open.
    """

    def __init__(
        self, *, folder: Path, context: Context, lock: InstanceLock, folders: "Folders"
    ) -> None:
        self.folder = folder
        self.folders = folders
        self.context = context
        self.lock = lock
        self._making = RLock()

    if not TYPE_CHECKING:  # It would let any misspelt name pass.

        def __getattr__(self, name: str) -> object:
            """Make a service that is asked for the first time, once for all threads."""
            if name not in MAKERS:
                raise AttributeError(name)
            with self._making:
                if name not in self.__dict__:
                    setattr(self, name, MAKERS[name](self))
                return self.__dict__[name]

    @property
    def clock(self) -> Clock:
        """The clock that everything here goes by."""
        return self.context.clock

    def release_thread(self) -> None:
        """Close the connection of the calling thread."""
        self.context.database.close()

    def close(self) -> None:
        """Close this thread's connection and let others use the folder."""
        self.context.database.close()
        self.lock.release()

    def __enter__(self) -> Self:
        """Return the workbench itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()
