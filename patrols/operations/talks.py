"""What officers can say while they wait."""

import datetime

from django.db import transaction

from jurisdiction.models import Officer, Station
from ledger.operations import record
from patrols.models import TalkCard


@transaction.atomic
def save_talk_card(
    *, card: TalkCard, station: Station | None, at: datetime.datetime, by: Officer
) -> TalkCard:
    """Stores a card; a new one belongs to `station`."""
    if card._state.adding:
        card.station = station
    card.changed_at, card.changed_by = at, by
    card.save()
    record(at=at, by=by, station=card.station_id, verb="talk.saved", obj=card)
    return card
