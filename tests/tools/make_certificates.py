"""A throw-away authority and the certificate of a server on loopback, for the tests of TLS.

Writes ca.crt, server.crt and server.key (0600) into the directory given. The names in the certificate are
`localhost` and 127.0.0.1, and nothing else, so that every other address of loopback is a wrong name.

Beside them: expired.crt and expired.key of the same server, client.crt and client.key of the database role
`claviger_certified`, and stranger.crt of an authority that signed none of these.
"""

import datetime
import ipaddress
import os
import pathlib
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID


def name(common_name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def certificate(subject, key, issuer, issuer_key, *extensions, now=datetime.datetime.now(datetime.timezone.utc)):
    builder = (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=7))
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(issuer_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def key_usage(*usages):
    """Checked where certificates are checked strictly, as Python does from 3.13 on."""
    known = "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign"
    names = [*known.split(), "encipher_only", "decipher_only"]
    return x509.KeyUsage(**{name: name in usages for name in names})


def private_file(path, content):
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def write_pair(directory, file_name, issuer, issuer_key, subject, usage, *extensions, **times):
    key = ec.generate_private_key(ec.SECP256R1())
    (directory / f"{file_name}.crt").write_bytes(
        certificate(
            subject,
            key,
            issuer,
            issuer_key,
            (x509.BasicConstraints(ca=False, path_length=None), True),
            (key_usage("digital_signature"), True),
            (x509.ExtendedKeyUsage([usage]), False),
            (x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), False),
            *extensions,
            **times,
        )
    )
    pem = serialization.PrivateFormat.PKCS8
    private_file(
        directory / f"{file_name}.key",
        key.private_bytes(serialization.Encoding.PEM, pem, serialization.NoEncryption()),
    )


def write_authority(directory, file_name, authority):
    key = ec.generate_private_key(ec.SECP256R1())
    (directory / f"{file_name}.crt").write_bytes(
        certificate(
            authority,
            key,
            authority,
            key,
            (x509.BasicConstraints(ca=True, path_length=0), True),
            (key_usage("key_cert_sign", "crl_sign"), True),
            (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
        )
    )
    return authority, key


def main():
    directory = pathlib.Path(sys.argv[1])
    authority = write_authority(directory, "ca", "claviger test authority")
    write_authority(directory, "stranger", "claviger test stranger")
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    names = (x509.SubjectAlternativeName(names), False)
    server, client = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH
    long_ago = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=30)
    write_pair(directory, "server", *authority, "localhost", server, names)
    write_pair(directory, "expired", *authority, "localhost", server, names, now=long_ago)
    write_pair(directory, "client", *authority, "claviger_certified", client)


main()
