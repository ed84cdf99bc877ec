"""A round drawn again before the reviewer's eyes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from jurisdiction.models import Place
from jurisdiction.scoped import remit_of
from patrols.draws import Stop, waits_long
from patrols.models import Round
from patrols.operations import draws


def round_draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Seed, inputs and order as stored, beside what the seed gives now. Before the draw the seed stays hidden."""
    found = get_object_or_404(Round.objects.within(remit_of(request)).select_related("squad", "shift"), pk=pk)
    again = draws.draw_again(found)
    inputs = {stop[0]: Stop(*stop) for stop in (found.draw or {}).get("stops", [])} if again else {}
    names = dict(Place.objects.within(remit_of(request)).filter(pk__in=inputs).values_list("pk", "name"))
    stored = draws.rank_of(found)
    order, stays = (again.order, again.stay_minutes) if again else ((), {})
    rows = [
        {
            "place": names.get(place, place),
            "stop": inputs[place],
            "first": waits_long(inputs[place]),
            "stored_turn": stored[place] + 1 if place in stored else None,
            "turn": turn,
            "stay": draws.stay_of(found, place),
            "stay_again": stays.get(place),
        }
        for turn, place in enumerate(order, start=1)
    ]
    context = {
        "round": found,
        "again": again,
        "holds": draws.holds(found),
        "rows": sorted(rows, key=lambda row: row["stored_turn"] or len(rows) + 1),
        "drawn_start": draws.drawn_start(found),
    }
    return render(request, "patrols/round_draw.html", context)
