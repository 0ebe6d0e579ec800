"""The colours of charts on paper.

Each pair of neighbours differs in lightness too, so that a black-and-white copy keeps them apart;
number and name are black on all of them.
"""

from typing import Final

from inspector_app.domain.chart_shapes import Tone
from inspector_app.reports.strips import Colour

PAPER_COLOURS: Final[dict[Tone, Colour]] = {
    Tone.PAPER: (255, 255, 255),
    Tone.INK: (0, 0, 0),
    Tone.SOFT: (64, 64, 64),
    Tone.GRID: (200, 200, 200),
    Tone.SERIES_1: (24, 74, 124),
    Tone.SERIES_2: (178, 84, 8),
    Tone.SERIES_3: (20, 110, 84),
    Tone.SERIES_4: (70, 70, 70),
    Tone.SERIES_5: (122, 44, 120),
    Tone.SERIES_6: (150, 30, 36),
    Tone.TINT_2: (252, 228, 204),
    Tone.TINT_3: (214, 240, 230),
    Tone.TINT_5: (242, 224, 242),
    Tone.TINT_6: (250, 222, 222),
    Tone.SHADE_1: (232, 240, 248),
    Tone.SHADE_2: (206, 223, 239),
    Tone.SHADE_3: (178, 205, 230),
    Tone.SHADE_4: (150, 186, 219),
    Tone.SHADE_5: (120, 165, 207),
}
