//! Which addresses a stranger may not name: everything that is not the public internet.
//!
//! The tables are IANA's special-purpose registries (RFC 6890 and its updates). An IPv6 address that carries an
//! IPv4 one (mapped, 6to4, NAT64, Teredo) is judged by what it carries as well.
//! Deliberately absent: names and their resolution (`resolver`), and who may be excepted (`guard`).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// IPv4 blocks that are not the public internet: (network, prefix length).
const PRIVATE_V4: [([u8; 4], u32); 18] = [
    ([0, 0, 0, 0], 8),       // this network, RFC 791
    ([10, 0, 0, 0], 8),      // private, RFC 1918
    ([100, 64, 0, 0], 10),   // carrier-grade NAT, RFC 6598
    ([127, 0, 0, 0], 8),     // loopback, RFC 1122
    ([169, 254, 0, 0], 16),  // link-local, RFC 3927; cloud metadata
    ([172, 16, 0, 0], 12),   // private, RFC 1918
    ([192, 0, 0, 0], 24),    // protocol assignments, RFC 6890
    ([192, 0, 2, 0], 24),    // documentation, RFC 5737
    ([192, 31, 196, 0], 24), // AS112, RFC 7535
    ([192, 52, 193, 0], 24), // AMT, RFC 7450
    ([192, 88, 99, 0], 24),  // 6to4 relays, RFC 7526
    ([192, 168, 0, 0], 16),  // private, RFC 1918
    ([192, 175, 48, 0], 24), // AS112, RFC 7534
    ([198, 18, 0, 0], 15),   // benchmarks, RFC 2544
    ([198, 51, 100, 0], 24), // documentation, RFC 5737
    ([203, 0, 113, 0], 24),  // documentation, RFC 5737
    ([224, 0, 0, 0], 4),     // multicast, RFC 5771
    ([240, 0, 0, 0], 4),     // reserved and broadcast, RFC 1112
];

/// IPv6 blocks inside the global range 2000::/3 that are not the public internet: (network, prefix length).
const PRIVATE_V6: [([u16; 8], u32); 6] = [
    ([0x2001, 0x2, 0, 0, 0, 0, 0, 0], 48),   // benchmarks, RFC 5180
    ([0x2001, 0x10, 0, 0, 0, 0, 0, 0], 28),  // ORCHID, RFC 4843
    ([0x2001, 0x20, 0, 0, 0, 0, 0, 0], 28),  // ORCHIDv2, RFC 7343
    ([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32), // documentation, RFC 3849
    ([0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0], 48), // AS112, RFC 7534
    ([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20),     // documentation, RFC 9637
];

/// Names that mean the machine or the network it stands in, whatever a resolver says (RFC 6761, 6762, 8375, ICANN 2024).
const PRIVATE_NAMES: [&str; 7] = [
    "localhost",
    "local",
    "localdomain",
    "internal",
    "home.arpa",
    "lan",
    "intranet",
];

/// Whether `address` is anything but an ordinary address of the public internet.
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_private_v4(v4),
        IpAddr::V6(v6) => is_private_v6(v6),
    }
}

/// Whether `host` names the machine or its own network by itself, before any resolution.
/// For a name this is a hint only: any name can resolve to a private address.
pub fn is_private_host(host: &Host<&str>) -> bool {
    match host {
        Host::Ipv4(v4) => is_private_v4(*v4),
        Host::Ipv6(v6) => is_private_v6(*v6),
        Host::Domain(name) => is_private_name(name),
    }
}

/// Whether `name` is one that no public resolver answers for: `localhost`, `nas.local`, or a word without a dot.
pub fn is_private_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let under = |parent: &str| {
        name.strip_suffix(parent)
            .is_some_and(|front| front.is_empty() || front.ends_with('.'))
    };
    !name.contains('.') || PRIVATE_NAMES.into_iter().any(under)
}

/// Whether an address the reader typed or imported is private by its spelling: for the note at an OPML import.
/// `false` for what is not a URL with a host.
pub fn is_private_url(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| url.host().is_some_and(|host| is_private_host(&host)))
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    PRIVATE_V4.iter().any(|(network, length)| {
        let network = Ipv4Addr::from(*network).to_bits();
        (bits ^ network) >> (32 - length) == 0
    })
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let tail = v4_of(parts[6], parts[7]);
    match parts {
        // v4-mapped, RFC 4291
        [0, 0, 0, 0, 0, 0xffff, ..] => is_private_v4(tail),
        // NAT64, RFC 6052
        [0x64, 0xff9b, 0, 0, 0, 0, ..] => is_private_v4(tail),
        // 6to4, RFC 3056
        [0x2002, high, low, ..] => is_private_v4(v4_of(high, low)),
        // Teredo, RFC 4380: the server, and the client with its bits turned
        [0x2001, 0, high, low, ..] => {
            is_private_v4(v4_of(high, low)) || is_private_v4(v4_of(!parts[6], !parts[7]))
        }
        // ISATAP, RFC 5214: an IPv4 address behind a fixed identifier
        [_, _, _, _, 0 | 0x200, 0x5efe, ..] if is_private_v4(tail) => true,
        _ => {
            // Only 2000::/3 is given out: loopback, ULA, link-local, site-local, multicast and v4-compatible lie outside.
            let global = parts[0] & 0xe000 == 0x2000;
            !global || PRIVATE_V6.iter().any(|block| is_in_v6(address, block))
        }
    }
}

fn is_in_v6(address: Ipv6Addr, (network, length): &([u16; 8], u32)) -> bool {
    let network = Ipv6Addr::from(*network).to_bits();
    (address.to_bits() ^ network) >> (128 - length) == 0
}

fn v4_of(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const PRIVATE: &[&str] = &[
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.0.1",
        "169.254.169.254",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.0.170",
        "192.0.2.1",
        "192.31.196.1",
        "192.52.193.1",
        "192.88.99.1",
        "192.168.0.0",
        "192.168.255.255",
        "192.175.48.1",
        "198.18.0.0",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:192.168.1.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::10.1.2.3",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:7f00:1::1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:a00:1::1",
        "2002:c0a8:101::1",
        "2620:4f:8000::1",
        "3fff::1",
        "3fff:fff:ffff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456:789a::1",
        "fdff::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "2606:4700:1:2:0:5efe:10.0.0.1",
    ];

    const PUBLIC: &[&str] = &[
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "192.0.3.1",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.99.255",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1",
        "2606:4700:4700::1111",
        "2a00:1450:4001:82b::200e",
        "2001:4860:4860::8888",
        "2001:db7:ffff::1",
        "2001:db9::1",
        "3ffe::1",
    ];

    #[test]
    fn every_special_block_is_private_to_its_edges() {
        for text in PRIVATE {
            assert!(is_private(text.parse().unwrap()), "{text} is private");
        }
    }

    #[test]
    fn neighbours_of_special_blocks_are_public() {
        for text in PUBLIC {
            assert!(!is_private(text.parse().unwrap()), "{text} is public");
        }
    }

    #[test]
    fn every_spelling_of_a_private_host_is_seen_through() {
        for host in [
            "127.0.0.1",
            "127.1",
            "127.0.1",
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "0177.0.0.1",
            "017700000001",
            "0",
            "0x0",
            "3232235777",
            "0xc0.0xa8.0x1.0x1",
            "192.168.257",
            "%31%32%37.0.0.1",
            "127.0.0.1.",
            "①②⑦.⓪.⓪.①",
            "127。0。0。1",
            "[::1]",
            "[0:0:0:0:0:0:0:1]",
            "[::ffff:7f00:1]",
            "[::ffff:127.0.0.1]",
            "[fe80::1]",
            "localhost",
            "LOCALHOST",
            "localhost.",
            "ⓛocalhost",
            "a.localhost",
            "nas.local",
            "router",
            "router.lan",
            "metadata.google.internal",
            "printer.home.arpa",
        ] {
            let url = format!("http://{host}/");
            assert!(is_private_url(&url), "{url} is private");
        }
    }

    #[test]
    fn public_hosts_and_non_urls_are_not_called_private() {
        for url in [
            "https://tengrinews.kz/news.rss",
            "https://қазақстан.қаз/",
            "http://8.8.8.8/",
            "http://134744072/",
            "http://[2606:4700:4700::1111]/",
            "https://localhost.example.com/",
            "https://mylocal.example/",
            "https://notlocal.kz/",
            "https://xlan.kz/",
            "mailto:a@localhost",
            "not a url",
            "",
        ] {
            assert!(!is_private_url(url), "{url:?} is not private");
        }
    }
}
