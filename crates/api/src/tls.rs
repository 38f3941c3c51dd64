//! HTTPS by the server itself. A renewed certificate serves from the next connection on.

use std::{
    fs, io,
    path::Path,
    sync::{Arc, PoisonError, RwLock},
    time::SystemTime,
};

use rustls::{
    ServerConfig,
    crypto::{CryptoProvider, ring},
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
    version::{TLS12, TLS13},
};

use crate::config::TlsFiles;

/// What keeps the server from speaking HTTPS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("read the certificate and its key: {0}")]
    Read(#[from] io::Error),
    #[error("read the certificate and its key: {0}")]
    Pem(#[from] rustls::pki_types::pem::Error),
    #[error("use the certificate with its key: {0}")]
    Use(#[from] rustls::Error),
}

/// TLS 1.2 and 1.3, with the certificate of the files.
pub fn configuration(files: TlsFiles) -> Result<ServerConfig, TlsError> {
    let provider = Arc::new(ring::default_provider());
    let certificates = Certificates::load(files, provider.clone())?;
    Ok(ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&TLS13, &TLS12])?
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(certificates)))
}

/// When both files were written.
type Written = (SystemTime, SystemTime);

#[derive(Debug)]
struct Certificates {
    files: TlsFiles,
    provider: Arc<CryptoProvider>,
    current: RwLock<(Written, Arc<CertifiedKey>)>,
}

impl Certificates {
    fn load(files: TlsFiles, provider: Arc<CryptoProvider>) -> Result<Self, TlsError> {
        let current = (written(&files)?, read(&files, &provider)?);
        Ok(Self { files, provider, current: RwLock::new(current) })
    }

    /// The certificate of the files as they are now; the one before while they do not fit.
    fn current(&self) -> Arc<CertifiedKey> {
        let (of, before) = self.current.read().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(now) = written(&self.files).ok().filter(|now| *now != of) else { return before };
        let key = read(&self.files, &self.provider).unwrap_or_else(|error| {
            // A certificate is there before its key: the next change is looked at again.
            tracing::warn!("Failed to {error}: the certificate before it serves on");
            before
        });
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = (now, key.clone());
        key
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.current())
    }
}

fn written(files: &TlsFiles) -> io::Result<Written> {
    let of = |path: &Path| fs::metadata(path)?.modified();
    Ok((of(&files.cert)?, of(&files.key)?))
}

fn read(files: &TlsFiles, provider: &CryptoProvider) -> Result<Arc<CertifiedKey>, TlsError> {
    let chain = CertificateDer::pem_file_iter(&files.cert)?.collect::<Result<_, _>>()?;
    let key = PrivateKeyDer::from_pem_file(&files.key)?;
    Ok(Arc::new(CertifiedKey::from_der(chain, key, provider)?))
}
