"""Addresses of the room notices."""

from django.urls import path

from notices.views import bell, deliveries, groups, own, preferences, received, sent

app_name = "notices"
urlpatterns = [
    path("notices/", own.OwnListView.as_view(), name="list"),
    path("notices/bell/", bell.bell, name="bell"),
    path("notices/read/", own.read_all, name="read_all"),
    path("notices/sent/", sent.SentListView.as_view(), name="sent"),
    path("notices/<int:pk>/", sent.detail, name="detail"),
    path("notices/<int:pk>/open/", own.open_notice, name="open"),
    path("notices/<int:pk>/read/", own.read, name="read"),
    path("notices/<int:pk>/acknowledge/", own.acknowledge, name="acknowledge"),
    path("notices/preferences/", preferences.preferences, name="preferences"),
    path("notices/preferences/test/", preferences.test, name="test"),
    path("notices/preferences/push/", preferences.push_subscribe, name="push_subscribe"),
    path("notices/preferences/push/<int:pk>/remove/", preferences.push_remove, name="push_remove"),
    path("notices/deliveries/", deliveries.DeliveryListView.as_view(), name="delivery_list"),
    path("notices/deliveries/<int:pk>/again/", deliveries.again, name="delivery_again"),
    path("notices/groups/", groups.GroupListView.as_view(), name="group_list"),
    path("notices/groups/new/", groups.create, name="group_create"),
    path("notices/groups/<int:pk>/", groups.edit, name="group_edit"),
    path("notices/groups/<int:pk>/test/", groups.test, name="group_test"),
    path("notices/received/", received.received, name="received"),
]
