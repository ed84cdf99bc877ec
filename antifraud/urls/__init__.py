from antifraud.urls import doors, intercept, outreach

app_name = "antifraud"
urlpatterns = [*intercept.patterns, *outreach.patterns, *doors.patterns]
