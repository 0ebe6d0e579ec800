"""What a file name tells of a time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.photo import TimeSource
from inspector_app.photos.times import time_and_source, time_from_exif, time_from_name

# Wall times: they have no zone, like those in a name.
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 30))  # noqa: DTZ001
PATTERNS = [
    "IMG_%Y%m%d_%H%M%S.jpg",
    "IMG_%Y%m%d_%H%M%S123.jpg",
    "IMG%Y%m%d%H%M%S.jpg",
    "IMG_%Y%m%d_%H%M%S_1.jpg",
    "IMG_%Y%m%d_%H%M%S(1).jpg",
    "Screenshot_%Y-%m-%d-%H-%M-%S-123_com.tencent.mm.jpg",
    "Screenshot_%Y%m%d_%H%M%S.png",
    "Screenshot_%Y%m%d-%H%M%S_com.android.chrome.png",
    "Screenshot %Y-%m-%d at %H.%M.%S.png",
    "微信图片_%Y%m%d%H%M%S.jpg",
    "微信图片_%Y%m%d%H%M%S_12_345.jpg",
    "QQ图片%Y%m%d%H%M%S.png",
    "截屏%Y-%m-%d %H.%M.%S.png",
    "屏幕截图 %Y-%m-%d %H%M%S.png",
    "%Y%m%d_%H%M%S.jpg",
    "%Y-%m-%d %H.%M.%S.heic",
    "%Y%m%d%H%M%S.jpg",
    "WIN_%Y%m%d_%H_%M_%S_Pro.jpg",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(moment=MOMENTS)
def test_names_of_cameras_and_messengers_tell_their_time(pattern: str, moment: datetime) -> None:
    expected = moment.isoformat(timespec="seconds")
    assert time_from_name(moment.strftime(pattern)) == expected


@pytest.mark.parametrize(
    "name", ["mmexport{}.jpg", "wx_camera_{}.jpg", "{}.jpg", "microMsg.{}.jpg"]
)
@given(moment=MOMENTS, milliseconds=st.integers(0, 999))
def test_milliseconds_since_1970_are_shown_as_time_in_china(
    name: str, moment: datetime, milliseconds: int
) -> None:
    instant = moment.replace(microsecond=0, tzinfo=UTC)
    number = int(instant.timestamp()) * 1000 + milliseconds
    if number < 10**12:
        return
    expected = (moment.replace(microsecond=0) + timedelta(hours=8)).isoformat()
    assert time_from_name(name.format(number)) == expected


def test_a_name_in_utc_is_shown_as_time_in_china() -> None:
    assert time_from_name("PXL_20221114_183000123.jpg") == "2022-11-15T02:30:00"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "DSC_0001.jpg",
        "IMG_0042.HEIC",
        "操场.jpg",
        "IMG_20221314_101500.jpg",
        "IMG_20220230_101500.jpg",
        "IMG_20221114_241500.jpg",
        "IMG_20221114_106000.jpg",
        "IMG-20221114-WA0001.jpg",
        "20221114.jpg",
        "120221114101500.jpg",
        "202211141015001234.jpg",
        "2022-1114_101500.jpg",
        "mmexport123.jpg",
        "mmexport16684092001234.jpg",
        "mmexport9999999999999.jpg",
        "x1668409200123.jpg",
        "0000000000001.jpg",
        "２０２２1114_101500.jpg",
        "截屏2022-11-14 下午03.15.00.png",
    ],
)
def test_a_name_without_a_valid_time_tells_nothing(name: str) -> None:
    assert time_from_name(name) == ""


def test_folders_before_the_name_tell_nothing() -> None:
    assert time_from_name("20221114_101500/操场.jpg") == ""
    assert time_from_name(r"C:\photos\IMG_20221114_101500.jpg") == "2022-11-14T10:15:00"


@given(st.text())
def test_any_name_gives_a_time_or_nothing(name: str) -> None:
    told = time_from_name(name)
    assert told == "" or datetime.fromisoformat(told).isoformat() == told


@given(st.integers(2000, 2099), *[st.integers(0, 99) for _ in range(5)])
def test_digits_are_a_time_exactly_when_a_calendar_has_it(
    year: int, month: int, day: int, hour: int, minute: int, second: int
) -> None:
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        expected = moment.replace(tzinfo=None).isoformat()
    except ValueError:
        expected = ""
    name = f"IMG_{year}{month:02}{day:02}_{hour:02}{minute:02}{second:02}.jpg"
    assert time_from_name(name) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022:11:14 10:15:00", "2022-11-14T10:15:00"),
        ("2022:11:14 10:15:00\0", "2022-11-14T10:15:00"),
        ("2022-11-14T10:15:00.123+08:00", "2022-11-14T10:15:00"),
        ("0000:00:00 00:00:00", ""),
        ("2022:11:14", ""),
        (None, ""),
        (b"2022:11:14 10:15:00", ""),
    ],
)
def test_a_camera_time_is_kept_as_wall_time(value: object, expected: str) -> None:
    assert time_from_exif(value) == expected


@pytest.mark.parametrize(
    ("camera", "name", "expected"),
    [
        ("2022-11-14T10:15:00", "20230101_000000.jpg", TimeSource.ORIGINAL),
        ("", "20230101_000000.jpg", TimeSource.FILE_NAME),
        ("", "操场.jpg", TimeSource.UNKNOWN),
    ],
)
def test_a_time_says_where_it_comes_from(camera: str, name: str, expected: TimeSource) -> None:
    assert time_and_source(camera, name)[1] is expected
