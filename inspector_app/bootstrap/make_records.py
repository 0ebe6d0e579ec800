"""Makers of services: records, their talks, pictures and issues."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from inspector_app.bootstrap.services import Services
    from inspector_app.services.calendar import CalendarService
    from inspector_app.services.checklist_tables import ChecklistTables
    from inspector_app.services.checklists import ChecklistService
    from inspector_app.services.checks import CheckService
    from inspector_app.services.collecting import Collecting
    from inspector_app.services.courier import Courier
    from inspector_app.services.demo import DemoService
    from inspector_app.services.form_answers import FormAnswers
    from inspector_app.services.form_bench import FormBench
    from inspector_app.services.form_filing import FormFiling
    from inspector_app.services.form_photos import FormPhotos
    from inspector_app.services.form_records import FormRecordService
    from inspector_app.services.form_versions import FormVersions
    from inspector_app.services.imports import ImportService
    from inspector_app.services.issues import IssueService
    from inspector_app.services.joint_entries import JointEntries
    from inspector_app.services.joint_hand_over import JointHandOver
    from inspector_app.services.joint_matches import JointMatches
    from inspector_app.services.joint_sharing import JointSharing
    from inspector_app.services.joint_take_over import JointTakeOver
    from inspector_app.services.ledger import LedgerService
    from inspector_app.services.ledger_sources import LedgerSourcesService
    from inspector_app.services.lessons import LessonService
    from inspector_app.services.notes import NoteService
    from inspector_app.services.parcels import ParcelService
    from inspector_app.services.peers_arrived import PeersArrived
    from inspector_app.services.people import PeopleService
    from inspector_app.services.photos import PhotoService
    from inspector_app.services.replies import ReplyService
    from inspector_app.services.reply_forms import ReplyFormService
    from inspector_app.services.schools import SchoolService
    from inspector_app.services.search import SearchService
    from inspector_app.services.settings import SettingsService
    from inspector_app.services.share import ShareService
    from inspector_app.services.shipped_forms import ShippedForms
    from inspector_app.services.talks import TalkService
    from inspector_app.services.today import TodayService
    from inspector_app.services.visit_edit import VisitEditService
    from inspector_app.services.visits import VisitService
    from inspector_app.services.word_in import WordInService


def _settings(bench: Services) -> SettingsService:
    from inspector_app.services.settings import SettingsService

    return SettingsService(bench.context)


def _schools(bench: Services) -> SchoolService:
    from inspector_app.services.schools import SchoolService

    return SchoolService(bench.context)


def _people(bench: Services) -> PeopleService:
    from inspector_app.services.people import PeopleService

    return PeopleService(bench.context)


def _visits(bench: Services) -> VisitService:
    from inspector_app.services.visits import VisitService

    return VisitService(bench.context, lambda: bench.form_filing)


def _visit_edit(bench: Services) -> VisitEditService:
    from inspector_app.services.visit_edit import VisitEditService

    return VisitEditService(bench.context, bench.settings)


def _joint_entries(bench: Services) -> JointEntries:
    from inspector_app.services.joint_entries import JointEntries

    return JointEntries(bench.context, visits=bench.visits, visit_edit=bench.visit_edit)


def _joint_hand_over(bench: Services) -> JointHandOver:
    from inspector_app.services.joint_hand_over import JointHandOver

    return JointHandOver(bench.context)


def _joint_matches(bench: Services) -> JointMatches:
    from inspector_app.services.joint_matches import JointMatches

    return JointMatches(bench.context)


def _share(bench: Services) -> ShareService:
    from inspector_app.services.share import ShareService

    return ShareService(bench.context)


def _courier(bench: Services) -> Courier:
    from inspector_app.services.courier import Courier

    return Courier(
        bench.context,
        bundles=lambda: bench.bundles,
        share=bench.share,
        answers=bench.office_answers,
        joining=lambda: bench.trust_joining,
        peers=lambda: bench.peers_arrived,
    )


def _peers_arrived(bench: Services) -> PeersArrived:
    from inspector_app.services.peers_arrived import PeersArrived

    return PeersArrived(bench.context, bench.joint_take_over)


def _parcels(bench: Services) -> ParcelService:
    from inspector_app.services.parcels import ParcelService

    return ParcelService(bench.context)


def _collecting(bench: Services) -> Collecting:
    from inspector_app.services.collecting import Collecting, Takers

    return Collecting(
        bench.context,
        Takers(
            desk=lambda: bench.office_desk,
            laptops=lambda: bench.trust_laptops,
            joining=lambda: bench.trust_joining,
            answers=lambda: bench.office_answers,
            peers=lambda: bench.peers_arrived,
        ),
    )


def _joint_sharing(bench: Services) -> JointSharing:
    from inspector_app.services.joint_sharing import JointSharing

    return JointSharing(
        bench.context,
        give=bench.joint_hand_over,
        take=bench.joint_take_over,
        share=bench.share,
    )


def _joint_take_over(bench: Services) -> JointTakeOver:
    from inspector_app.services.joint_take_over import JointTakeOver

    return JointTakeOver(bench.context)


def _talks(bench: Services) -> TalkService:
    from inspector_app.services.talks import TalkService

    return TalkService(bench.context, bench.visit_edit)


def _checklists(bench: Services) -> ChecklistService:
    from inspector_app.services.checklist_versions import ChecklistVersions
    from inspector_app.services.checklists import ChecklistService

    return ChecklistService(bench.context, ChecklistVersions(bench.context))


def _form_versions(bench: Services) -> FormVersions:
    from inspector_app.services.form_versions import FormVersions

    return FormVersions(bench.context)


def _form_bench(bench: Services) -> FormBench:
    from inspector_app.services.form_bench import FormBench

    return FormBench(bench.context, bench.form_versions)


def _shipped_forms(bench: Services) -> ShippedForms:
    from inspector_app.services.shipped_forms import ShippedForms

    return ShippedForms(bench.form_versions)


def _forms(bench: Services) -> FormRecordService:
    from inspector_app.services.form_records import FormRecordService

    return FormRecordService(bench.context, bench.form_versions)


def _form_answers(bench: Services) -> FormAnswers:
    from inspector_app.services.form_answers import FormAnswers

    return FormAnswers(bench.context, bench.form_versions)


def _form_filing(bench: Services) -> FormFiling:
    from inspector_app.services.form_filing import FormFiling

    return FormFiling(bench.context, bench.forms)


def _form_photos(bench: Services) -> FormPhotos:
    from inspector_app.services.form_photos import FormPhotos

    return FormPhotos(bench.context, bench.forms, bench.photos)


def _checklist_tables(bench: Services) -> ChecklistTables:
    from inspector_app.services.checklist_tables import ChecklistTables

    return ChecklistTables(bench.context, bench.checklists.versions)


def _lessons(bench: Services) -> LessonService:
    from inspector_app.services.lessons import LessonService

    return LessonService(bench.context)


def _search(bench: Services) -> SearchService:
    from inspector_app.services.search import SearchService

    return SearchService(bench.context)


def _today(bench: Services) -> TodayService:
    from inspector_app.services.today import TodayService

    return TodayService(bench.context)


def _issues(bench: Services) -> IssueService:
    from inspector_app.services.issues import IssueService

    return IssueService(bench.context)


def _ledger(bench: Services) -> LedgerService:
    from inspector_app.services.ledger import LedgerService

    return LedgerService(bench.context)


def _ledger_sources(bench: Services) -> LedgerSourcesService:
    from inspector_app.services.ledger_sources import LedgerSourcesService

    return LedgerSourcesService(bench.context)


def _photos(bench: Services) -> PhotoService:
    from inspector_app.services.photos import PhotoService

    return PhotoService(bench.context)


def _notes(bench: Services) -> NoteService:
    from inspector_app.services.notes import NoteService

    return NoteService(bench.context, bench.photos)


def _replies(bench: Services) -> ReplyService:
    from inspector_app.services.replies import ReplyService

    return ReplyService(bench.context, issues=bench.issues, photos=bench.photos)


def _reply_forms(bench: Services) -> ReplyFormService:
    from inspector_app.services.reply_forms import ReplyFormService

    return ReplyFormService(
        bench.context, replies=bench.replies, issues=bench.issues, photos=bench.photos
    )


def _word_in(bench: Services) -> WordInService:
    from inspector_app.services.word_in import WordInService

    return WordInService(
        bench.context, visit_edit=bench.visit_edit, photos=bench.photos, notes=bench.notes
    )


def _imports(bench: Services) -> ImportService:
    from inspector_app.services.imports import ImportService

    return ImportService(bench.context)


def _calendar(bench: Services) -> CalendarService:
    from inspector_app.services.calendar import CalendarService

    return CalendarService(bench.context)


def _checks(bench: Services) -> CheckService:
    from inspector_app.services.checks import CheckService

    return CheckService(bench.context, registers=lambda: bench.registers)


def _demo(bench: Services) -> DemoService:
    from inspector_app.services.demo import DemoService

    return DemoService(bench.context, documents=lambda: bench.documents)


MAKERS: Final[Mapping[str, Callable[[Services], object]]] = {
    "settings": _settings,
    "schools": _schools,
    "people": _people,
    "visits": _visits,
    "visit_edit": _visit_edit,
    "joint_entries": _joint_entries,
    "joint_hand_over": _joint_hand_over,
    "joint_matches": _joint_matches,
    "joint_take_over": _joint_take_over,
    "share": _share,
    "courier": _courier,
    "joint_sharing": _joint_sharing,
    "peers_arrived": _peers_arrived,
    "parcels": _parcels,
    "collecting": _collecting,
    "talks": _talks,
    "checklists": _checklists,
    "checklist_tables": _checklist_tables,
    "form_versions": _form_versions,
    "form_bench": _form_bench,
    "shipped_forms": _shipped_forms,
    "forms": _forms,
    "form_answers": _form_answers,
    "form_filing": _form_filing,
    "form_photos": _form_photos,
    "lessons": _lessons,
    "search": _search,
    "today": _today,
    "issues": _issues,
    "ledger": _ledger,
    "ledger_sources": _ledger_sources,
    "photos": _photos,
    "notes": _notes,
    "replies": _replies,
    "reply_forms": _reply_forms,
    "word_in": _word_in,
    "imports": _imports,
    "calendar": _calendar,
    "checks": _checks,
    "demo": _demo,
}
