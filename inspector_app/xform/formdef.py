"""A form as it is defined: read from XML once, then shared by all sessions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element as XmlElement

from inspector_app.xform.actions import Action, read_actions
from inspector_app.xform.bindings import read_binds
from inspector_app.xform.body import read_body
from inspector_app.xform.computations import Program, build_program
from inspector_app.xform.elements import Element
from inspector_app.xform.errors import FormError, Problem
from inspector_app.xform.instance import read_definition
from inspector_app.xform.lists import Lists, read_lists
from inspector_app.xform.texts import Text, Translations, read_translations
from inspector_app.xform.xml import attribute, child, children, local_name, parse_xml


@dataclass(slots=True, eq=False)
class FormDef:
    """A form.

    Attributes:
        form_id: the ``id`` of the instance.
        version: its ``version``; "" without one.
        title: the title of the page.
        style: the words of the body for the screen of the whole form: ``pages``, ``theme-grid``.
        languages: the languages of the translations; empty without translations.
        default_language: the one that counts when none is chosen.
        root: the definition tree.
        elements: every element by its path.
        instance_name: the expression of the name of a record; "" without one.
        template: the main instance as the form gives it.
        translations: the translated texts.
        lists: the secondary instances.
        program: every expression, compiled and in order.
        actions: what is set at events.
        problems: what is odd about the form but does not stop it.
    """

    form_id: str
    version: str
    title: str
    style: str
    root: Element
    elements: Mapping[str, Element]
    template: XmlElement
    translations: Translations
    lists: Lists
    actions: tuple[Action, ...]
    program: Program
    problems: tuple[Problem, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the translations, in the order of the form."""
        return self.translations.languages

    @property
    def default_language(self) -> str:
        """The language that counts when none is chosen; "" without translations."""
        return self.translations.default

    @property
    def instance_name(self) -> str:
        """The expression of the name of a record; "" without one."""
        for element in self.elements.values():
            if element.name in {"instanceName", "orx:instanceName"}:
                return element.bind.get("calculate", "")
        return ""


def load_form(xml: str | bytes) -> FormDef:
    """Read a form.

    Raises:
        FormError: it is no XForm that can be run: broken XML, no main instance, an expression
            that cannot be read or uses a refused function, a cycle, or nesting too deep.
    """
    page = parse_xml(xml)
    model = _model(page)
    template = _template(model)
    problems: list[Problem] = []
    translations = read_translations(model)
    root = read_definition(template)
    elements = {element.path: element for element in root.walk()}
    read_binds(model, elements, problems)
    body = _body(page)
    if body is not None:
        read_body(body, elements, problems)
    lists = read_lists(model)
    actions = read_actions(model, body, elements, problems)
    _translate(elements, translations)
    program = build_program(elements, actions, translations, problems)
    return FormDef(
        form_id=attribute(template, "id") or "",
        version=attribute(template, "version") or "",
        title=_title(page),
        style="" if body is None else attribute(body, "class") or "",
        root=root,
        elements=elements,
        template=template,
        translations=translations,
        lists=lists,
        actions=actions,
        program=program,
        problems=tuple(problems),
    )


def _translate(elements: Mapping[str, Element], translations: Translations) -> None:
    translate = _translator(translations)
    for element in elements.values():
        element.translate = translate


def _translator(translations: Translations) -> Callable[[Text, str | None], str]:
    def translate(text: Text, language: str | None) -> str:
        found = translations.find(text.identifier, language) if text.identifier else text
        return "" if found is None else found.plain()

    return translate


def _model(page: XmlElement) -> XmlElement:
    for element in page.iter():
        if local_name(element) == "model":
            return element
    raise FormError([Problem("no-model", "", "不是 XForm：没有 model")])


def _template(model: XmlElement) -> XmlElement:
    instance = child(model, "instance")
    template = next(iter(instance), None) if instance is not None else None
    if template is None:
        raise FormError([Problem("no-instance", "model", "表单没有主数据（instance）")])
    return template


def _body(page: XmlElement) -> XmlElement | None:
    return next((element for element in page if local_name(element) == "body"), None)


def _title(page: XmlElement) -> str:
    for head in children(page, "head"):
        title = child(head, "title")
        if title is not None:
            return "".join(title.itertext()).strip()
    return ""
