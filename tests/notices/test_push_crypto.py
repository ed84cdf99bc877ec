"""Web Push by the letter of its standards: the example of RFC 8291, and VAPID as a push service checks it."""

import datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from notices.channels import push_crypto
from notices.receiver.push import Browser, NotOpened, browser_at, fault_of_sender, opened

NOW = datetime.datetime(2026, 9, 3, 13, tzinfo=datetime.UTC)
ENDPOINT = "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV"
#: RFC 8291, appendix A.
RECEIVER_PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
RECEIVER_PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SENDER_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
MESSAGE = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard_comes_out_byte_for_byte() -> None:
    sealed = push_crypto.seal(
        b"When I grow up, I want to be a watermelon",
        p256dh=RECEIVER_PUBLIC,
        auth=AUTH,
        salt=push_crypto.decode(SALT),
        sender=push_crypto.private_key(SENDER_PRIVATE),
    )
    assert push_crypto.encode(sealed) == MESSAGE
    browser = Browser(push_crypto.private_key(RECEIVER_PRIVATE), push_crypto.decode(AUTH))
    assert opened(sealed, browser) == b"When I grow up, I want to be a watermelon"


def test_only_the_browser_it_was_sealed_for_opens_it() -> None:
    browser = browser_at(ENDPOINT)
    sealed = push_crypto.seal("有漏巡".encode(), p256dh=browser.p256dh, auth=browser.auth_text)
    assert opened(sealed, browser).decode() == "有漏巡"
    for wrong in (browser_at("https://push.example.net/push/other"), Browser(browser.key, b"0" * 16)):
        with pytest.raises(NotOpened):
            opened(sealed, wrong)
    for broken in (b"", sealed[:90], sealed[:-1] + b"x"):
        with pytest.raises(NotOpened):
            opened(broken, browser)


def test_keys_that_are_none_and_messages_too_long_are_refused() -> None:
    with pytest.raises(ValueError, match=r"."):
        push_crypto.seal(b"x", p256dh=push_crypto.encode(b"\x04" + b"1" * 64), auth=AUTH)
    with pytest.raises(ValueError, match="too long"):
        push_crypto.seal(b"x" * 4000, p256dh=RECEIVER_PUBLIC, auth=AUTH)


def headers(**changed: str) -> dict[str, str]:
    key = ec.generate_private_key(push_crypto.CURVE)
    authorization = push_crypto.authorization(ENDPOINT, key=key, subject="mailto:a@b.example", at=NOW)
    return {"Authorization": authorization, "Topic": "a" * 32, "TTL": "60", **changed}


def test_a_push_service_takes_what_we_sign_and_nothing_else() -> None:
    good = headers()
    assert fault_of_sender(ENDPOINT, good, at=NOW) == ""
    token, key = good["Authorization"].split(", ")
    assert fault_of_sender(ENDPOINT, headers(Authorization=f"{token[:-4]}AAAA, {key}"), at=NOW)
    assert fault_of_sender(ENDPOINT, headers(Authorization=""), at=NOW)
    assert fault_of_sender("https://other.example/x", good, at=NOW) == "signed for another push service"
    assert fault_of_sender(ENDPOINT, good, at=NOW + datetime.timedelta(hours=13))
    assert fault_of_sender(ENDPOINT, headers(Topic="a" * 33), at=NOW)
    assert fault_of_sender(ENDPOINT, headers(TTL="soon"), at=NOW)
