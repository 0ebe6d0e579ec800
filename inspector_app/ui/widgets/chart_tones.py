"""The colours of charts in the window, light and dark."""

from typing import Final

from inspector_app.domain.chart_shapes import Tone
from inspector_app.ui.theme import COLOURS, Colours, Mode

_LIGHT: Final = {
    Tone.SERIES_1: "#184a7c",
    Tone.SERIES_2: "#b25408",
    Tone.SERIES_3: "#146e54",
    Tone.SERIES_4: "#464646",
    Tone.SERIES_5: "#7a2c78",
    Tone.SERIES_6: "#961e24",
    Tone.TINT_2: "#fce4cc",
    Tone.TINT_3: "#d6f0e6",
    Tone.TINT_5: "#f2e0f2",
    Tone.TINT_6: "#fadede",
    Tone.SHADE_1: "#e8f0f8",
    Tone.SHADE_2: "#cedfef",
    Tone.SHADE_3: "#b2cde6",
    Tone.SHADE_4: "#96badb",
    Tone.SHADE_5: "#78a5cf",
}
# The greater a number, the further is its shade from the ground: brighter, on dark.
_DARK: Final = {
    Tone.SERIES_1: "#8fc1f0",
    Tone.SERIES_2: "#f0b072",
    Tone.SERIES_3: "#7ad3b4",
    Tone.SERIES_4: "#c8cdd4",
    Tone.SERIES_5: "#dca6da",
    Tone.SERIES_6: "#f5a39b",
    Tone.TINT_2: "#4a3824",
    Tone.TINT_3: "#1f4438",
    Tone.TINT_5: "#452f46",
    Tone.TINT_6: "#4d2e2d",
    Tone.SHADE_1: "#293644",
    Tone.SHADE_2: "#2d4155",
    Tone.SHADE_3: "#304c66",
    Tone.SHADE_4: "#335777",
    Tone.SHADE_5: "#356288",
}


def tones_of(colours: Colours) -> dict[Tone, str]:
    """Return the colour of every tone beside the colours that the window has."""
    own = _DARK if colours == COLOURS[Mode.DARK] else _LIGHT
    return {
        **own,
        Tone.PAPER: colours.surface,
        Tone.INK: colours.text,
        Tone.SOFT: colours.soft,
        Tone.GRID: colours.line,
    }
