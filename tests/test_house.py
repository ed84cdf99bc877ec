"""The house stands: floors, doors and files. What import-linter cannot see is held here."""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import django_filters
import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.db import models
from django.forms import ModelChoiceField
from django.views.generic.detail import SingleObjectMixin
from django.views.generic.list import MultipleObjectMixin

from jurisdiction.scoped import ScopedMixin
from tests.test_role_matrix import routes
from tools import vendor

ROOT = Path(settings.BASE_DIR)
#: From the roof down; rooms of one floor stand beside each other and do not know of each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("prevention",),
    ("intake",),
    ("dashboards",),
    ("command",),
    ("patrols", "antifraud", "disputes", "hazards"),
    ("notices",),
    ("papers", "photos"),
    ("ledger",),
    ("jurisdiction",),
)
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
LONGEST_FILE = 300


def sources(*rooms: str) -> list[Path]:
    """Python files of the rooms, migrations left out."""
    found = [path for room in rooms or FLOOR_OF for path in (ROOT / room).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# ---- floors


def test_the_floors_are_those_that_import_linter_holds() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(found for found in contract["contracts"] if found["name"].startswith("Floors"))["layers"]
    assert [tuple(part.strip() for part in layer.split("|")) for layer in layers] == list(FLOORS)


def test_every_room_of_this_house_stands_on_a_floor() -> None:
    ours = {
        config.label for config in apps.get_app_configs() if Path(config.path).parent == ROOT and config.label
    }
    assert ours == set(FLOOR_OF)


def upward_relations() -> Iterator[str]:
    for model in apps.get_models(include_auto_created=True):
        room = model._meta.app_label
        if room not in FLOOR_OF:
            continue
        for field in model._meta.get_fields(include_hidden=True):
            if not isinstance(field, models.ForeignKey | models.ManyToManyField):
                continue
            target = field.related_model._meta.app_label
            if target in FLOOR_OF and target != room and FLOOR_OF[target] <= FLOOR_OF[room]:
                yield f"{model._meta.label}.{field.name} -> {target}"


def test_no_model_points_to_a_higher_floor_or_to_a_neighbour() -> None:
    assert list(upward_relations()) == []


# ---- the doors of the remit

#: Modules that answer requests; operations, rules and commands act for whoever called them.
DOOR_MODULES = frozenset({"views", "api", "forms", "filters", "serializers"})
#: Verbs that narrow: to the remit, to nothing, to shifts in which the officer stands, to what one was told or sent.
MANAGERS = frozenset({"objects", "_default_manager", "_base_manager"})
NARROWING = frozenset({"within", "none", "with_member", "told_to", "concerning"})
#: (file, function, model): a chain without such a verb, and why it shows nobody else's rows.
ALLOWED: dict[tuple[str, str, str], str] = {
    ("patrols/views/field.py", "my_rounds", "Round"): "rounds of the officer's own shifts",
    ("patrols/views/field.py", "places_of", "Place"): "places of a shift that the caller has narrowed",
    (
        "patrols/views/tonight.py",
        "_handover",
        "HandoverRead",
    ): "of the note that one's own shift is given to read",
    ("patrols/views/tonight.py", "tonight", "RoundAlert"): "alerts of the officer's own shift",
    ("patrols/views/tonight.py", "tonight", "UnsecuredVehicle"): "cars of the officer's own shift",
    ("patrols/views/field.py", "_round_context", "UnsecuredVehicle"): "cars of a round from my_rounds",
    ("patrols/views/field.py", "check_withdraw", "VehicleCheck"): "the officer's own entries",
    ("patrols/views/field.py", "get_queryset", "Round"): "rounds prefetched for the officer's own shifts",
    ("patrols/views/field.py", "my_night", "UnsecuredVehicle"): "cars of the officer's own shift",
    ("patrols/views/desk.py", "_round_context", "UnsecuredVehicle"): "cars of a round within remit",
    ("patrols/views/vehicles.py", "my_vehicle", "UnsecuredVehicle"): "cars of the officer's own shifts",
    ("patrols/views/vehicles.py", "_contacts", "OwnerContact"): "numbers of a car from my_vehicle",
    ("jurisdiction/views.py", "get_queryset", "Posting"): "postings prefetched for officers within remit",
    (
        "jurisdiction/views.py",
        "posting_create",
        "Officer",
    ): "joined with those not yet posted",
    ("jurisdiction/views.py", "organisation", "Team"): "teams prefetched for stations within remit",
    ("jurisdiction/views.py", "organisation", "Posting"): "postings prefetched for teams within remit",
    ("dashboards/views.py", "today", "ReconcileRun"): "when the last look was: belongs to no station",
    ("prevention/views.py", "status", "ReconcileRun"): "when the last look was: belongs to no station",
}


def door_files() -> list[Path]:
    rooms = [path for path in sources() if DOOR_MODULES & set(path.relative_to(ROOT).with_suffix("").parts)]
    return sorted({*rooms, *sources("dashboards")})


def verbs_after(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> set[str]:
    """Names of the calls chained onto the node: {"live", "within"} for `Model.objects.live().within(…)`."""
    verbs: set[str] = set()
    while True:
        above = parents.get(node)
        if isinstance(above, ast.Attribute) and above.value is node:
            verbs.add(above.attr)
        elif not (isinstance(above, ast.Call) and above.func is node):
            return verbs
        node = above


def bare_chains(path: Path) -> Iterator[tuple[tuple[str, str, str], int]]:
    """((file, function, model), line) of every manager in the file whose chain never narrows."""
    tree = ast.parse(path.read_text())
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or node.attr not in (
            "objects",
            "_default_manager",
            "_base_manager",
        ):
            continue
        if verbs_after(node, parents) & NARROWING:
            continue
        above: ast.AST | None = node
        while above is not None and not isinstance(above, ast.FunctionDef):
            above = parents.get(above)
        function = above.name if isinstance(above, ast.FunctionDef) else ""
        yield (shown(path), function, ast.unparse(node.value)), node.lineno


def test_whatever_answers_requests_reads_through_the_remit() -> None:
    found = [(where, line) for path in door_files() for where, line in bare_chains(path)]
    strangers = [
        f"{where[0]}:{line} {where[2]} in {where[1]}()" for where, line in found if where not in ALLOWED
    ]
    assert strangers == [], "neither .within(remit) nor a reason in ALLOWED"


def test_no_reason_is_kept_for_a_read_that_is_gone() -> None:
    found = {where for path in door_files() for where, _line in bare_chains(path)}
    assert sorted(set(ALLOWED) - found) == []


def test_the_net_sees_a_bare_manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    file = tmp_path / "views.py"
    file.write_text(
        "def show(r):\n    Shift.objects.within(r).all()\n    return Round.objects.filter(pk=1).first()\n"
    )
    assert list(bare_chains(file)) == [(("views.py", "show", "Round"), 3)]


def test_every_list_and_detail_view_is_narrowed() -> None:
    classes = {getattr(pattern.callback, "view_class", None) for _name, pattern in routes()}
    generic = {
        found for found in classes if found and issubclass(found, MultipleObjectMixin | SingleObjectMixin)
    }
    ours = {found for found in generic if found.__module__.split(".")[0] in FLOOR_OF}
    assert ours
    assert {found.__name__ for found in ours if not issubclass(found, ScopedMixin)} == {"MyNightsView"}


def classes_of(kind: type, module_part: str) -> list[type[Any]]:
    found: set[type[Any]] = set()
    for path in sources():
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if module_part in name.split("."):
            members = inspect.getmembers(import_module(name), inspect.isclass)
            found |= {
                member for _name, member in members if issubclass(member, kind) and member.__module__ == name
            }
    return sorted(found, key=lambda member: member.__name__)


def test_every_form_that_offers_rows_is_handed_what_it_may_offer() -> None:
    """A form whose choices are not empty until somebody narrows them must be given the remit."""
    open_forms = []
    for form in classes_of(forms.BaseForm, "forms"):
        fields = [field for field in form.base_fields.values() if isinstance(field, ModelChoiceField)]
        if any(field.queryset is not None and not field.queryset.query.is_empty() for field in fields):
            open_forms.append(form)
    assert open_forms
    unfenced = [
        form.__name__ for form in open_forms if "remit" not in inspect.signature(form.__init__).parameters
    ]
    assert unfenced == []


def test_every_filter_that_offers_rows_asks_for_the_remit() -> None:
    offered = [
        (filterset.__name__, name, found.extra.get("queryset"))
        for filterset in classes_of(django_filters.FilterSet, "filters")
        for name, found in filterset.base_filters.items()
        if isinstance(found, django_filters.ModelChoiceFilter)
    ]
    assert offered
    assert [(filterset, name) for filterset, name, rows in offered if not callable(rows)] == []


# ---- files


def test_no_file_of_a_room_is_longer_than_it_can_be_read() -> None:
    long = {
        shown(path): count
        for path in sources()
        if (count := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}, "split by noun"


def test_no_module_is_named_for_nothing() -> None:
    empty_words = {"utils", "util", "common", "core", "helpers", "misc"}
    named = [
        shown(path) for path in sources() if empty_words & set(path.relative_to(ROOT).with_suffix("").parts)
    ]
    assert named == []


def test_no_signal_of_ours_carries_a_rule() -> None:
    """Sign-ins alone come through Django's signals: the framework offers no other door for them."""

    def names(node: ast.Import | ast.ImportFrom) -> set[str]:
        module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        return {part for alias in node.names for part in f"{module}.{alias.name}".split(".")}

    users = {
        shown(path)
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom | ast.Import) and names(node) & {"signals", "dispatch"}
    }
    assert users == {"ledger/apps.py"}


def test_every_dependency_says_why_it_is_here_and_not_its_rival() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text()
    lines = "\n".join((ROOT / name).read_text() for name in ("requirements.in", "requirements-dev.in"))
    wanted = re.findall(r"^([a-z][a-z0-9-]*)", lines, flags=re.MULTILINE) + list(vendor.WANTED)
    assert len(wanted) > 30
    assert [
        name for name in wanted if not re.search(rf"^\| {name}[^|]*\|[^|]+\|[^|]+\|$", page, re.MULTILINE)
    ] == []


def test_what_the_documents_point_to_is_there() -> None:
    pages = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *(ROOT / "docs").rglob("*.md")]
    missing = [
        f"{shown(page)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)", page.read_text())
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert missing == []
