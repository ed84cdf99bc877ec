"""Signing in: five failures lock the name, whoever tries; pages and the API are closed to strangers."""

import pytest
from axes.utils import reset
from django.test import Client, override_settings
from django.urls import reverse

from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db


def attempt(client: Client, password: str, address: str = "10.0.0.1") -> int:
    answer = client.post(
        reverse("sign_in"), {"username": "officer_a", "password": password}, REMOTE_ADDR=address
    )
    return answer.status_code


@override_settings(AXES_ENABLED=True)
def test_five_failures_lock_the_name_even_for_the_right_password_and_from_elsewhere(cast: Cast) -> None:
    client = Client()
    for number in range(5):
        attempt(client, f"wrong {number}", address=f"10.0.0.{number}")
    assert attempt(client, PASSWORD, address="10.9.9.9") == 429
    assert client.get(reverse("patrols:tonight")).status_code == 302
    reset(username="officer_a")
    assert attempt(client, PASSWORD) == 302


def test_a_wrong_password_is_told_on_the_page_without_saying_which_half_was_wrong(cast: Cast) -> None:
    known = Client().post(reverse("sign_in"), {"username": "officer_a", "password": "x"})
    unknown = Client().post(reverse("sign_in"), {"username": "nobody", "password": "x"})
    said = [list(answer.context["form"].non_field_errors()) for answer in (known, unknown)]
    assert said[0] == said[1]
    assert said[0]
    assert 'value="officer_a"' in known.content.decode()


def test_an_officer_who_may_not_sign_in_any_more_cannot(cast: Cast) -> None:
    cast.officer_a.is_active = False
    cast.officer_a.save()
    assert attempt(Client(), PASSWORD) == 200


@pytest.mark.parametrize("length", [8, 11])
def test_short_passwords_are_refused_beside_the_field(cast: Cast, length: int) -> None:
    client = Client()
    client.force_login(cast.officer_a, backend="django.contrib.auth.backends.ModelBackend")
    new = "Xq7-" * 3
    answer = client.post(
        reverse("password_change"),
        {"old_password": PASSWORD, "new_password1": new[:length], "new_password2": new[:length]},
    )
    assert answer.context["form"].errors["new_password2"]


@pytest.mark.parametrize(
    "path", ["/", "/today/", "/tonight/", "/rounds/", "/ledger/", "/places/", "/officers/"]
)
def test_a_stranger_is_turned_to_the_sign_in_page(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_pages_carry_a_strict_content_security_policy(cast: Cast) -> None:
    policy = Client().get(reverse("sign_in"))["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "default-src 'self'" in policy
