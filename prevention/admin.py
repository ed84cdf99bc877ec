"""Django's admin under the product's own name."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

admin.site.site_header = _("Patrol and prevention")
admin.site.site_title = _("Patrol and prevention")
admin.site.index_title = _("Administration")
