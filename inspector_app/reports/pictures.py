"""Pictures: how they are shaped; for PDF, JPEG bytes go into the file without being decoded."""

from hashlib import sha256
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.base.override import override

_JPEG: bytes = b"\xff\xd8\xff"


class PictureError(EnvironmentProblem):
    """A picture's bytes cannot be read as a picture."""

    code = "picture-unreadable"

    def __init__(self) -> None:
        super().__init__(
            "有一张照片的内容已损坏，无法打印。未生成文件，记录没有改变。"
            "请在记录的照片中打开各张查看，删去或重新添加损坏的一张后再打印。"
        )


class _Jpeg(ImageReader):
    """A JPEG that reportlab copies: its identity comes from the file, not from all its pixels."""

    def __init__(self, image: bytes) -> None:
        super().__init__(BytesIO(image))
        self._dataA = None
        self._digest = sha256(image).digest()

    @override
    def getRGBData(self) -> bytes:
        return self._digest


def reader(image: bytes) -> ImageReader:
    """Return ``image`` as reportlab takes pictures.

    Raises:
        PictureError: the bytes are no picture.
    """
    try:
        return _Jpeg(image) if image.startswith(_JPEG) else ImageReader(_on_paper(image))
    except (UnidentifiedImageError, OSError) as error:
        raise PictureError from error


def shape_of(image: bytes) -> tuple[int, int]:
    """Return width and height in pixels; what cannot be read is refused where it is drawn."""
    try:
        with Image.open(BytesIO(image)) as opened:
            return opened.size
    except (UnidentifiedImageError, OSError):
        return 1, 1


def _on_paper(image: bytes) -> Image.Image:
    """Return a picture on white: what is clear in it would be black, since no mask is drawn."""
    opened = Image.open(BytesIO(image))
    if not opened.has_transparency_data:
        return opened
    paper = Image.new("RGBA", opened.size, "white")
    paper.alpha_composite(opened.convert("RGBA"))
    return paper.convert("RGB")
