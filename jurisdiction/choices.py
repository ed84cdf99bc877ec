"""Closed lists of the ground floor."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VillageKind(TextChoices):
    VILLAGE = "village", _("village")
    COMMUNITY = "community", _("community")


class OfficerKind(TextChoices):
    """What a person is by law; an auxiliary never acts alone on a power reserved to the police."""

    POLICE = "police", _("police officer")
    AUXILIARY = "auxiliary", _("auxiliary")
    CADRE = "cadre", _("village cadre")
    JUSTICE = "justice", _("justice office staff")


class Role(TextChoices):
    """What a posting lets its holder do; the three administrators exclude each other."""

    OFFICER = "officer", _("duty officer")
    SQUAD_LEADER = "squad_leader", _("squad leader")
    CASE_OFFICER = "case_officer", _("case officer")
    COMMAND_ROOM = "command_room", _("command room staff")
    CHIEF = "chief", _("station chief")
    DISTRICT_COMMANDER = "district_commander", _("district commander")
    CADRE = "cadre", _("village cadre")
    JUSTICE_OFFICER = "justice_officer", _("justice officer")
    SYSTEM_ADMIN = "system_admin", _("system administrator")
    SECURITY_ADMIN = "security_admin", _("security administrator")
    AUDIT_ADMIN = "audit_admin", _("audit administrator")


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
#: Roles whose holder at a central station answers for the whole police district.
DISTRICT_WIDE_AT_CENTRAL = frozenset(
    {Role.OFFICER, Role.SQUAD_LEADER, Role.CASE_OFFICER, Role.COMMAND_ROOM, Role.CHIEF} | ADMINISTRATORS
)


class TeamKind(TextChoices):
    COMMUNITY_POLICING = "community_policing", _("community policing team")
    CASE = "case", _("case team")
    COMMAND_ROOM = "command_room", _("command room")


class PlaceKind(TextChoices):
    BLIND_SPOT = "blind_spot", _("CCTV blind spot")
    ROADSIDE_PARKING = "roadside_parking", _("roadside parking")
    COMPOUND = "compound", _("residential compound")
    MILK_TEA_SHOP = "milk_tea_shop", _("milk-tea shop")
    NIGHT_STALL = "night_stall", _("night food stall")
    PARK = "park", _("park")
    FIRM = "firm", _("firm")
    OLD_HOUSING = "old_housing", _("old housing")
    GROUP_RENTAL = "group_rental", _("group rental")
    SCHOOL = "school", _("school")
    OTHER = "other", pgettext_lazy("place kind", "other place")


class RiskLevel(TextChoices):
    """Red, orange, yellow, blue on screen, always with the word."""

    CRITICAL = "critical", _("critical")
    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class SourceCrs(TextChoices):
    """Where a coordinate came from; what is stored is WGS-84 (EPSG:4326), the raw pair is kept beside it."""

    WGS84 = "wgs84", "WGS-84 / CGCS2000"
    GCJ02 = "gcj02", "GCJ-02"
    BD09 = "bd09", "BD-09"


class LimitUnit(TextChoices):
    """What a time limit is counted in (see deadlines.py)."""

    MINUTES = "minutes", _("minutes")
    HOURS = "hours", _("hours")
    DAYS = "days", _("days")
    WORKING_DAYS = "working_days", _("working days")
