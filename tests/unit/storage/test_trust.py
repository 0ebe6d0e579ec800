"""What is known of keys: roots, rosters, pairs and laptops that ask."""

from inspector_app.storage.database import Database
from inspector_app.storage.trust import AgeKeyRow, EnrolmentRow, RosterRow, SignedRow, TrustStore

TEXT = SignedRow(b'{"a":1}', (b"one signature\n", b"another\n"))
ASKED = EnrolmentRow(
    "c" * 26, "dx-01", TEXT, "2026-11-02T01:00:00Z", "asked", None, None, None, None, ""
)


def test_the_roots_that_hold_are_the_ones_set_last(database: Database) -> None:
    store = TrustStore(database)
    store.set_roots(["old"], at="2026-11-02T01:00:00Z")
    store.set_roots(["old", "new"], at="2026-11-03T01:00:00Z")
    both = store.roots()
    store.set_roots(["new"], at="2026-11-04T01:00:00Z")

    assert both == ("old", "new")
    assert store.roots() == ("new",)
    assert database.row("SELECT ended_at FROM root_key WHERE public = 'old'") == (
        "2026-11-04T01:00:00Z",
    )


def test_the_roster_of_the_highest_version_holds(database: Database) -> None:
    store = TrustStore(database)
    assert store.newest_roster() is None

    for version in (1, 3, 2):
        store.add_roster(RosterRow(version, f"{version}" * 64, TEXT, "2026-11-02T01:00:00Z"))

    assert store.newest_roster() == RosterRow(3, "3" * 64, TEXT, "2026-11-02T01:00:00Z")


def test_a_retired_pair_still_opens_what_was_made_for_it(database: Database) -> None:
    store = TrustStore(database)
    store.add_age_key(AgeKeyRow("age1old", "secret 1"), at="2026-11-02T01:00:00Z")
    store.add_age_key(AgeKeyRow("age1new", "secret 2"), at="2026-11-03T01:00:00Z")

    assert store.age_key() == AgeKeyRow("age1new", "secret 2")
    assert [key.recipient for key in store.age_keys()] == ["age1new", "age1old"]


def test_a_laptop_that_asks_is_kept_with_what_was_decided(database: Database) -> None:
    store = TrustStore(database)
    store.put_enrolment(ASKED)
    decided = ASKED._replace(state="accepted", decided_at="2026-11-03", valid_from="2026-11-03")
    store.put_enrolment(decided)

    assert store.enrolment(ASKED.chain) == decided
    assert store.enrolments() == (decided,)
    assert store.enrolment("d" * 26) is None
