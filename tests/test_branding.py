"""Every page carries the product's own name and sign, Django's admin and the pages for errors too."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from jurisdiction.models import Officer
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_admin_is_named_after_the_product_in_the_readers_language(
    cast: Cast, signed_in: Callable[[Officer], Client]
) -> None:
    client = signed_in(cast.system_admin)
    for language in ("zh-hans", "en"):
        html = client.get(reverse("admin:index"), headers={"Accept-Language": language}).content.decode()
        with translation.override(language):
            assert f"| {gettext('Patrol and prevention')}</title>" in html
            assert f"<h1>{gettext('Administration')}</h1>" in html
        assert 'rel="icon"' in html
        assert "Django" not in html


def test_the_sign_is_where_browsers_look_for_it_without_being_told() -> None:
    answer = Client().get("/favicon.ico")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/x-icon")
    assert b"".join(answer).startswith(b"\x00\x00\x01\x00")


@pytest.mark.parametrize("name", ["base.html", "500.html", "admin/base_site.html", "intake/night.html"])
def test_every_frame_of_a_page_links_the_sign(name: str) -> None:
    assert 'rel="icon"' in (Path(settings.BASE_DIR) / "templates" / name).read_text()
