"""Lists from Excel: upload, look through, mend in place, take over, undo."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from antifraud import sheets, workbooks
from antifraud.choices import ImportState, OnKnown, RowState
from antifraud.forms.imports import KnownForm, RowForm, UploadForm
from antifraud.models import ImportBatch, ImportRow
from antifraud.operations import imports
from antifraud.views.import_rows import Shown, shown_row
from jurisdiction.errors import DomainError
from jurisdiction.pages import add_domain_error, officer
from jurisdiction.scoped import remit_of
from ledger.operations import record_look

#: Lines a page; what is to be mended comes first.
PAGE = 60
ORDER = (RowState.WRONG, RowState.TWICE, RowState.KNOWN, RowState.READY)


def sheets_for(request: HttpRequest) -> list[tuple[str, Any]]:
    """Cadres bring their village's households alone."""
    return sheets.brought_by(request.standing.roles)  # type: ignore[attr-defined]  # the remit middleware


def _batches(request: HttpRequest) -> Any:
    """Lists within remit, of the kinds that who asks may bring."""
    kinds = [name for name, _title in sheets_for(request)]
    return ImportBatch.objects.within(remit_of(request)).filter(sheet__in=kinds)


def _check_kind(request: HttpRequest) -> None:
    """A kind of list that others bring is not there."""
    wanted = {request.GET.get("sheet"), request.POST.get("sheet")}
    if wanted & dict(sheets.names()).keys() - dict(sheets_for(request)).keys():
        raise Http404


def import_list(request: HttpRequest) -> HttpResponse:
    found = _batches(request).select_related("village", "uploaded_by")
    batches = found.annotate(lines=Count("rows"))[:100]
    titles = dict(sheets.names())
    rows = [(batch, titles.get(batch.sheet, batch.sheet)) for batch in batches]
    return render(request, "antifraud/import_list.html", {"rows": rows, "sheets": sheets_for(request)})


def import_create(request: HttpRequest) -> HttpResponse:
    _check_kind(request)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        remit=remit_of(request),
        sheets=sheets_for(request),
        initial={name: request.GET[name] for name in ("sheet", "village") if request.GET.get(name)},
    )
    if request.method == "POST":
        if form.is_valid():
            try:
                return redirect("antifraud:import_detail", pk=_upload(request, form).pk)
            except DomainError as error:
                add_domain_error(form, error)
        form.file_lost()
    context = {"form": form, "sheets": sheets_for(request)}
    return render(request, "antifraud/import_create.html", context, status=422 if form.errors else 200)


def _upload(request: HttpRequest, form: UploadForm) -> ImportBatch:
    data = form.cleaned_data
    file = data["file"]
    return imports.upload(
        sheet_name=data["sheet"],
        station=data["station"],
        village=data["village"],
        file_name=file.name,
        content=file.read(workbooks.MAX_BYTES + 1),
        at=timezone.now(),
        by=officer(request),
    )


def import_template(request: HttpRequest, name: str) -> HttpResponse:
    """The empty list as an Excel file."""
    if name not in dict(sheets_for(request)):
        raise Http404
    answer = HttpResponse(workbooks.template(sheets.find(name)), content_type=workbooks.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _batch(request: HttpRequest, pk: uuid.UUID) -> ImportBatch:
    found = _batches(request).select_related("village", "station", "uploaded_by", "applied_by")
    batch: ImportBatch = get_object_or_404(found, pk=pk)
    return batch


@never_cache
def import_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The list with its lines: while it is a draft, what is wrong can be mended in place."""
    batch = _batch(request, pk)
    return _page(request, batch)


def _page(request: HttpRequest, batch: ImportBatch, error: str = "") -> HttpResponse:
    state = request.GET.get("state", "")
    rows = batch.rows.all()
    if state in RowState.values:
        rows = rows.filter(state=state)
    page = Paginator(_sorted(rows), PAGE).get_page(request.GET.get("page"))
    shown = _shown(request, batch, list(page))
    context = {
        **_summary(batch),
        "shown": shown,
        "page_obj": page,
        "query": f"state={state}" if state else "",
        "error": error,
    }
    return render(request, "antifraud/import_detail.html", context, status=422 if error else 200)


def _sorted(rows: Any) -> list[ImportRow]:
    order = {state: number for number, state in enumerate(ORDER)}
    return sorted(rows, key=lambda row: (order.get(row.state, len(ORDER)), row.number))


def _shown(request: HttpRequest, batch: ImportBatch, rows: list[ImportRow]) -> list[Shown]:
    """The lines as they are drawn; personal cells that have to be mended stand in plain, and that is written down."""
    sheet = imports.sheet_of(batch)
    draft = batch.state == ImportState.DRAFT
    seen = sorted({name for row in rows for name in row.errors if name in row.sealed}) if draft else []
    if seen:
        record_look(
            at=timezone.now(),
            by=officer(request),
            station=batch.station_id,
            obj=batch,
            fields=seen,
            verb="import.seen",
        )
    return [shown_row(row, sheet, draft=draft) for row in rows]


def _summary(batch: ImportBatch) -> dict[str, Any]:
    counts = dict(batch.rows.order_by().values_list("state").annotate(many=Count("pk")))
    open_lines = counts.get(RowState.WRONG, 0) + counts.get(RowState.TWICE, 0)
    sheet = imports.sheet_of(batch)
    return {
        "batch": batch,
        "sheet": sheet,
        "counts": [(RowState(state), counts[state]) for state in RowState.values if counts.get(state)],
        "to_mend": open_lines,
        "draft": batch.state == ImportState.DRAFT,
        "known": counts.get(RowState.KNOWN, 0),
        "on_known": OnKnown.choices,
    }


@require_POST
@never_cache
def import_row(request: HttpRequest, pk: uuid.UUID, row: uuid.UUID) -> HttpResponse:
    """One line mended; with htmx the numbers and the line come back, without it the page."""
    batch = _batch(request, pk)
    sheet = imports.sheet_of(batch)
    get_object_or_404(batch.rows, pk=row)
    form = RowForm(request.POST, sheet=sheet)
    if not form.is_valid():
        wrong = [str(words) for part in form.errors.values() for words in part]
        return _refused(request, batch, " ".join(wrong))
    try:
        mended = imports.mend_row(
            batch_id=pk,
            row_id=row,
            cells=form.cells,
            left_out=form.cleaned_data["left_out"],
            choice=form.cleaned_data["choice"],
            at=timezone.now(),
            by=officer(request),
        )
    except DomainError as error:
        return _refused(request, batch, str(error.message))
    if request.headers.get("HX-Request"):
        (shown,) = _shown(request, batch, [mended])
        context = {**_summary(batch), "row": shown, "swap": True}
        return render(request, "antifraud/import_detail.html#mended", context)
    return redirect(f"{reverse('antifraud:import_detail', args=[pk])}#line-{row}")


def _refused(request: HttpRequest, batch: ImportBatch, words: str) -> HttpResponse:
    """What cannot be stored: said on the page, to which htmx is led as well."""
    if not request.headers.get("HX-Request"):
        return _page(request, batch, error=words)
    messages.error(request, words)
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = reverse("antifraud:import_detail", args=[batch.pk])
    return answer


@require_POST
def import_known(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What becomes of the lines that are known already."""
    batch = _batch(request, pk)
    form = KnownForm(request.POST)
    if form.is_valid():
        return _act(request, batch, imports.choose, on_known=OnKnown(form.cleaned_data["on_known"]))
    return _page(request, batch, error=_("Choose one of the two."))


@require_POST
def import_apply(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(request, _batch(request, pk), imports.apply_import, said=_("The list is taken over."))


@require_POST
def import_undo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(
        request, _batch(request, pk), imports.undo_import, said=_("All that the list brought is taken back.")
    )


@require_POST
def import_drop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(request, _batch(request, pk), imports.drop_import, said=_("The list is given up."))


def _act(
    request: HttpRequest, batch: ImportBatch, operation: Any, *, said: str = "", **more: Any
) -> HttpResponse:
    try:
        operation(batch_id=batch.pk, at=timezone.now(), by=officer(request), **more)
    except DomainError as error:
        return _page(request, batch, error=str(error.message))
    if said:
        messages.success(request, said)
    return redirect("antifraud:import_detail", pk=batch.pk)
