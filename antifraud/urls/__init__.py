from antifraud.urls import intercept, outreach

app_name = "antifraud"
urlpatterns = [*intercept.patterns, *outreach.patterns]
