"""Charts in a Word file: a picture that is read out with all its numbers."""

from inspector_app.domain.chart_words import described
from inspector_app.reports.chart_picture import chart_png
from inspector_app.reports.document import Chart
from inspector_app.reports.word import styles
from inspector_app.reports.word.blocks import add
from inspector_app.reports.word.pictures import Room, picture
from inspector_app.reports.word.writer import Writer


@add.register
def _(block: Chart, writer: Writer) -> None:
    width = writer.sheet.text_width
    image = chart_png(block.value, width, block.height)
    # It may be higher than was asked for; nothing but the page limits it.
    room = Room(width=width, height=writer.sheet.text_height)
    shown = picture(image, room, writer, said=described(block.value))
    writer.paragraph(styles.CAPTION, shown)
