//! Whom a server's certificate is believed, and how we show who we are. No global state: the provider of cryptography
//! is named here, every time.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};

use crate::base::{Error, Result, files};

/// Largest file with certificates, in bytes; bundles of all public authorities have a quarter of it.
const LIMIT: u64 = 1024 * 1024;

/// How a server is verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// By the authorities of the operating system.
    System,
    /// By the authorities in a PEM file, and no others.
    Authorities(PathBuf),
    /// Not at all.
    Anybody,
}

/// The rules for one server. `identity` is a certificate and its key.
pub(super) fn configuration(trust: &Trust, identity: Option<&(PathBuf, PathBuf)>) -> Result<ClientConfig> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(|cause| Error::internal("TLS can not be set up").caused_by(cause))?;
    let builder = match trust {
        Trust::System => builder.with_root_certificates(system_authorities()?),
        Trust::Authorities(path) => builder.with_root_certificates(authorities_in(path)?),
        Trust::Anybody => builder.dangerous().with_custom_certificate_verifier(Arc::new(Unverified(provider))),
    };
    let Some((certificate, key)) = identity else { return Ok(builder.with_no_client_auth()) };
    builder.with_client_auth_cert(certificates_in(certificate)?, key_in(key)?).map_err(|cause| {
        let pair = format!("`{}` and `{}` are no client certificate", certificate.display(), key.display());
        Error::usage(pair).caused_by(cause).hint("the key must belong to the first certificate in the file")
    })
}

/// Rules that believe nobody, for a connection without TLS: the HTTP client asks for some all the same.
pub(super) fn nobody() -> Result<ClientConfig> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|cause| Error::internal("TLS can not be set up").caused_by(cause))?;
    Ok(builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
}

fn system_authorities() -> Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    let found = rustls_native_certs::load_native_certs();
    roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        return Err(Error::usage("this system knows no certificate authority").hint(
            "install them (Debian: apt-get install ca-certificates), or name yours: vault_auth.ca_cert, VAULT_CACERT",
        ));
    }
    Ok(roots)
}

fn authorities_in(path: &Path) -> Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    let (added, _) = roots.add_parsable_certificates(certificates_in(path)?);
    if added == 0 {
        return Err(unusable(path, "certificate"));
    }
    Ok(roots)
}

fn certificates_in(path: &Path) -> Result<Vec<CertificateDer<'static>>> {
    let bytes = files::read(path, LIMIT)?;
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
    read.ok().filter(|certificates| !certificates.is_empty()).ok_or_else(|| unusable(path, "certificate"))
}

fn key_in(path: &Path) -> Result<PrivateKeyDer<'static>> {
    let bytes = files::read_private(path, LIMIT)?;
    PrivateKeyDer::from_pem_slice(bytes.expose()).map_err(|_| unusable(path, "private key"))
}

fn unusable(path: &Path, what: &str) -> Error {
    Error::usage(format!("`{}` holds no {what}", path.display()))
        .hint("a PEM file is needed, with lines that begin -----BEGIN")
}

/// Believes every certificate; the handshake itself is still checked, so that the peer has the key it shows.
#[derive(Debug)]
struct Unverified(Arc<CryptoProvider>);

impl ServerCertVerifier for Unverified {
    fn verify_server_cert(
        &self,
        _certificate: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files by hand")]
mod tests {
    use super::*;
    use crate::base::Kind;

    #[test]
    fn a_file_without_what_is_needed_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("ca.pem");
        for content in ["", "not a certificate", "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n"] {
            std::fs::write(&path, content).unwrap();
            let error = configuration(&Trust::Authorities(path.clone()), None).unwrap_err();
            assert_eq!(error.kind(), Kind::Usage, "{content}");
            assert!(error.message().contains("ca.pem") && error.hint_text().is_some());
        }
        let missing = directory.path().join("none.pem");
        assert_eq!(configuration(&Trust::Authorities(missing), None).unwrap_err().kind(), Kind::NotFound);
    }
}
