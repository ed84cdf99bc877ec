"""Every room's URLs; paths carry no room name where the page's own is plain enough."""

from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from prevention import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.SignInView.as_view(), name="sign_in"),
    path("sign-out/", auth_views.LogoutView.as_view(), name="sign_out"),
    path("password/", auth_views.PasswordChangeView.as_view(), name="password_change"),
    path("password/done/", auth_views.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("language/setlang/", login_not_required(set_language), name="set_language"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("status", views.status, name="status"),
    path("api/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="api-docs"),
    path("api/", include("patrols.api_urls")),
    path("api/sync/", include("intake.api_urls")),
    path("ledger/", include("ledger.urls")),
    path("", include("intake.urls")),
    path("", include("dashboards.urls")),
    path("", include("command.urls")),
    path("", include("antifraud.urls")),
    path("", include("disputes.urls")),
    path("", include("hazards.urls")),
    path("", include("notices.urls")),
    path("", include("patrols.urls")),
    path("", include("jurisdiction.urls")),
    path("admin/", admin.site.urls),
]
