"""The station's own certificates: made once, renewed in time, trusted by a client that knows the authority."""

import datetime
import socket
import ssl
import threading
from pathlib import Path

import pytest
from cryptography import x509

from tools.tls import ALWAYS, main, server

NOW = datetime.datetime(2026, 9, 3, tzinfo=datetime.UTC)


def test_a_client_that_trusts_the_authority_trusts_the_server(tmp_path: Path) -> None:
    assert main([str(tmp_path), "10.20.30.40"]) == 0
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(tmp_path / "server.crt", tmp_path / "server.key")
    trusting = ssl.create_default_context(cafile=str(tmp_path / "station-ca.crt"))
    here, there = socket.socketpair()
    answers: list[bytes] = []

    def answer() -> None:
        with inside.wrap_socket(there, server_side=True) as line:
            line.sendall(b"ok")

    thread = threading.Thread(target=answer)
    thread.start()
    with trusting.wrap_socket(here, server_hostname="localhost") as line:
        answers.append(line.recv(2))
    thread.join()
    assert answers == [b"ok"]


def test_keys_are_their_owners_alone(tmp_path: Path) -> None:
    main([str(tmp_path)])
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob("*.key")} == {0o600}


@pytest.mark.parametrize(("days", "renewed"), [(0, False), (300, False), (370, True)])
def test_the_certificate_is_renewed_a_month_before_its_end(
    tmp_path: Path, days: int, *, renewed: bool
) -> None:
    first = server(tmp_path, list(ALWAYS), NOW)
    again = server(tmp_path, list(ALWAYS), NOW + datetime.timedelta(days=days))
    assert (again.serial_number != first.serial_number) is renewed


def test_a_new_host_gets_a_certificate_of_the_same_authority(tmp_path: Path) -> None:
    first = server(tmp_path, list(ALWAYS), NOW)
    wider = server(tmp_path, [*ALWAYS, "patrol.station.example"], NOW)
    names = wider.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert "patrol.station.example" in names.get_values_for_type(x509.DNSName)
    assert wider.issuer == first.issuer
