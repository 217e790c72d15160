//! TLS is verified, against the roots of the machine.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod net_server;

use std::net::SocketAddr;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};

use engine::net::FetchError;
use net_server::{Reply, Request, client, feed, moved, ok};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// A server with a certificate for `name`, and the root that vouches for it, as PEM.
async fn start(name: &str) -> (SocketAddr, String) {
    let mut root = CertificateParams::new(Vec::new()).unwrap();
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root = CertifiedIssuer::self_signed(root, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new([name.to_owned()]).unwrap();
    let certificate: CertificateDer = certificate.signed_by(&key, &root).unwrap().into();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                // A handshake that the client breaks off is the point of the test.
                let Ok(stream) = acceptor.accept(stream).await else {
                    return;
                };
                let reply = |request: &Request| match request.target() {
                    "/down" => Reply::Close(moved(301, "http://127.0.0.1/")),
                    _ => Reply::Close(ok("", "safe")),
                };
                net_server::serve(stream, &Mutex::default(), &AtomicU64::new(0), &reply).await;
            });
        }
    });
    (address, root.pem())
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    let (address, _) = start("127.0.0.1").await;
    let (client, _) = client("{}", &[], None);
    let asked = feed(&format!("https://{address}/rss")).typed(true);
    let error = client.fetch(asked).await.unwrap_err();
    assert!(matches!(error, FetchError::Tls { .. }), "{error}");
    assert!(error.to_string().contains("is not safe"), "{error}");
}

#[tokio::test]
async fn plain_http_where_tls_was_expected_is_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.read_u8().await.unwrap();
        let refusal = net_server::answer("400 Bad Request", "", "speak http");
        stream.write_all(&refusal).await.unwrap();
        // Open until the client has had enough.
        while stream.read_u8().await.is_ok() {}
    });
    let (client, _) = client("{}", &[], None);
    let asked = feed(&format!("https://{address}/rss")).typed(true);
    let error = client.fetch(asked).await.unwrap_err();
    assert!(matches!(error, FetchError::Tls { .. }), "{error}");
}

/// The machine's roots can be chosen by the environment on Linux, for a whole process: so this test runs itself again.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_machines_roots_decide_and_the_name_must_fit() {
    const ADDRESS: &str = "QAZET_TEST_TLS_ADDRESS";
    const ROOTS: &str = "SSL_CERT_FILE";
    const THIS: &str = "the_machines_roots_decide_and_the_name_must_fit";

    if let Ok(address) = std::env::var(ADDRESS) {
        with_chosen_roots(
            &address,
            std::env::var(ROOTS).unwrap().ends_with("root.pem"),
        )
        .await;
        return;
    }
    let (address, root) = start("127.0.0.1").await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("root.pem");
    std::fs::write(&file, root).unwrap();
    for roots in [file, folder.path().join("missing")] {
        let again = tokio::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", THIS])
            .env(ADDRESS, address.to_string())
            .env(ROOTS, &roots)
            .env_remove("SSL_CERT_DIR")
            .output()
            .await
            .unwrap();
        let said = String::from_utf8_lossy(&again.stdout);
        assert!(again.status.success(), "with {}: {said}", roots.display());
        assert!(said.contains("1 passed"), "it ran: {said}");
    }
}

#[cfg(target_os = "linux")]
async fn with_chosen_roots(address: &str, known: bool) {
    let (client, _) = client("{}", &[("wrong.example", "127.0.0.1")], None);
    let ask = async |url: String| client.fetch(feed(&url).typed(true)).await;
    let safe = ask(format!("https://{address}/rss")).await;
    if !known {
        let error = safe.unwrap_err();
        assert_eq!(error, FetchError::NoRoots);
        assert!(error.is_connectivity(), "no source is to blame");
        return;
    }
    assert_eq!(&safe.unwrap().body[..], b"safe");
    let port = address.rsplit(':').next().unwrap();
    let wrong = ask(format!("https://wrong.example:{port}/rss"))
        .await
        .unwrap_err();
    assert!(matches!(wrong, FetchError::Tls { .. }), "{wrong}");
    let down = ask(format!("https://{address}/down")).await.unwrap_err();
    assert!(matches!(down, FetchError::RedirectRefused { .. }), "{down}");
}
