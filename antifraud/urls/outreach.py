"""Groups, warnings, broadcasts, talks."""

from typing import Any

from django.urls import path

from antifraud.views import broadcasts, groups, postings, talks, volunteer_talks, warnings

patterns: list[Any] = [
    path("groups/", groups.GroupListView.as_view(), name="group_list"),
    path("groups/new/", groups.group_edit, name="group_create"),
    path("groups/<uuid:pk>/", groups.group_detail, name="group_detail"),
    path("groups/<uuid:pk>/edit/", groups.group_edit, name="group_edit"),
    path("groups/<uuid:pk>/count/", groups.group_count, name="group_count"),
    path("groups/<uuid:pk>/close/", groups.group_close, name="group_close"),
    path("warnings/", warnings.warning_list, name="warning_list"),
    path("warnings/new/", warnings.warning_create, name="warning_create"),
    path("warnings/<int:pk>/", warnings.warning_detail, name="warning_detail"),
    path("warnings/<int:pk>/edit/", warnings.warning_edit, name="warning_edit"),
    path("warnings/<int:pk>/copy/", warnings.warning_copy, name="warning_copy"),
    path("warnings/<int:pk>/retire/", warnings.warning_retire, name="warning_retire"),
    path("broadcasts/", broadcasts.BroadcastListView.as_view(), name="broadcast_list"),
    path("broadcasts/new/", broadcasts.broadcast_create, name="broadcast_create"),
    path("broadcasts/<uuid:pk>/", broadcasts.broadcast_detail, name="broadcast_detail"),
    path("broadcasts/<uuid:pk>/begin/", broadcasts.broadcast_begin, name="broadcast_begin"),
    path("broadcasts/<uuid:pk>/cancel/", broadcasts.broadcast_cancel, name="broadcast_cancel"),
    path("postings/", postings.my_postings, name="my_postings"),
    path("postings/<int:pk>/posted/", postings.posting_posted, name="posting_posted"),
    path("postings/<int:pk>/undo/", postings.posting_undo, name="posting_undo"),
    path("postings/<int:pk>/again/", postings.posting_again, name="posting_again"),
    path("postings/<int:pk>/leave-out/", postings.posting_skip, name="posting_skip"),
    path("postings/<int:pk>/reply/", postings.reply_create, name="reply_create"),
    path("replies/<int:pk>/answer/", postings.reply_answer, name="reply_answer"),
    path("talks/", talks.TalkListView.as_view(), name="talk_list"),
    path("talks/new/", talks.talk_create, name="talk_create"),
    path("talks/volunteers/", volunteer_talks.volunteer_talks, name="volunteer_talks"),
    path("talks/photos/<uuid:pk>/", talks.talk_photo, name="talk_photo"),
    path("talks/<uuid:pk>/", talks.talk_detail, name="talk_detail"),
    path("talks/<uuid:pk>/held/", talks.talk_held, name="talk_held"),
    path("talks/<uuid:pk>/cancel/", talks.talk_cancel, name="talk_cancel"),
    path("talks/<uuid:pk>/choice/", volunteer_talks.talk_choice, name="talk_choice"),
    path("talks/<uuid:pk>/hours/", volunteer_talks.talk_hours, name="talk_hours"),
]
