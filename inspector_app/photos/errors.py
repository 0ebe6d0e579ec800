"""Why a file is not taken as a photo; each sentence names the file."""

from inspector_app.base.errors import EnvironmentProblem, InputError, Problem


class PhotoRefusedError(InputError):
    """A file that is not taken; the other photos of the same drop are not concerned."""

    code = "photo-refused"

    def __init__(self, name: str, *, what: str, remedy: str) -> None:
        problem = Problem(where=name, what=what, remedy=remedy)
        sentence = f"“{name}”没有放入：{what}。其他照片不受影响；{remedy}。"
        super().__init__(sentence, problems=(problem,))
        self.name = name


class UnknownFormatError(PhotoRefusedError):
    """Not one of the formats that phones and messengers produce."""

    code = "photo-unknown-format"

    def __init__(self, name: str, *, found: str = "") -> None:
        what = f"这是{found}" if found else "认不出这是什么图片"
        remedy = "请换成 JPEG、PNG、WebP 或 HEIC 格式的照片再放入"
        super().__init__(name, what=what, remedy=remedy)


class DamagedPhotoError(PhotoRefusedError):
    """The content breaks off or contradicts itself."""

    code = "photo-damaged"

    def __init__(self, name: str) -> None:
        remedy = "请让对方重新发送，或从手机重新拷贝这张照片"
        super().__init__(name, what="文件不完整或已损坏，打不开", remedy=remedy)


class SlowPhotoError(PhotoRefusedError):
    """The decoder did not come to an end in its time."""

    code = "photo-slow"

    def __init__(self, name: str) -> None:
        remedy = "请让对方重新发送，或在手机上把照片转为 JPEG 再放入"
        super().__init__(name, what="很久没有读完，文件可能已损坏", remedy=remedy)


class TooManyPixelsError(PhotoRefusedError):
    """More pixels than are decoded: a picture made to fill the memory looks like this too."""

    code = "photo-too-many-pixels"

    def __init__(self, name: str, *, limit: int) -> None:
        what = f"像素超过 {limit // 10_000} 万"
        remedy = "请在手机里把照片改小，或改用普通分辨率拍摄"
        super().__init__(name, what=what, remedy=remedy)


class TooManyBytesError(PhotoRefusedError):
    """A file larger than any original that is kept."""

    code = "photo-too-large"

    def __init__(self, name: str, *, size: int, limit: int) -> None:
        what = f"文件有 {size / 1048576:.0f} MB，超过 {limit // 1048576} MB"
        super().__init__(name, what=what, remedy="请把照片改小后再放入")


class HeicDecoderMissingError(EnvironmentProblem):
    """The part of the installation that reads HEIC is not there."""

    code = "heic-decoder-missing"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}”没有放入：本机缺少读取 HEIC 照片的组件。其他照片不受影响；"
            "请重新安装本软件，或在手机上把照片转为 JPEG 再放入。",
        )
        self.name = name
