"""Make the HEIC samples of this folder; run it with an interpreter that has pillow-heif.

The project itself decodes HEIC only: encoders are under the GPL. The picture is four plain colours:
red and green above, blue and yellow below, 96 wide and 64 high when upright.

    upright.heic        stored upright
    phone.heic          as phones write it: stored on its side, turned by the container (irot),
                        and EXIF repeats the turn
    exif-only.heic      stored on its side; only EXIF speaks of a turn, which HEIC readers ignore
"""

from pathlib import Path

import pillow_heif
from PIL import Image

HERE = Path(__file__).parent
COLOURS = ((220, 30, 30), (30, 180, 30), (30, 30, 220), (230, 220, 40))


def picture() -> Image.Image:
    """Return the upright picture."""
    image = Image.new("RGB", (96, 64))
    for number, colour in enumerate(COLOURS):
        left, top = number % 2 * 48, number // 2 * 32
        image.paste(colour, (left, top, left + 48, top + 32))
    return image


def exif(orientation: int) -> Image.Exif:
    """Return an EXIF block with a time and a place."""
    block = Image.Exif()
    block[0x0112] = orientation
    block.get_ifd(0x8769)[0x9003] = "2022:11:14 10:15:00"
    block.get_ifd(0x8825).update(
        {1: "N", 2: (43.0, 52.0, 30.0), 3: "E", 4: (125.0, 19.0, 12.0)},
    )
    return block


def main() -> None:
    """Write the three samples."""
    pillow_heif.register_heif_opener()
    picture().save(HERE / "upright.heic", quality=60, exif=exif(1))
    on_its_side = picture().transpose(Image.Transpose.ROTATE_90)
    # Given EXIF as bytes, the writer puts its turn into the container too; given an object, not.
    on_its_side.save(HERE / "phone.heic", quality=60, exif=exif(6).tobytes())
    on_its_side.save(HERE / "exif-only.heic", quality=60, exif=exif(6))


if __name__ == "__main__":
    main()
