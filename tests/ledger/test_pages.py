"""The pages of the ledger: who reads what, in words, and how sign-ins come there."""

import ast
import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from jurisdiction.choices import Role
from jurisdiction.models import Officer, Posting
from ledger.models import Entry
from ledger.operations import record, record_look
from ledger.verbs import VERBS, object_in_words
from tests.cast import PASSWORD, Cast, at

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
NOW = at("2026-09-03 21:00")
LIST = "/ledger/"


def found(client: Client, **query: str) -> list[str]:
    return [entry.verb for entry in client.get(reverse("ledger:entry_list"), query).context["object_list"]]


@pytest.fixture
def entries(cast: Cast) -> dict[str, Entry]:
    """One entry of each station, one of none."""
    record(at=NOW, by=cast.officer_a, station=cast.station_a, verb="place.passed", obj=cast.place_a)
    record(at=NOW, by=cast.officer_b, station=cast.station_b, verb="place.edited", obj=cast.place_b)
    record(at=NOW, by=None, station=None, verb="session.failed")
    return {
        name: Entry.objects.get(verb=verb)
        for name, verb in (("a", "place.passed"), ("b", "place.edited"), ("none", "session.failed"))
    }


READ = [
    ("audit_admin", {"a", "b", "none"}),
    ("chief_a", {"a", "b"}),
    ("commander", {"a", "b"}),
    ("chief_b", {"b"}),
    ("outsider", set()),
]


@pytest.mark.parametrize(("who", "seen"), READ)
def test_each_reader_has_the_own_remit_and_the_auditor_what_belongs_to_no_station(
    who: str, seen: set[str], cast: Cast, entries: dict[str, Entry], signed_in: SignIn
) -> None:
    client = signed_in(getattr(cast, who))
    listed = found(client, until="2026-09-03")
    assert sorted(listed) == sorted(entries[name].verb for name in seen)
    for name, entry in entries.items():
        answer = client.get(reverse("ledger:entry_detail", args=[entry.pk]))
        assert answer.status_code == (200 if name in seen else 404)


@pytest.mark.parametrize("who", ["officer_a", "leader_a", "system_admin", "security_admin", "cadre_a"])
def test_nobody_else_reads_the_ledger(
    who: str, cast: Cast, entries: dict[str, Entry], signed_in: SignIn
) -> None:
    client = signed_in(getattr(cast, who))
    assert client.get(reverse("ledger:entry_list")).status_code == 403
    assert client.get(reverse("ledger:entry_detail", args=[entries["a"].pk])).status_code == 403
    assert client.post(reverse("ledger:verify")).status_code == 403


@pytest.mark.parametrize(
    ("query", "verbs"),
    [
        ({"since": "2026-09-03", "until": "2026-09-03", "verb": "place.passed"}, ["place.passed"]),
        ({"until": "2026-09-02"}, []),
        ({"officer": "officer b"}, ["place.edited"]),
        ({"officer": "officer_b"}, ["place.edited"]),
        ({"kind": "look"}, []),
        ({"object_type": "jurisdiction.place"}, ["place.edited", "place.passed"]),
        ({"object_type": "jurisdiction.station"}, []),
        ({"object_type": "jurisdiction.place", "object_id": "a"}, ["place.passed"]),
    ],
)
def test_the_address_is_the_filter(
    query: dict[str, str], verbs: list[str], cast: Cast, entries: dict[str, Entry], signed_in: SignIn
) -> None:
    if "object_id" in query:
        query = {**query, "object_id": entries["a"].object_id}
    assert found(signed_in(cast.chief_a), **{"until": "2026-09-03", **query}) == verbs


@pytest.mark.parametrize(
    "query",
    [
        {"since": "yesterday"},
        {"since": "0001-01-01", "until": "9999-12-31"},
        {"page": "99999"},
        {"object_type": "no.such"},
        {"object_id": "' OR 1=1"},
        {"verb": "x"},
    ],
)
def test_nonsense_in_the_address_is_never_a_500(
    query: dict[str, str], cast: Cast, entries: dict[str, Entry], signed_in: SignIn
) -> None:
    assert signed_in(cast.chief_a).get(reverse("ledger:entry_list"), query).status_code in (200, 404)


def test_an_entry_opens_within_its_budget_of_queries(
    cast: Cast,
    entries: dict[str, Entry],
    signed_in: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = signed_in(cast.chief_a)
    with django_assert_max_num_queries(5):
        answer = client.get(reverse("ledger:entry_detail", args=[entries["a"].pk]))
    text = answer.content.decode()
    assert object_in_words("jurisdiction.place") in text
    assert "jurisdiction.place<" not in text
    assert entries["a"].hash[:8] in text


def alter(entry: Entry) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE ledger_entry SET verb = 'x' WHERE id = %s", [entry.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.parametrize(
    ("who", "altered", "told"),
    [
        ("chief_a", "b", True),
        ("chief_b", "a", False),
        ("outsider", "a", False),
        ("audit_admin", "none", True),
        ("chief_a", "none", False),
    ],
)
def test_the_button_checks_the_chains_of_the_readers_remit(
    who: str, altered: str, told: bool, cast: Cast, entries: dict[str, Entry], signed_in: SignIn
) -> None:
    alter(entries[altered])
    answer = signed_in(getattr(cast, who)).post(reverse("ledger:verify"), headers={"HX-Request": "true"})
    assert bool(answer.context["faults"]) is told
    assert ('class="error"' in answer.content.decode()) is told


def test_without_scripts_the_list_says_what_the_check_found(
    cast: Cast, entries: dict[str, Entry], signed_in: SignIn
) -> None:
    client = signed_in(cast.audit_admin)
    held = client.post(reverse("ledger:verify"), follow=True)
    assert [str(message.level_tag) for message in held.context["messages"]] == ["success"]
    alter(entries["b"])
    broken = client.post(reverse("ledger:verify"), follow=True)
    assert broken.redirect_chain == [(LIST, 302)]
    assert [str(message.level_tag) for message in broken.context["messages"]] == ["error"]


def test_checking_is_a_post(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.audit_admin).get(reverse("ledger:verify")).status_code == 405


# ---- words


def written_verbs() -> Iterator[tuple[str, str]]:
    """(file, code) of each verb that an operation or a view names."""
    for room in ("jurisdiction", "ledger", "patrols", "prevention"):
        for path in sorted((Path(settings.BASE_DIR) / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if (
                    isinstance(node, ast.keyword)
                    and node.arg == "verb"
                    and isinstance(node.value, ast.Constant)
                ):
                    yield path.name, str(node.value.value)


def test_every_verb_that_is_written_has_words() -> None:
    written = list(written_verbs())
    assert len(written) > 10
    assert [found for found in written if found[1] not in VERBS] == []


def test_kinds_of_objects_have_words_and_unknown_ones_stay_as_they_are() -> None:
    assert object_in_words("jurisdiction.place") == str(
        Posting._meta.apps.get_model("jurisdiction.place")._meta.verbose_name
    )
    assert [object_in_words(text) for text in ("", "gone", "no.such")] == ["", "gone", "no.such"]


# ---- looks and sign-ins


def test_a_look_stands_among_the_entries_with_its_reason(cast: Cast, signed_in: SignIn) -> None:
    record_look(
        at=NOW,
        by=cast.officer_a,
        station=cast.station_a,
        obj=cast.place_a,
        fields=["responsible_phone"],
        reason="call the shop",
        verb="number.revealed",
    )
    client = signed_in(cast.chief_a)
    assert found(client, kind="look") == ["number.revealed"]
    page = client.get(reverse("ledger:entry_detail", args=[Entry.objects.get(kind="look").pk]))
    assert "call the shop" in page.content.decode()


def test_signing_in_out_and_failing_are_written_without_what_was_typed(cast: Cast) -> None:
    client = Client()
    client.post(reverse("sign_in"), {"username": "officer_a", "password": "not the password"})
    client.post(reverse("sign_in"), {"username": "officer_a", "password": PASSWORD})
    client.post(reverse("sign_out"))
    written = Entry.objects.filter(kind="sign_in").order_by("id")
    assert [entry.verb for entry in written] == ["session.failed", "session.in", "session.out"]
    assert not any("not the password" in str(entry.__dict__) for entry in written)


def test_a_sign_in_belongs_to_the_station_of_the_posting_that_holds_today(
    cast: Cast, freeze: Callable[[str], None]
) -> None:
    cast.officer_a.postings.update(ends_on=datetime.date(2026, 6, 1))
    Posting.objects.create(
        officer=cast.officer_a,
        station=cast.station_b,
        role=Role.OFFICER,
        starts_on=datetime.date(2026, 6, 1),
    )
    freeze("2026-09-03 21:00")
    Client().post(reverse("sign_in"), {"username": "officer_a", "password": PASSWORD})
    assert Entry.objects.get(verb="session.in").station == cast.station_b
