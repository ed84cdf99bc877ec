from django.urls import path

from patrols import api

urlpatterns = [path("checks/", api.CheckListView.as_view(), name="api-check-list")]
