"""Django's admin, for operators only: the territory with its boundaries on the Leaflet widget."""

from django.contrib import admin
from leaflet.admin import LeafletGeoAdmin

from jurisdiction.models import PoliceDistrict, Station, Team, Township, Village


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
