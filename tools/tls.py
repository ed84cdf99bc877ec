"""The station's own certificate authority, for phones that must trust this site on a closed network.

`python -m tools.tls FOLDER [HOST …]` makes what is missing and renews the server's certificate thirty days before its
end; prints the authority's SHA-256 fingerprint. Keys never leave FOLDER and are readable by its owner alone.
"""

import argparse
import datetime
import ipaddress
import os
import socket
import sys
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CA_DAYS = 3650
#: Browsers take no longer ones.
SERVER_DAYS = 397
RENEW_BEFORE = datetime.timedelta(days=30)
ALWAYS = ("localhost", "127.0.0.1", "::1")


def _write(path: Path, content: bytes, mode: int) -> None:
    """Whole or not at all."""
    fresh = path.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.write(content)
    fresh.replace(path)


def _key(path: Path) -> ec.EllipticCurvePrivateKey:
    if path.exists():
        loaded = load_pem_private_key(path.read_bytes(), None)
        if isinstance(loaded, ec.EllipticCurvePrivateKey):
            return loaded
    key = ec.generate_private_key(ec.SECP256R1())
    _write(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), 0o600)
    return key


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _alternative(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def authority(folder: Path, now: datetime.datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """The station's authority; made once."""
    path = folder / "station-ca.crt"
    key = _key(folder / "station-ca.key")
    if path.exists():
        found = x509.load_pem_x509_certificate(path.read_bytes())
        if found.public_key() == key.public_key():
            return found, key
    name = _name(f"Station CA {socket.gethostname()}"[:60])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=CA_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=False, content_commitment=False, key_encipherment=False,
                data_encipherment=False, key_agreement=False, key_cert_sign=True, crl_sign=True,
                encipher_only=False, decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    _write(path, made.public_bytes(Encoding.PEM), 0o644)
    return made, key


def server(folder: Path, hosts: list[str], now: datetime.datetime) -> x509.Certificate:
    """The server's certificate for these hosts; renewed when it ends soon, lacks a host or has another issuer."""
    ca, ca_key = authority(folder, now)
    path = folder / "server.crt"
    names = {_alternative(host) for host in hosts}
    if path.exists():
        found = x509.load_pem_x509_certificate(path.read_bytes())
        held = set(found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value)
        ends = found.not_valid_after_utc
        authority_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key())
        issued = found.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value == authority_id
        if issued and names <= held and ends - now > RENEW_BEFORE:
            return found
    key = _key(folder / "server.key")
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(hosts[-1][:60]))
        .issuer_name(ca.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=SERVER_DAYS) - datetime.timedelta(hours=2))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(sorted(names, key=str)), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False
        )
        .sign(ca_key, hashes.SHA256())
    )
    _write(path, made.public_bytes(Encoding.PEM), 0o644)
    return made


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("hosts", nargs="*")
    given = parser.parse_args(arguments)
    given.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = datetime.datetime.now(datetime.UTC)
    hosts = list(dict.fromkeys([*ALWAYS, socket.gethostname(), *(host for host in given.hosts if host)]))
    server(given.folder, hosts, now)
    ca, _key_of_ca = authority(given.folder, now)
    print(":".join(f"{byte:02X}" for byte in ca.fingerprint(hashes.SHA256())))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
