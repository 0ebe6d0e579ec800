"""How every file that leaves signed is put out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from inspector_app import __version__
from inspector_app.base.errors import EnvironmentProblem, disk_reason, disk_remedy
from inspector_app.base.files import make_folder, open_file, resolved, write_atomic
from inspector_app.services.context import Context

if TYPE_CHECKING:
    from inspector_app.exchange.bundle import BuiltBundle, BundleContent, Seal
    from inspector_app.exchange.keys import DeviceKey

SOFTWARE: Final = f"inspector-app {__version__}"
_BLOCK: Final = 1 << 20


class Called(NamedTuple):
    """What a file is called in Chinese, and what making it is."""

    what: str
    act: str


def kept_in_outbox(context: Context, file_name: str, *, already: str, remedy: str) -> Path:
    """Return a file that was made before.

    Raises:
        EnvironmentProblem: it is not there any more; ``already`` and ``remedy`` say what that
            means.
    """
    source = context.folder.outbox / file_name
    if not source.is_file():
        raise EnvironmentProblem(
            f"{already}（{file_name}），但发件箱里的文件不见了，没有写出任何文件；"
            f"请从备份恢复 outbox 文件夹，或{remedy}。"
        )
    return source


def build_in_outbox(
    context: Context, content: "BundleContent", *, key: "DeviceKey"
) -> "BuiltBundle":
    """Write a signed file into the outbox and read it back."""
    from inspector_app.exchange.bundle import build_bundle

    make_folder(context.folder.outbox)
    return build_bundle(content, key=key, folder=context.folder.outbox)


def seal_in_outbox(
    context: Context, content: "BundleContent", *, key: "DeviceKey", seal: "Seal"
) -> "BuiltBundle":
    """Write an encrypted file into the outbox, open it again and verify what is inside."""
    from inspector_app.exchange.bundle import build_sealed

    make_folder(context.folder.outbox)
    return build_sealed(content, key=key, seal=seal, folder=context.folder.outbox)


def sweep_outbox(context: Context, *, chain: str, after: int) -> None:
    """Remove files of numbers that are not given out yet: a crash left them, nobody has seen them.

    Args:
        context: the data folder.
        chain: the chain in use.
        after: the newest number that is noted.
    """
    from inspector_app.exchange.layout import TO_OFFICE, BundleName

    for path in context.folder.outbox.glob(f"{TO_OFFICE.prefix}-{chain[:8]}-*"):
        name = BundleName.find(path.name)
        if name is not None and name.seq > after:
            path.unlink()


def publish(source: Path, folder: Path, *, name: str, called: Called) -> Path:
    """Copy a file that is already verified and durable into a folder.

    Raises:
        EnvironmentProblem: the folder does not take it; the file stays in the outbox.
    """
    target = folder / name
    try:
        if resolved(target) != resolved(source):
            with open_file(source) as stream:
                write_atomic(target, _copier(stream))
    except OSError as error:
        raise EnvironmentProblem(
            f"{called.what}已做好并留在发件箱（{source.name}），但没能放进“{folder}”："
            f"{disk_reason(error)}。{disk_remedy(error)}，再{called.act}一次，会放入同一个文件。"
        ) from error
    return target


def _copier(source: BinaryIO) -> Callable[[BinaryIO], None]:
    def copy(target: BinaryIO) -> None:
        while block := source.read(_BLOCK):
            target.write(block)

    return copy
