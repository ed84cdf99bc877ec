"""The scoped view doors: whatever a page lists or opens comes out of `.within(request.remit)`."""

from typing import Any, ClassVar

from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.http import HttpRequest
from django.views.generic import DetailView, ListView

from jurisdiction.remit import Breadth, Remit


def remit_of(request: HttpRequest) -> Remit:
    """What the middleware resolved for this request."""
    remit: Remit = request.remit  # type: ignore[attr-defined]
    return remit


class ScopedMixin:
    """Narrows the view's model to the remit; what lies outside is a 404."""

    model: Any
    request: HttpRequest

    def get_queryset(self) -> Any:
        return self.model._default_manager.all().within(remit_of(self.request))


class FilteredListView(ScopedMixin, ListView[Any]):
    """A list whose filter is the URL: 50 rows a page, the filter's form beside it."""

    filterset_class: ClassVar[Any] = None
    paginate_by = 50

    def get_queryset(self) -> Any:
        return super().get_queryset()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.object_list
        context: dict[str, Any] = {}
        if self.filterset_class is not None:
            filterset = self.filterset_class(self.request.GET or None, queryset=found, request=self.request)
            filterset.remit = remit_of(self.request)
            context["filter"] = filterset
            found = filterset.qs
        query = self.request.GET.copy()
        query.pop("page", None)
        context["query"] = query.urlencode()
        return super().get_context_data(object_list=found, **context, **kwargs)


class ScopedDetailView(ScopedMixin, DetailView[Any]):
    """One row within remit."""


def narrow_choices(form: Any, remit: Remit) -> None:
    """Every choice of a row in the form is cut down to the remit: a guessed key is simply not among the choices."""
    for field in form.fields.values():
        if isinstance(field, ModelChoiceField | ModelMultipleChoiceField):
            within = getattr(field.queryset, "within", None)
            if within is not None:
                field.queryset = within(remit)


def preset_station(form: Any, remit: Remit) -> None:
    """Whoever has one station only is not asked for it: the field shows it and cannot be changed, whatever is sent."""
    if remit.breadth is Breadth.STATIONS and len(remit.stations) == 1:
        field = form.fields["station"]
        field.disabled = True
        if form.initial.get("station") is None:
            (form.initial["station"],) = remit.stations


__all__ = [
    "FilteredListView",
    "ScopedDetailView",
    "ScopedMixin",
    "narrow_choices",
    "preset_station",
    "remit_of",
]
