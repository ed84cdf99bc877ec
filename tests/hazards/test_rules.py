"""What may follow what, for every status, action and kind of person; and what two photos say of each other."""

import csv
import datetime
from pathlib import Path

import pytest

from hazards import choices, rules

GOLDEN = Path(__file__).with_name("golden") / "transitions.csv"


def rows() -> list[dict[str, str]]:
    with GOLDEN.open() as lines:
        return list(csv.DictReader(lines))


SHARES = {
    "": rules.Share(),
    "who found it": rules.Share(found=True),
    "who had it put right": rules.Share(worked=True),
    "alone": rules.Share(alone=True),
}


def test_every_status_action_and_kind_of_person_is_judged_as_agreed() -> None:
    wrong = []
    for row in rows():
        standing, _space, share = row["person"].partition(" ")
        answer = rules.judge(
            row["status"],
            rules.Action(row["action"]),
            standing=rules.Standing(standing),
            share=SHARES[share],
        )
        said = f"refused: {answer.value}" if isinstance(answer, rules.Refusal) else answer
        if said != row["answer"]:
            wrong.append(f"{row}: {said}")
    assert wrong == []


def test_the_table_leaves_nothing_out() -> None:
    people = [standing.value for standing in rules.Standing]
    people += [f"{person} {share}" for person in people if person != "system" for share in SHARES if share]
    expected = {
        (status, action.value, person)
        for status in rules.NEXT
        for action in rules.Action
        for person in people
    }
    assert {(row["status"], row["action"], row["person"]) for row in rows()} == expected


def test_nothing_is_closed_dismissed_or_re_inspected_by_who_found_it() -> None:
    final = {"closed", "dismissed", "rechecked"}
    assert [row for row in rows() if row["person"].endswith("who found it") and row["answer"] in final] == []


def test_nothing_is_re_inspected_by_who_had_it_put_right_nor_closed_by_one_police_officer_alone() -> None:
    worked = [row for row in rows() if row["person"].endswith("who had it put right")]
    assert [row for row in worked if row["answer"] == "rechecked"] == []
    assert [row for row in rows() if row["person"].endswith("alone") and row["answer"] == "closed"] == []


OFFICER, OTHER, AUXILIARY, CADRE = range(1, 5)


@pytest.mark.parametrize(
    ("deeds", "share"),
    [
        ([("report", CADRE, False), ("assess", OFFICER, True)], rules.Share(alone=True)),
        ([("report", CADRE, False), ("order", OFFICER, True)], rules.Share(worked=True, alone=True)),
        ([("order", OFFICER, True), ("confirm", AUXILIARY, False)], rules.Share(worked=True, alone=True)),
        ([("put_right", OFFICER, True), ("confirm", OTHER, True)], rules.Share()),
        ([("order", OTHER, True), ("confirm", OFFICER, True)], rules.Share()),
        ([("fix_on_spot", OFFICER, True), ("advise", OTHER, True)], rules.Share(worked=True, alone=True)),
        ([("fix_on_spot", OFFICER, True), ("pass_on", OTHER, True)], rules.Share(worked=True, alone=True)),
        ([("order", OTHER, True), ("expire", None, False)], rules.Share()),
    ],
)
def test_what_a_person_has_to_do_with_an_episode_follows_from_its_deeds(
    deeds: list[tuple[str, int | None, bool]], share: rules.Share
) -> None:
    assert rules.share_of(OFFICER, finder=CADRE, deeds=deeds) == share


def test_cadres_report_and_advise_and_nothing_more() -> None:
    moved = {
        row["action"]
        for row in rows()
        if row["person"].startswith("cadre") and not row["answer"].startswith("refused")
    }
    assert moved == {"reopen"}  # which is a report that finds a closed hazard again


def test_rules_and_choices_speak_of_the_same_states_and_actions() -> None:
    assert set(rules.NEXT) == set(choices.Status.values)
    assert {action.value for action in rules.Action} <= set(choices.Action.values)
    assert set(rules.NEXT) - {"closed", "dismissed"} == set(choices.OPEN)


NORTH = rules.View(117.29, 26.01, accuracy_m=5, bearing=10)
METRE = 1 / 111_195


@pytest.mark.parametrize(
    ("metres", "bearing", "accuracy", "verdict"),
    [
        (0, 10, 5, "same"),
        (14, 350, 5, "same"),
        (19.9, 10, 5, "same"),
        (20.1, 10, 5, "near"),
        (0, 51, 5, "near"),
        (0, 330, 5, "same"),
        (0, None, 5, "same"),
        (44, 10, 5, "near"),
        (46, 10, 5, "elsewhere"),
        (300, 10, 5, "elsewhere"),
        (80, 10, 70, "same"),
        (0, 10, 101, "unknown"),
    ],
)
def test_two_photos_are_from_the_same_place_when_near_and_looking_alike(
    metres: float, bearing: float | None, accuracy: float, verdict: str
) -> None:
    after = rules.View(117.29, 26.01 + metres * METRE, accuracy_m=accuracy, bearing=bearing)
    found = rules.same_view(NORTH, after)
    assert found.distance_m == pytest.approx(metres, abs=0.1)
    assert found.verdict == verdict


def test_a_phone_that_does_not_know_where_it_is_says_nothing() -> None:
    found = rules.same_view(NORTH, rules.View(bearing=40))
    assert (found.distance_m, found.turn, found.verdict) == (None, 30, "unknown")


@pytest.mark.parametrize(
    ("one", "other", "turn"), [(0, 360, 0), (350, 10, 20), (0, 180, 180), (90, 300, 150)]
)
def test_directions_differ_by_the_smaller_angle(one: float, other: float, turn: float) -> None:
    assert rules.turn_degrees(rules.View(bearing=one), rules.View(bearing=other)) == turn


def test_what_is_found_again_before_the_limit_recurs() -> None:
    closed, until = datetime.datetime(2026, 9, 1), datetime.datetime(2026, 12, 1)
    judged = [
        rules.recurs(moment, closed_at=closed, recurs_until=until)
        for moment in (closed, closed + datetime.timedelta(seconds=1), until)
    ]
    assert judged == [False, True, False]
