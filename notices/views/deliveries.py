"""Messages by their ways: what is under way, what was given up and why."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jurisdiction.scoped import FilteredListView, remit_of
from notices.choices import Channel
from notices.filters import DeliveryFilter
from notices.models import Delivery
from notices.operations import upkeep
from notices.views.pages import back, me


class DeliveryListView(FilteredListView):
    """Everything that left or should leave the house; the bell's own rows say nothing here."""

    model = Delivery
    filterset_class = DeliveryFilter
    template_name = "notices/deliveries.html"

    def get_queryset(self) -> Any:
        found = super().get_queryset().exclude(channel=Channel.IN_APP)
        return found.select_related("notice__station", "officer", "webhook").order_by("-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given_up = Delivery.objects.within(remit_of(self.request)).given_up().count()
        return super().get_context_data(given_up=given_up, **kwargs)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Delivery.objects.within(remit_of(request)).select_related("notice"), pk=pk)
    upkeep.send_again(delivery=found, at=timezone.now(), by=me(request))
    messages.success(request, _("It will be sent again within half a minute."))
    return back(request, "notices:delivery_list")
