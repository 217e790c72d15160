//! Content codings (RFC 9110 §8.4.1): gzip, brotli, zstd, and small bodies that unpack to huge ones.

use std::io::Write;

use flate2::{Compress, Compression, FlushCompress};
use serde::{Deserialize, Serialize};

/// A content coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Br,
    /// RFC 8878.
    Zstd,
}

impl Encoding {
    /// All of them, the one the newsroom likes best first.
    pub const ALL: [Self; 3] = [Self::Br, Self::Zstd, Self::Gzip];

    /// Its word in `Accept-Encoding` and `Content-Encoding`.
    pub fn token(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Br => "br",
            Self::Zstd => "zstd",
        }
    }
}

/// Packs `body`. Writing into memory cannot fail; were it to, the body would come out unpackable
/// and the client would say so.
pub(crate) fn encode(encoding: Encoding, body: &[u8]) -> Vec<u8> {
    match encoding {
        Encoding::Gzip => {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), Compression::fast());
            let written = packer.write_all(body);
            written.and_then(|()| packer.finish()).unwrap_or_default()
        }
        Encoding::Br => {
            // Quality 1 keeps unoptimised builds quick.
            let mut packed = Vec::new();
            {
                let mut packer = brotli::CompressorWriter::new(&mut packed, 4096, 1, 20);
                if packer.write_all(body).is_err() {
                    return Vec::new();
                }
            }
            packed
        }
        Encoding::Zstd => zstd::stream::encode_all(body, 1).unwrap_or_default(),
    }
}

/// A small body that unpacks to `size` zero bytes, rounded up to whole MiB.
///
/// One packed mebibyte is repeated, so that even unoptimised builds make 200 MB in no time.
pub(crate) fn bomb(encoding: Encoding, size: u64) -> Vec<u8> {
    let mebibytes = size.div_ceil(MEBIBYTE as u64).max(1);
    match encoding {
        Encoding::Gzip => gzip_bomb(mebibytes),
        Encoding::Br => brotli_bomb(mebibytes),
        Encoding::Zstd => zstd_bomb(mebibytes),
    }
}

const MEBIBYTE: usize = 1 << 20;

/// A deflate block that ends in a full flush refers to nothing before it, so it can be repeated.
fn gzip_bomb(mebibytes: u64) -> Vec<u8> {
    let zeros = vec![0u8; MEBIBYTE];
    let mut block = Vec::with_capacity(64 * 1024);
    let mut packer = Compress::new(Compression::best(), false);
    if packer
        .compress_vec(&zeros, &mut block, FlushCompress::Full)
        .is_err()
    {
        return Vec::new();
    }
    let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let mut one = crc32fast::Hasher::new();
    one.update(&zeros);
    let mut sum = crc32fast::Hasher::new();
    for _ in 0..mebibytes {
        packed.extend_from_slice(&block);
        sum.combine(&one);
    }
    // An empty last block with fixed codes.
    packed.extend_from_slice(&[0x03, 0x00]);
    packed.extend_from_slice(&sum.finalize().to_le_bytes());
    let length = mebibytes.wrapping_mul(MEBIBYTE as u64) as u32;
    packed.extend_from_slice(&length.to_le_bytes());
    packed
}

/// After the first flushed mebibyte, every further one packs to the same bytes.
fn brotli_bomb(mebibytes: u64) -> Vec<u8> {
    let zeros = vec![0u8; MEBIBYTE];
    let mut packed = Vec::new();
    let mut ends = Vec::new();
    {
        let mut packer = brotli::CompressorWriter::new(&mut packed, 4096, 1, 20);
        for _ in 0..3 {
            if packer
                .write_all(&zeros)
                .and_then(|()| packer.flush())
                .is_err()
            {
                return Vec::new();
            }
            ends.push(packer.get_ref().len());
        }
    }
    let [first, second, third] = ends[..] else {
        return Vec::new();
    };
    let repeated = packed[second..third].to_vec();
    let mut bomb = packed[..if mebibytes == 1 { first } else { second }].to_vec();
    for _ in 2..mebibytes {
        bomb.extend_from_slice(&repeated);
    }
    // ISLAST and ISLASTEMPTY.
    bomb.push(0x03);
    bomb
}

/// Run-length blocks: four bytes unpack to 128 KiB (RFC 8878 §3.1.1.2).
fn zstd_bomb(mebibytes: u64) -> Vec<u8> {
    const BLOCK: u32 = 128 * 1024;
    const WINDOW_128_KIB: u8 = 7 << 3;
    let mut packed = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, WINDOW_128_KIB];
    let blocks = mebibytes * (MEBIBYTE as u64 / u64::from(BLOCK));
    for number in 1..=blocks {
        let last = u32::from(number == blocks);
        let head = (BLOCK << 3) | (1 << 1) | last;
        packed.extend_from_slice(&head.to_le_bytes()[..3]);
        packed.push(0);
    }
    packed
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::Read;

    use super::*;

    fn decode(encoding: Encoding, packed: &[u8]) -> Vec<u8> {
        let mut body = Vec::new();
        match encoding {
            Encoding::Gzip => {
                flate2::read::GzDecoder::new(packed)
                    .read_to_end(&mut body)
                    .unwrap();
            }
            Encoding::Br => {
                brotli::Decompressor::new(packed, 4096)
                    .read_to_end(&mut body)
                    .unwrap();
            }
            Encoding::Zstd => body = zstd::stream::decode_all(packed).unwrap(),
        }
        body
    }

    #[test]
    fn every_coding_can_be_undone() {
        let text = "Дала жаңалықтары. ".repeat(50).into_bytes();
        for encoding in Encoding::ALL {
            let packed = encode(encoding, &text);
            assert!(packed.len() < text.len(), "{encoding:?} packs");
            assert_eq!(decode(encoding, &packed), text, "{encoding:?}");
        }
    }

    #[test]
    fn bombs_are_small_and_unpack_to_their_size() {
        for encoding in Encoding::ALL {
            for mebibytes in [1u64, 2, 5] {
                let packed = bomb(encoding, mebibytes * MEBIBYTE as u64);
                let body = decode(encoding, &packed);
                assert_eq!(
                    body.len() as u64,
                    mebibytes * MEBIBYTE as u64,
                    "{encoding:?}"
                );
                assert!(packed.len() * 100 < body.len(), "{encoding:?} is small");
            }
        }
    }
}
