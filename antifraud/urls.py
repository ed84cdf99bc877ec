from typing import Any

app_name = "antifraud"
urlpatterns: list[Any] = []
