"""Names are hashed for phones under a key of their village. The sealed names are opened and hashed anew, one by one, with
the keys of the settings; a name that no key opens loses its hash and is found at the station alone."""

from typing import Any

from django.db import migrations

from jurisdiction.sealed import CannotUnseal, keyed_hash, unseal, village_hash
from jurisdiction.text import squeeze

COLUMN = "dispute_party.name.phone"


def _rehash(apps: Any, digest: Any) -> None:
    parties = apps.get_model("disputes", "Party").objects.exclude(phone_book_hash="")
    for party in parties.select_related("dispute__village").iterator(chunk_size=500):
        try:
            name = unseal(party.name_sealed, table="disputes_party", column="name", row=str(party.pk))
        except CannotUnseal:
            name = ""
        code = party.dispute.village.code
        party.phone_book_hash = digest(squeeze(name), code) if name else ""
        party.save(update_fields=["phone_book_hash"])


def by_village(apps: Any, _editor: Any) -> None:
    _rehash(apps, lambda name, code: village_hash(name, column=COLUMN, code=code)[:16])


def for_all(apps: Any, _editor: Any) -> None:
    _rehash(apps, lambda name, _code: keyed_hash(name, column=COLUMN)[:16])


class Migration(migrations.Migration):
    dependencies = [("disputes", "0005_notices_of_villages")]
    operations = [migrations.RunPython(by_village, for_all)]
