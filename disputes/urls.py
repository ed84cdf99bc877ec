from django.urls import path

from disputes.views import desk, folder, mediations, mine, photos, report, steps

app_name = "disputes"
urlpatterns = [
    # the reporter's phone
    path("disputes/report/", report.report, name="report"),
    path("disputes/mine/", mine.my_reports, name="my_reports"),
    path("disputes/mine/<uuid:pk>/", mine.my_report, name="my_report"),
    path("disputes/mine/<uuid:pk>/photo/", mine.my_photo, name="my_photo"),
    # the mediator's phone
    path("disputes/mediations/", mediations.mediation_list, name="mediation_list"),
    path("disputes/mediations/<uuid:pk>/", mediations.mediation, name="mediation"),
    path("disputes/mediations/<uuid:pk>/people/", mediations.mediation_parties, name="mediation_parties"),
    path("disputes/mediations/<uuid:pk>/<slug:step>/", mediations.mediation_step, name="mediation_step"),
    # the desk
    path("disputes/", desk.DisputeListView.as_view(), name="dispute_list"),
    path("disputes/inbox/", desk.inbox, name="inbox"),
    path("disputes/levels/<uuid:pk>/", desk.level_decide, name="level_decide"),
    path("disputes/agreements/<uuid:pk>/confirmation/", steps.confirmation, name="confirmation"),
    path("disputes/photos/<uuid:pk>/", photos.photo, name="photo"),
    path("disputes/<uuid:pk>/", desk.detail, name="detail"),
    path("disputes/<uuid:pk>/people/", desk.parties, name="parties"),
    path("disputes/<uuid:pk>/folder.docx", folder.folder_docx, name="folder_docx"),
    path("disputes/<uuid:pk>/folder.pdf", folder.folder_pdf, name="folder_pdf"),
    path("disputes/<uuid:pk>/steps/<slug:step>/", steps.step, name="step"),
]
