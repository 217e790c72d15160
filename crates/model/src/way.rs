//! Which way requests leave the machine.

/// The way to a source: as the settings say, unless the reader chose another for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Way {
    /// As the settings say.
    #[default]
    Settings,
    /// Directly, whatever the settings say.
    Direct,
    /// Through the proxy at this address (`http://`, `https://`, `socks5://`, `socks5h://`) and by no other way.
    Proxy(String),
}

impl Way {
    /// The way that a word of the library, the wire or the command line means: empty, `direct`, or a proxy's address.
    /// Whether that address is one is for the network part to say.
    pub fn of(word: &str) -> Self {
        match word.trim() {
            "" => Self::Settings,
            "direct" => Self::Direct,
            proxy => Self::Proxy(proxy.to_owned()),
        }
    }

    /// The word for it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Settings => "",
            Self::Direct => "direct",
            Self::Proxy(address) => address,
        }
    }
}
