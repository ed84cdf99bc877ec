"""Chat groups of stations: kept by the system administrator."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jurisdiction.errors import DomainError
from jurisdiction.scoped import FilteredListView, remit_of
from notices import kinds
from notices.forms.groups import GroupForm
from notices.models import Webhook
from notices.operations.preferences import send_group_test
from notices.operations.webhooks import save_webhook
from notices.views.pages import me


class GroupListView(FilteredListView):
    model = Webhook
    template_name = "notices/groups.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("station")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for group in context["object_list"]:
            group.labels = [kinds.label_of(code) for code in group.kinds]
        return context


def create(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, get_object_or_404(Webhook.objects.within(remit_of(request)), pk=pk))


def _edit(request: HttpRequest, group: Webhook | None) -> HttpResponse:
    initial = (
        {}
        if group is None
        else {
            "station": group.station_id,
            "channel": group.channel,
            "name": group.name,
            "kinds": group.kinds,
            "active": group.active,
        }
    )
    title = _("New chat group") if group is None else _("Chat group %(name)s") % {"name": group.name}
    form = GroupForm(request.POST or None, remit=remit_of(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            save_webhook(webhook=group, **form.cleaned_data, at=timezone.now(), by=me(request))
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error.message))
        else:
            messages.success(request, _("Stored."))
            return redirect("notices:group_list")
    context = {
        "form": form,
        "title": title,
        "submit": _("Store"),
        "crumb": (reverse("notices:group_list"), _("Chat groups")),
        "note": _("What is said there holds no personal data: only what happened and where to look."),
    }
    return render(request, "includes/form_page.html", context, status=422 if form.errors else 200)


@require_POST
def test(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(Webhook.objects.within(remit_of(request)), pk=pk)
    notice = send_group_test(webhook=group, at=timezone.now(), by=me(request))
    messages.success(
        request, _("The test message goes out within half a minute; this page shows what becomes of it.")
    )
    return redirect("notices:detail", notice.pk)
