"""Forms of our own for recordings that name the file of a form and do not hold it.

Each has the questions that the recordings ask by name, and does what their words say. What is
expected of it is theirs: how choices follow answers, which events set what, what a new instance
begins with.
"""

from typing import Final

_NAMESPACES: Final = (
    'xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms"'
)


def _form(instance: str, model: str, body: str) -> str:
    return (
        f"<h:html {_NAMESPACES}><h:head><h:title>stand-in</h:title><model>"
        f"<instance>{instance}</instance>{model}</model></h:head><h:body>{body}</h:body></h:html>"
    )


def _bind(path: str, **properties: str) -> str:
    written = " ".join(f'{name}="{value}"' for name, value in properties.items())
    return f'<bind nodeset="{path}" {written}/>'


def _input(path: str, inside: str = "") -> str:
    return f'<input ref="{path}">{inside}</input>'


def _set(event: str, path: str, value: str) -> str:
    return f'<setvalue event="{event}" ref="{path}" value="{value}"/>'


def _items(*values: str) -> str:
    return "".join(f"<item><label>{v}</label><value>{v}</value></item>" for v in values)


def _list(name: str, *rows: dict[str, str]) -> str:
    items = (
        "<item>" + "".join(f"<{key}>{cell}</{key}>" for key, cell in row.items()) + "</item>"
        for row in rows
    )
    return f'<instance id="{name}"><root>{"".join(items)}</root></instance>'


def _select(kind: str, path: str, nodeset: str) -> str:
    itemset = f'<itemset nodeset="{nodeset}"><value ref="name"/><label ref="name"/></itemset>'
    return f'<{kind} ref="{path}">{itemset}</{kind}>'


# -- choices that follow the answer above ----------------------------------------------------------

_SECOND: Final = [first + letter for first in "abc" for letter in "abc"]
_THIRD: Final = [second + letter for second in _SECOND for letter in "ab"]
_LEVELS: Final = _list("second", *({"name": v, "above": v[:-1]} for v in _SECOND)) + _list(
    "third", *({"name": v, "above": v[:-1]} for v in _THIRD)
)


def _cascade(kind: str, first: str, second: str) -> str:
    """Three questions; the choices of the lower two pass the filters."""
    return (
        f'<{kind} ref="/data/level1">{_items("a", "b", "c")}</{kind}>'
        + _select(kind, "/data/level2", f"instance('second')/root/item[{first}]")
        + _select(kind, "/data/level3", f"instance('third')/root/item[{second}]")
    )


def _one_of_each() -> str:
    names = "".join(f"<level{n}{end}/>" for end in ("", "_contains") for n in (1, 2, 3))
    contains = _cascade(
        "select1",
        "contains(name, /data/level1_contains)",
        "contains(name, /data/level2_contains)",
    )
    for number in (1, 2, 3):
        contains = contains.replace(f'"/data/level{number}"', f'"/data/level{number}_contains"')
    plain = _cascade("select1", "above = /data/level1", "above = /data/level2")
    required = "".join(_bind(f"/data/level{n}", required="true()") for n in (2, 3))
    return _form(f'<data id="one">{names}</data>', _LEVELS + required, plain + contains)


def _several_of_each() -> str:
    body = _cascade("select", "selected(/data/level1, above)", "selected(/data/level2, above)")
    return _form('<data id="several"><level1/><level2/><level3/></data>', _LEVELS, body)


# -- events ----------------------------------------------------------------------------------------


def _new_repeat() -> str:
    instance = (
        '<data id="new-repeat"><my-toplevel-value/>'
        '<my-repeat jr:template=""><defaults-to-position/><defaults-to-toplevel/></my-repeat>'
        "<repeat-count/>"
        '<my-jr-count-repeat jr:template=""><defaults-to-position-again/></my-jr-count-repeat>'
        "<my-repeat-without-template><my-value/></my-repeat-without-template>"
        "<my-repeat-without-template><my-value/></my-repeat-without-template></data>"
    )
    new, one, other = "odk-new-repeat", "/data/my-repeat", "/data/my-jr-count-repeat"
    third = "/data/my-repeat-without-template"
    body = (
        _input("/data/my-toplevel-value")
        + f'<repeat nodeset="{one}">'
        + _set(new, f"{one}/defaults-to-position", "position(..)")
        + _set(new, f"{one}/defaults-to-toplevel", "../../my-toplevel-value + 2")
        + _input(f"{one}/defaults-to-position")
        + "</repeat>"
        + _input("/data/repeat-count")
        + f'<repeat nodeset="{other}" jr:count="/data/repeat-count">'
        + _set(new, f"{other}/defaults-to-position-again", "position(..)")
        + _input(f"{other}/defaults-to-position-again")
        + f'</repeat><repeat nodeset="{third}">'
        + _set(new, f"{third}/my-value", "position(..) - 1")
        + _input(f"{third}/my-value")
        + "</repeat>"
    )
    return _form(instance, _bind("/data/repeat-count", type="int"), body)


def _events_of_the_model(event: str) -> str:
    instance = '<data id="model-event"><rep><q/></rep></data>'
    body = '<repeat nodeset="/data/rep"><input ref="/data/rep/q"/></repeat>'
    return _form(instance, _set(event, "/data/rep/q", "1"), body)


def _many_events() -> str:
    instance = (
        '<data id="events"><nested-first-load/><my-group><nested-first-load-in-group/></my-group>'
        "<my-value>5</my-value><my-calculated-value/></data>"
    )
    group = "/data/my-group/nested-first-load-in-group"
    both = "odk-instance-first-load xforms-value-changed"
    body = (
        _input(
            "/data/nested-first-load",
            _set("odk-instance-first-load", "/data/nested-first-load", "'cheese'"),
        )
        + '<group ref="/data/my-group">'
        + _input(group, _set("odk-instance-first-load", group, "'more cheese'"))
        + "</group>"
        + _input("/data/my-value", _set(both, "/data/my-calculated-value", "/data/my-value * 2"))
    )
    return _form(instance, _bind("/data/my-value", type="int"), body)


def _one_event() -> str:
    setvalue = _set("odk-instance-first-load", "/data/text", "'Test Value'")
    return _form('<data id="event"><text/></data>', setvalue, _input("/data/text"))


# -- names of choices ------------------------------------------------------------------------------


def _choice_names() -> str:
    root = "/jr-choice-name"
    words = {"English (en)": "Choice", "French (fr)": "Choix"}
    itext = "".join(
        f'<translation lang="{language}">'
        + "".join(f'<text id="c{n}"><value>{word} {n}</value></text>' for n in range(1, 6))
        + "</translation>"
        for language, word in words.items()
    )
    choices = "".join(
        f"<item><label ref=\"jr:itext('c{n}')\"/><value>choice{n}</value></item>"
        for n in range(1, 6)
    )
    instance = (
        '<jr-choice-name id="names"><literal_choice_name/><select_one_outside/>'
        "<select_one_name_outside/><my-repeat><select_one/><select_one_name/></my-repeat>"
        "<cocotero_a/><cocotero_b/><cocotero/><cocotero_name/></jr-choice-name>"
    )
    pairs = _list("pairs", *({"name": f"{a}-{b}", "label": f"Cocotero {a}-{b}"}
                             for a in "ab" for b in "ab"))  # fmt: skip

    def named(path: str, value: str, question: str) -> str:
        return _bind(f"{root}/{path}", calculate=f"jr:choice-name({value}, '{root}/{question}')")

    model = (
        f"<itext>{itext}</itext>{pairs}"
        + named("literal_choice_name", "'choice2'", "select_one_outside")
        + named("select_one_name_outside", f"{root}/select_one_outside", "select_one_outside")
        + named("my-repeat/select_one_name", f"{root}/my-repeat/select_one", "my-repeat/select_one")
        + named("cocotero_name", f"concat({root}/cocotero_a, '-', {root}/cocotero_b)", "cocotero")
    )
    itemset = '<itemset nodeset="instance(\'pairs\')/root/item"><value ref="name"/>'
    body = (
        f'<select1 ref="{root}/select_one_outside">{choices}</select1>'
        f'<repeat nodeset="{root}/my-repeat"><select1 ref="{root}/my-repeat/select_one">'
        f"{choices}</select1></repeat>"
        + _input(f"{root}/cocotero_a")
        + _input(f"{root}/cocotero_b")
        + f'<select1 ref="{root}/cocotero">{itemset}<label ref="label"/></itemset></select1>'
    )
    return _form(instance, model, body)


# -- current(), lists, counts ----------------------------------------------------------------------


def _current() -> str:
    fruits = (("blueberry", "blueray"), ("blueberry", "collins"), ("blueberry", "duke"),
              ("apple", "gala"))  # fmt: skip
    varieties = _list("varieties", *({"name": name, "fruit": fruit} for fruit, name in fruits))
    instance = (
        '<data id="current"><my_group><name/><name_relative/></my_group><fruit/><variety/></data>'
    )
    relative = _bind("/data/my_group/name_relative", calculate="current()/../name")
    filtered = "instance('varieties')/root/item[fruit = current()/../fruit]"
    body = (
        f'<group ref="/data/my_group">{_input("/data/my_group/name")}</group>'
        f'<select1 ref="/data/fruit">{_items("blueberry", "apple")}</select1>'
        + _select("select1", "/data/variety", filtered)
    )
    return _form(instance, varieties + relative, body)


def _current_of_a_field() -> str:
    instance = '<data id="field"><my_group><name/></my_group></data>'
    body = '<repeat nodeset="/data/my_group"><input ref="current()/name"/></repeat>'
    return _form(instance, "", body)


def _current_of_a_count() -> str:
    instance = '<data id="count"><many>3</many><my_group jr:template=""><name/></my_group></data>'
    body = (
        '<repeat nodeset="/data/my_group" jr:count="current()/../many">'
        '<input ref="/data/my_group/name"/></repeat>'
    )
    return _form(instance, _bind("/data/many", type="int"), body)


def _two_lists(end_of_one: str, end_of_other: str) -> str:
    lists = "".join(
        _list(name, *({"name": v, "label": v.upper() + end} for v in "abc"))
        for name, end in (("instance_one", end_of_one), ("instance_two", end_of_other))
    )
    found = "instance('{}')/root/item[name = /data/choice]/label"
    both = f"concat({found.format('instance_one')}, {found.format('instance_two')})"
    body = f'<select1 ref="/data/choice">{_items("a", "b", "c")}</select1>'
    instance = '<data id="lists"><choice/><both/></data>'
    return _form(instance, lists + _bind("/data/both", calculate=both), body)


def _list_in_a_repeat() -> str:
    instance = '<data id="rep"><repeat jr:template=""><choice/><calculate/></repeat></data>'
    found = "instance('letters')/root/item[name = current()/../choice]/label"
    model = _list("letters", *({"name": v, "label": v.upper()} for v in "abc"))
    body = (
        '<repeat nodeset="/data/repeat"><select1 ref="/data/repeat/choice">'
        f"{_items('a', 'b', 'c')}</select1></repeat>"
    )
    return _form(instance, model + _bind("/data/repeat/calculate", calculate=found), body)


def _list_elsewhere() -> str:
    body = _select("select1", "/data/first", "instance('external')/root/item")
    elsewhere = '<instance id="external" src="jr://file-csv/missing.csv"/>'
    return _form('<data id="elsewhere"><first/></data>', elsewhere, body)


def _last_saved() -> str:
    item = _bind("/data/item", calculate="instance('__last-saved')/data/item")
    saved = '<instance id="__last-saved" src="jr://instance/last-saved"/>'
    return _form('<data id="last"><item/></data>', saved + item, _input("/data/item"))


def _counts() -> str:
    items = "".join(f"<item><q>{text}</q></item>" for text in ("", "x", "", "y"))
    instance = f'<test id="counts">{items}<count_value/><count_non_empty_value/></test>'
    model = _bind("/test/count_value", calculate="count(/test/item)", type="int") + _bind(
        "/test/count_non_empty_value", calculate="count-non-empty(/test/item)", type="int"
    )
    body = '<repeat nodeset="/test/item"><input ref="/test/item/q"/></repeat>'
    return _form(instance, model, body)


# -- controls, groups, checks, defaults ------------------------------------------------------------


def _slider() -> str:
    body = '<range ref="/stats/balance" start="-2" end="2" step="0.5"/>'
    return _form(
        '<stats id="range"><balance/></stats>', _bind("/stats/balance", type="decimal"), body
    )


def _ranking() -> str:
    body = f'<odk:rank ref="/data/rankWidget">{_items(*"ABCDEFG")}</odk:rank>'
    rank = _bind("/data/rankWidget", type="odk:rank")
    return _form('<data id="rank"><rankWidget/></data>', rank, body)


def _checked() -> str:
    names = ("id", "name", "find-mirc", "non-local", "consTest")
    instance = '<icons id="check">' + "".join(f"<{name}/>" for name in names) + "</icons>"
    check = _bind("/icons/consTest", type="int", constraint=". &gt; 10")
    return _form(instance, check, "".join(_input(f"/icons/{name}") for name in names))


def _defaults() -> str:
    instance = (
        '<data id="defaults"><string_val>string-value</string_val>'
        "<inline_val>inline-value</inline_val></data>"
    )
    return _form(instance, "", _input("/data/string_val") + _input("/data/inline_val"))


def _groups_of_a_repeat() -> str:
    instance = '<data id="groups"><R1><G2><Q1/></G2></R1></data>'
    body = (
        '<group><repeat nodeset="/data/R1"><group nodeset="/data/R1/G2">'
        '<input ref="/data/R1/G2/Q1"/></group></repeat></group>'
    )
    return _form(instance, "", body)


def _groups() -> str:
    instance = '<data id="groups"><G1><G3><Q1/></G3></G1></data>'
    body = (
        '<group ref="/data/G1"><group ref="/data/G1/G3"><input ref="/data/G1/G3/Q1"/></group>'
        "</group>"
    )
    return _form(instance, "", body)


STAND_INS: Final = {
    "three-level-cascading-select.xml": _one_of_each(),
    "three-level-cascading-multi-select.xml": _several_of_each(),
    "event-odk-new-repeat.xml": _new_repeat(),
    "event-odk-new-repeat-model.xml": _events_of_the_model("odk-new-repeat"),
    "invalid-events.xml": _events_of_the_model("no-such-event"),
    "multiple-events.xml": _many_events(),
    "form-with-setvalue-action.xml": _one_event(),
    "jr-choice-name.xml": _choice_names(),
    "relative-current-ref.xml": _current(),
    "relative-current-ref-field-ref.xml": _current_of_a_field(),
    "relative-current-ref-group-count-ref.xml": _current_of_a_count(),
    "two-secondary-instances.xml": _two_lists("", ""),
    "two-secondary-instances-alt.xml": _two_lists(" (from instance_one)", " (from instance_two)"),
    "repeat-secondary-instance.xml": _list_in_a_repeat(),
    "external-select-csv.xml": _list_elsewhere(),
    "last-saved-blank.xml": _last_saved(),
    "countNonEmptyForm.xml": _counts(),
    "countNonEmptyForm-alt.xml": _counts(),
    "range-form.xml": _slider(),
    "rank-form.xml": _ranking(),
    "ImageSelectTester.xml": _checked(),
    "ImageSelectTester-alt.xml": _checked(),
    "default_test.xml": _defaults(),
    "group-with-nodeset-attr.xml": _groups_of_a_repeat(),
    "group-with-ref-attr.xml": _groups(),
}
