"""What a test of the district's month asks, and how news of a laptop comes in."""

from inspector_app.services.office_month_views import PersonMonth
from tests.district.office.district import NOVEMBER, District


def month_of(district: District, person: str = "DX001") -> PersonMonth:
    found = district.office.office_month.month(NOVEMBER)
    return next(each for each in found.people if each.line.id == person)


def send_news(district: District, name: str) -> None:
    bench = district.laptops[name]
    folder = district.share / "inbox" / name
    folder.mkdir(exist_ok=True)
    bench.bundles.export_news(inspector_id=bench.context.identity.inspector_id, folder=folder)
