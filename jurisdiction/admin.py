"""Django's admin, for operators only: the territory with its boundaries on the Leaflet widget."""

from django.contrib import admin
from leaflet.admin import LeafletGeoAdmin

from jurisdiction.models import CalendarDay, PoliceDistrict, Station, Team, TimeLimit, Township, Village


@admin.register(PoliceDistrict)
class PoliceDistrictAdmin(admin.ModelAdmin[PoliceDistrict]):
    search_fields = ("name",)


@admin.register(Station)
class StationAdmin(admin.ModelAdmin[Station]):
    list_display = ("name", "district", "is_central", "unit_code")
    list_filter = ("district",)


@admin.register(Township)
class TownshipAdmin(LeafletGeoAdmin):  # type: ignore[misc]  # django-leaflet has no types
    list_display = ("name", "code", "station")


@admin.register(Village)
class VillageAdmin(LeafletGeoAdmin):  # type: ignore[misc]  # django-leaflet has no types
    list_display = ("name", "kind", "code", "township", "population")
    exclude = ("centre",)
    list_filter = ("township", "kind")
    search_fields = ("name", "code")


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin[Team]):
    list_display = ("name", "kind", "station")


@admin.register(TimeLimit)
class TimeLimitAdmin(admin.ModelAdmin[TimeLimit]):
    """A new figure is a new row with its first day; the old one gets its last."""

    list_display = ("name", "amount", "unit", "source", "verified", "valid_from", "valid_until")
    list_filter = ("verified", "unit")
    search_fields = ("key", "name", "source")


@admin.register(CalendarDay)
class CalendarDayAdmin(admin.ModelAdmin[CalendarDay]):
    list_display = ("day", "works", "name")
    date_hierarchy = "day"
