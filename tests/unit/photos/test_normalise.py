"""What becomes of a photo: upright once, small enough, without metadata."""

import hashlib
import io
import re
from itertools import pairwise

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from inspector_app.domain.photo import TimeSource
from inspector_app.photos.normalise import GpsPolicy, OutputFormat, normalise
from inspector_app.photos.reading import SourceFormat
from tests.unit.photos.samples import (
    BLUE,
    HEIC_FOLDER,
    RED,
    UPRIGHT,
    corners,
    distance,
    encoded,
    exif,
    four_colours,
    opened,
    profile_with_red_and_blue_swapped,
    scenery,
    taken_with,
)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_ends_upright_however_the_camera_was_held(orientation: int) -> None:
    result = normalise(taken_with(orientation), name="a.jpg")
    assert corners(result.content) == UPRIGHT
    assert corners(result.thumbnail) == UPRIGHT
    assert (result.width, result.height) == (96, 64) == opened(result.content).size


@pytest.mark.parametrize("orientation", [3, 5, 6])
def test_a_photo_that_was_decoded_smaller_ends_upright(orientation: int) -> None:
    result = normalise(taken_with(orientation, width=4032, height=504), name="a.jpg")
    assert corners(result.content) == UPRIGHT
    assert (result.width, result.height) == (2016, 252)
    assert opened(result.thumbnail).size == (256, 32)


def test_normalising_twice_turns_once() -> None:
    once = normalise(taken_with(6), name="a.jpg")
    assert corners(normalise(once.content, name="a.jpg").content) == UPRIGHT


@pytest.mark.parametrize("orientation", [0, 9, 77])
def test_an_orientation_that_does_not_exist_turns_nothing(orientation: int) -> None:
    data = encoded(four_colours(), exif=exif(orientation))
    assert corners(normalise(data, name="a.jpg").content) == UPRIGHT


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((4032, 3024), (2016, 1512)),  # a half-size decode between 2000 and 2048 is taken as it is
        ((4000, 300), (2000, 150)),
        ((4096, 230), (2048, 115)),
        ((3998, 298), (2048, 153)),
        ((4160, 312), (2048, 154)),
        ((8064, 604), (2016, 151)),
        ((2048, 100), (2048, 100)),
        ((2049, 1), (2048, 1)),
        ((302, 4032), (151, 2016)),
        ((640, 480), (640, 480)),
        ((1, 1), (1, 1)),
    ],
)
def test_the_long_edge_is_at_most_2048(size: tuple[int, int], expected: tuple[int, int]) -> None:
    result = normalise(encoded(Image.new("RGB", size, RED)), name="a.jpg")
    assert (result.width, result.height) == expected == opened(result.content).size


def test_a_broken_exif_block_of_a_heic_photo_costs_its_time_alone() -> None:
    data = (HEIC_FOLDER / "upright.heic").read_bytes()
    start = data.rindex(b"MM\0*")
    result = normalise(data[:start] + b"\xff" * 30 + data[start + 30 :], name="a.heic")
    assert (result.taken_at, result.width) == ("", 96)


def test_a_small_picture_is_not_blown_up() -> None:
    result = normalise(encoded(four_colours(40, 30)), name="a.jpg")
    assert opened(result.thumbnail).size == (40, 30)


def test_a_result_holds_no_metadata_at_all() -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "SECRET-TEXT")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    files = {
        "a.jpg": encoded(
            scenery(), exif=exif(6), comment=b"SECRET-TEXT", icc_profile=profile,
            xmp=b"<x:xmpmeta>SECRET-TEXT</x:xmpmeta>", dpi=(300, 300),
        ),
        "a.png": encoded(
            four_colours(300, 200), "PNG", exif=exif(6), pnginfo=text, icc_profile=profile
        ),
        "a.webp": encoded(scenery(), "WEBP", exif=exif(6), icc_profile=profile),
    }  # fmt: skip
    for name, data in files.items():
        assert b"MAKER-MARK" in data
        result = normalise(data, name=name, gps=GpsPolicy.KEEP)
        for output in (result.content, result.thumbnail):
            image = opened(output)
            assert dict(image.getexif()) == {}
            assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
            assert not re.search(rb"SECRET|MAKER|Exif|eXIf|http|ICC_PROFILE|iCCP|tEXt", output)


def test_the_place_is_gone_from_the_bytes_and_told_only_when_asked_for() -> None:
    data = encoded(scenery(), exif=exif())
    assert 0x8825 in opened(data).getexif()
    dropped, kept = normalise(data, name="a.jpg"), normalise(data, name="a", gps=GpsPolicy.KEEP)
    assert dropped.position is None
    assert kept.position is not None
    assert (kept.position.latitude, kept.position.longitude) == (43.875, 125.32)
    assert kept.content == dropped.content
    assert 0x8825 not in opened(kept.content).getexif()


@pytest.mark.parametrize(
    ("gps", "expected"),
    [
        ({1: "S", 2: (1.0, 30.0, 0.0), 3: "W", 4: (2.0, 0.0, 36.0)}, (-1.5, -2.01)),
        ({1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}, None),
        ({1: "N", 2: (91.0, 0.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)}, None),
        ({1: "N", 2: (1.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)}, None),
        ({1: "N", 3: "E", 4: (1.0, 0.0, 0.0)}, None),
        ({}, None),
    ],
)
def test_a_place_is_in_degrees_or_unknown(
    gps: dict[int, object], expected: tuple[float, float] | None
) -> None:
    data = encoded(scenery(), exif=exif(gps=gps))
    position = normalise(data, name="a.jpg", gps=GpsPolicy.KEEP).position
    assert (position and (position.latitude, position.longitude)) == expected


def test_the_time_of_the_original_goes_before_the_time_in_the_name() -> None:
    data = encoded(scenery(), exif=exif())
    result = normalise(data, name="mmexport1668409200123.jpg")
    assert (result.taken_at, result.time_source) == ("2022-11-14T10:15:00", TimeSource.ORIGINAL)


def test_a_photo_from_a_messenger_has_the_time_of_its_name() -> None:
    result = normalise(encoded(scenery()), name="mmexport1668409200123.jpg")
    assert (result.taken_at, result.time_source) == ("2022-11-14T15:00:00", TimeSource.FILE_NAME)


def test_the_time_of_a_later_edit_is_never_the_time_of_taking() -> None:
    block = Image.Exif()
    block[0x0132] = "2023:01:01 00:00:00"
    result = normalise(encoded(scenery(), exif=block.tobytes()), name="a.jpg")
    assert (result.taken_at, result.time_source) == ("", TimeSource.UNKNOWN)


@pytest.mark.parametrize("time", ["0000:00:00 00:00:00", "    :  :     :  :  ", "", "2022:13:40"])
def test_a_camera_without_a_clock_tells_no_time(time: str) -> None:
    result = normalise(encoded(scenery(), exif=exif(time=time)), name="a.jpg")
    assert (result.taken_at, result.time_source) == ("", TimeSource.UNKNOWN)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("cut", [20, 40, 80, 120])
def test_a_broken_exif_block_costs_the_time_and_not_the_photo(cut: int) -> None:
    whole = exif()
    data = encoded(four_colours(), exif=whole[:cut] + b"\xff" * (len(whole) - cut))
    assert normalise(data, name="a.jpg").width == 96


def test_hashes_are_of_what_came_and_of_what_is_kept() -> None:
    data = encoded(scenery())
    result = normalise(data, name="a.jpg")
    assert result.original_sha256 == hashlib.sha256(data).hexdigest()
    assert result.sha256 == hashlib.sha256(result.content).hexdigest()


def test_the_same_bytes_give_the_same_result() -> None:
    data = encoded(scenery(), exif=exif(6))
    assert normalise(data, name="a.jpg") == normalise(data, name="a.jpg")


def test_a_photograph_in_png_becomes_jpeg() -> None:
    result = normalise(encoded(Image.effect_noise((300, 300), 90), "PNG"), name="a.png")
    assert (result.format, result.original_format) == (OutputFormat.JPEG, SourceFormat.PNG)


def test_a_screenshot_of_few_colours_stays_png() -> None:
    result = normalise(encoded(four_colours(600, 400), "PNG"), name="a.png")
    assert (result.format, result.format.media_type) == (OutputFormat.PNG, "image/png")
    assert opened(result.content).getpixel((5, 5)) == RED


def test_the_endings_of_results_are_those_of_a_bundle() -> None:
    assert [kind.suffix for kind in OutputFormat] == [".jpg", ".png"]


def test_a_scan_in_black_and_white_stays_readable() -> None:
    page = Image.new("1", (2480, 3508), 1)
    page.paste(0, (400, 400, 1200, 460))
    result = normalise(encoded(page, "PNG"), name="scan.png")
    assert (result.width, result.height, result.format) == (1448, 2048, OutputFormat.PNG)
    assert opened(result.content).convert("L").getpixel((400, 250)) == 0


@pytest.mark.parametrize("file_format", ["PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_what_is_transparent_becomes_white(mode: str, file_format: str) -> None:
    image = Image.new("RGBA", (200, 200), (220, 30, 30, 255))
    image.paste((0, 0, 0, 0), (0, 0, 100, 200))
    if mode == "LA":
        image = image.convert("LA")
    if mode == "PA":
        image = image.convert("P")
    options = {"lossless": True} if file_format == "WEBP" else {}
    result = normalise(encoded(image.convert("RGBA") if file_format == "WEBP" else image,
                               file_format, **options), name="a")  # fmt: skip
    shown = opened(result.content).convert("RGB")
    assert distance(shown.getpixel((20, 100)), (255, 255, 255)) <= 2
    assert distance(shown.getpixel((180, 100)), (255, 255, 255)) > 100


@pytest.mark.parametrize("mode", ["P", "RGBA", "L"])
def test_a_very_large_picture_is_seamless(mode: str) -> None:
    slope = Image.linear_gradient("L").resize((500, 6000)).convert(mode)
    result = normalise(encoded(slope, "PNG"), name="a.png")
    column = opened(result.content).convert("L").crop((80, 0, 81, 2048)).tobytes()
    assert (result.width, result.height) == (171, 2048)
    steps = [below - above for above, below in pairwise(column)]
    assert min(steps) >= -3
    assert max(steps) <= 4


@pytest.mark.parametrize("size", [(7001, 13), (13, 7001), (7001, 1), (5121, 401)])
def test_the_edges_of_a_very_large_picture_are_kept(size: tuple[int, int]) -> None:
    image = Image.new("RGBA", size, (220, 30, 30, 255))
    result = opened(normalise(encoded(image, "PNG"), name="a.png").content).convert("RGB")
    assert max(result.size) == 2048
    assert {result.getpixel((x, y)) for x in (0, result.width - 1)
            for y in (0, result.height - 1)} == {RED}  # fmt: skip


def test_a_palette_with_one_transparent_colour_is_flattened() -> None:
    image = four_colours(mode="P")
    see_through = image.getpixel((5, 5))
    result = normalise(encoded(image, "PNG", transparency=see_through), name="a.png")
    assert corners(result.content) == ["white", "green", "blue", "yellow"]


@pytest.mark.parametrize("value", [0, 13_000, 65_535])
def test_sixteen_bits_of_grey_become_eight(value: int) -> None:
    image = Image.new("I;16", (64, 64), value)
    result = normalise(encoded(image, "PNG"), name="a.png")
    assert abs(opened(result.content).convert("L").getpixel((9, 9)) - value // 256) <= 1


def test_a_cmyk_jpeg_keeps_its_colours() -> None:
    result = normalise(encoded(four_colours(mode="CMYK"), quality=95), name="a.jpg")
    assert opened(result.content).mode == "RGB"
    assert corners(result.content) == UPRIGHT


def test_a_grey_jpeg_stays_grey() -> None:
    result = normalise(encoded(scenery().convert("L")), name="a.jpg")
    assert opened(result.content).mode == "L"


def test_a_wide_colour_profile_is_applied_before_it_is_dropped() -> None:
    data = encoded(
        Image.new("RGB", (64, 64), RED), quality=95,
        icc_profile=profile_with_red_and_blue_swapped(),
    )  # fmt: skip
    pixel = opened(normalise(data, name="a.jpg").content).getpixel((30, 30))
    assert distance(pixel, BLUE) < distance(pixel, RED)


@pytest.mark.parametrize("profile", [b"no profile", b"\0" * 400])
def test_a_broken_colour_profile_costs_nothing(profile: bytes) -> None:
    data = encoded(four_colours(), quality=95, icc_profile=profile)
    assert corners(normalise(data, name="a.jpg").content) == UPRIGHT


def test_a_cmyk_jpeg_with_a_profile_of_other_colours_is_taken_without_it() -> None:
    data = encoded(
        four_colours(mode="CMYK"), quality=95, icc_profile=profile_with_red_and_blue_swapped()
    )
    assert corners(normalise(data, name="a.jpg").content) == UPRIGHT


def test_the_first_frame_stands_for_an_animation() -> None:
    frames = [four_colours(), Image.new("RGB", (96, 64), BLUE)]
    for file_format in ("WEBP", "PNG"):
        stream = io.BytesIO()
        frames[0].save(stream, file_format, save_all=True, append_images=frames[1:], duration=99)
        assert corners(normalise(stream.getvalue(), name="a").content) == UPRIGHT


def test_the_first_picture_stands_for_a_file_of_several() -> None:
    stream = io.BytesIO()
    four_colours().save(
        stream, "MPO", save_all=True, append_images=[Image.new("RGB", (96, 64), BLUE)]
    )
    assert corners(normalise(stream.getvalue(), name="a.jpg").content) == UPRIGHT


def test_a_film_behind_the_photo_does_not_disturb_it() -> None:
    data = taken_with(6) + b"\0\0\0\x18ftypmp42" + b"\0" * 5000
    assert corners(normalise(data, name="MVIMG_20221114.jpg").content) == UPRIGHT


def test_a_progressive_jpeg_is_taken() -> None:
    data = encoded(four_colours(4032, 504), progressive=True, quality=90)
    assert corners(normalise(data, name="a.jpg").content) == UPRIGHT


@pytest.mark.parametrize("name", ["upright.heic", "phone.heic"])
def test_a_heic_photo_ends_upright(name: str) -> None:
    result = normalise((HEIC_FOLDER / name).read_bytes(), name=name)
    assert corners(result.content) == UPRIGHT
    assert (result.format, result.original_format) == (OutputFormat.JPEG, SourceFormat.HEIC)
    assert (result.taken_at, result.time_source) == ("2022-11-14T10:15:00", TimeSource.ORIGINAL)


def test_a_heic_photo_is_turned_by_its_container_alone() -> None:
    data = (HEIC_FOLDER / "exif-only.heic").read_bytes()
    result = normalise(data, name="a.heic")
    assert (result.width, result.height) == (64, 96)
    assert corners(result.content) == ["green", "yellow", "red", "blue"]


def test_the_place_of_a_heic_photo_is_dropped_unless_asked_for() -> None:
    data = (HEIC_FOLDER / "phone.heic").read_bytes()
    dropped, kept = normalise(data, name="a"), normalise(data, name="a", gps=GpsPolicy.KEEP)
    assert dropped.position is None
    assert kept.position is not None
    assert kept.position.longitude == 125.32
    assert dict(opened(kept.content).getexif()) == {}
