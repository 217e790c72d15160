//! How much memory decoding a picture takes, told from its head, and who may decode now.
//!
//! Pictures of many hosts arrive at the same time, and each claims what size it likes: a small file can unpack to hundreds of megabytes.
//! So each says before how much it needs, and waits until that much is free. One that needs more than there is will never be decoded.

use std::io::Cursor;
use std::sync::Arc;

use bytes::Bytes;
use image::{ColorType, ImageDecoder, ImageFormat, ImageReader};
use store::Blob;
use tokio::sync::Semaphore;

use crate::error::Result;
use crate::picture::{BadPicture, POINT, broken, check_picture, pack_picture, scaled};
use crate::turns::{blocking, closing};

/// Most memory that a picture may take, encoded and decoded bytes together.
pub const MEMORY: u64 = 240 * MEBIBYTE;
/// Most memory of all pictures that are decoded at the same time; one that takes more is alone. The allocator keeps as much again for a while.
const TOGETHER: u64 = 128 * MEBIBYTE;
/// Most pixels of a picture (TRUST §4).
const PIXELS: u64 = 50_000_000;
const MEBIBYTE: u64 = 1024 * 1024;

/// Who may decode a picture now.
pub struct Decoding {
    /// In mebibytes.
    memory: Arc<Semaphore>,
    working: Arc<Semaphore>,
}

impl Decoding {
    /// Those who decode take turns with all others that keep a processor busy.
    pub fn new(working: Arc<Semaphore>) -> Self {
        let memory = Arc::new(Semaphore::new((TOGETHER / MEBIBYTE) as usize));
        Self { memory, working }
    }

    /// Checks a picture as [`check_picture`] does, when the memory for it is free.
    ///
    /// # Errors
    /// [`crate::Error::Closing`]; what is wrong with the picture is in the answer.
    pub async fn check(&self, bytes: Bytes, longest: u32) -> Result<Result<Blob, BadPicture>> {
        self.decode(bytes, longest, check_picture).await
    }

    /// Makes a picture small as [`pack_picture`] does, when the memory for it is free.
    ///
    /// # Errors
    /// As [`Decoding::check`].
    pub async fn pack(&self, bytes: Bytes, longest: u32) -> Result<Result<Blob, BadPicture>> {
        self.decode(bytes, longest, pack_picture).await
    }

    async fn decode(
        &self,
        bytes: Bytes,
        longest: u32,
        work: fn(&[u8], u32) -> Result<Blob, BadPicture>,
    ) -> Result<Result<Blob, BadPicture>> {
        let needed = match memory_of(&bytes, longest) {
            Ok(needed) => needed.min(TOGETHER).div_ceil(MEBIBYTE) as u32,
            Err(bad) => return Ok(Err(bad)),
        };
        let memory = self.memory.clone().acquire_many_owned(needed).await;
        let turn = self.working.clone().acquire_owned().await;
        let turns = (memory.map_err(closing)?, turn.map_err(closing)?);
        blocking(move || {
            // They go with the work, which nobody can stop once it has begun.
            let _turns = turns;
            Ok(work(&bytes, longest))
        })
        .await
    }
}

/// The most bytes that checking or packing this picture takes; only its head is read.
///
/// # Errors
/// [`BadPicture`], [`BadPicture::TooLarge`] among them where it is more than [`MEMORY`].
pub fn memory_of(bytes: &[u8], longest: u32) -> Result<u64, BadPicture> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let reader = reader.map_err(|error| broken(error.into()))?;
    let format = reader.format().ok_or(BadPicture::Unknown)?;
    let decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if width.min(height) <= POINT {
        return Err(BadPicture::Point { width, height });
    }
    let (pixels, decoded) = (u64::from(width) * u64::from(height), decoder.total_bytes());
    let color = decoder.color_type();
    let decoding = decoded + pixels * bytes_beside(format, color, bytes);
    let eight_bits = pixels * bytes_of_eight_bits(color);
    let turning = match color {
        ColorType::Rgb8 | ColorType::Rgba8 => decoded,
        _ => decoded + eight_bits,
    };
    let writing =
        eight_bits + scaling(width, height, color, longest) + encoding(width, height, longest);
    let needed = 2 * bytes.len() as u64 + decoding.max(turning).max(writing);
    if pixels > PIXELS || needed > MEMORY {
        return Err(BadPicture::TooLarge { width, height });
    }
    Ok(needed)
}

/// Bytes of a pixel as it is scaled and written.
fn bytes_of_eight_bits(color: ColorType) -> u64 {
    if color.has_alpha() { 4 } else { 3 }
}

/// Bytes that the decoder has for each pixel, beside the one picture that it makes.
fn bytes_beside(format: ImageFormat, color: ColorType, bytes: &[u8]) -> u64 {
    match format {
        ImageFormat::Jpeg if is_of_one_scan(bytes) => 0,
        // Two for each coefficient; what becomes RGB may have been CMYK.
        ImageFormat::Jpeg if color == ColorType::L8 => 2,
        ImageFormat::Jpeg => 8,
        // A frame, what it is made of, and the canvas that it is laid on.
        ImageFormat::WebP => 8,
        ImageFormat::Gif => 4,
        // Row by row.
        _ => 0,
    }
}

/// Bytes that scaling takes beside the decoded picture; none where it is small enough.
fn scaling(width: u32, height: u32, color: ColorType, longest: u32) -> u64 {
    if width.max(height) <= longest {
        return 0;
    }
    let (to_width, to_height) = scaled(width, height, longest);
    let of_a_pixel = bytes_of_eight_bits(color);
    let bytes = |width, height| u64::from(width) * u64::from(height) * of_a_pixel;
    // First it is made narrower, then lower. With transparency all that is done on a copy.
    let copy = if color.has_alpha() {
        bytes(width, height)
    } else {
        0
    };
    copy + bytes(to_width, height) + bytes(to_width, to_height)
}

/// Bytes that turning a picture and encoding it as WebP take: it is copied, and the encoder has planes of its own.
fn encoding(width: u32, height: u32, longest: u32) -> u64 {
    const OF_A_PIXEL: u64 = 4 + 3;
    let (width, height) = scaled(width, height, longest);
    u64::from(width) * u64::from(height) * OF_A_PIXEL
}

/// Whether a JPEG has all its colours in one scan from top to bottom (ITU T.81, B.2): then it is decoded row by row. Of others, progressive
/// ones among them, all coefficients are kept until the last scan.
fn is_of_one_scan(bytes: &[u8]) -> bool {
    let mut colours = None;
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xff, marker, high, low, ..] = *rest {
        let end = 2 + usize::from(u16::from_be_bytes([high, low]));
        let Some(segment) = rest.get(4..end) else {
            return false;
        };
        match marker {
            // The frame, sequential.
            0xc0 | 0xc1 if colours.is_none() => colours = segment.get(5),
            // The first scan.
            0xda => return colours.is_some() && colours == segment.first(),
            // Tables, applications' own, comments.
            0xc4 | 0xdb | 0xdd | 0xe0..=0xef | 0xfe => {}
            _ => return false,
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    false
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use image::DynamicImage;

    use super::*;

    const SIZE: (u32, u32) = (2000, 1000);
    const LONGEST: u32 = 2560;

    fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// The same file as a progressive one: only its head is read here.
    fn progressive(mut jpeg: Vec<u8>) -> Vec<u8> {
        let frame = jpeg.windows(2).position(|two| two == [0xff, 0xc0]);
        jpeg[frame.unwrap() + 1] = 0xc2;
        jpeg
    }

    #[test]
    fn each_form_says_what_decoding_it_takes() {
        let pixels = u64::from(SIZE.0 * SIZE.1);
        let rgb = DynamicImage::new_rgb8(SIZE.0, SIZE.1);
        let jpeg = encoded(&rgb, ImageFormat::Jpeg);
        for (name, bytes, of_a_pixel) in [
            ("a PNG", encoded(&rgb, ImageFormat::Png), 3 + 7),
            ("a JPEG of one scan", jpeg.clone(), 3 + 7),
            ("a progressive JPEG", progressive(jpeg), 3 + 8),
            ("a WebP", encoded(&rgb, ImageFormat::WebP), 3 + 8),
            ("a GIF", encoded(&rgb, ImageFormat::Gif), 4 + 7),
        ] {
            let expected = pixels * of_a_pixel + 2 * bytes.len() as u64;
            assert_eq!(memory_of(&bytes, LONGEST), Ok(expected), "{name}");
        }
    }

    #[test]
    fn a_picture_that_needs_more_than_there_is_is_refused_by_its_head() {
        // 33 million pixels: one scan of them fits, all coefficients of all scans do not.
        let (width, height) = (6600_u16, 5000_u16);
        let mut jpeg = encoded(&DynamicImage::new_rgb8(8, 8), ImageFormat::Jpeg);
        let frame = jpeg.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
        jpeg[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
        jpeg[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
        assert!(memory_of(&jpeg, LONGEST).unwrap() <= MEMORY);
        let (width, height) = (width.into(), height.into());
        assert_eq!(
            memory_of(&progressive(jpeg), LONGEST),
            Err(BadPicture::TooLarge { width, height })
        );
    }

    #[test]
    fn a_point_or_a_line_is_no_picture() {
        for (width, height) in [(1, 1), (2, 2), (600, 1)] {
            let bytes = encoded(&DynamicImage::new_rgb8(width, height), ImageFormat::Png);
            assert_eq!(
                check_picture(&bytes, LONGEST),
                Err(BadPicture::Point { width, height })
            );
        }
    }

    #[test]
    fn of_a_picture_that_breaks_off_nothing_is_kept() {
        let rgb = DynamicImage::new_rgb8(200, 100);
        for format in [
            ImageFormat::Jpeg,
            ImageFormat::Png,
            ImageFormat::WebP,
            ImageFormat::Bmp,
        ] {
            let whole = encoded(&rgb, format);
            let half = &whole[..whole.len() * 3 / 4];
            for read in [check_picture, pack_picture] {
                assert!(read(&whole, LONGEST).is_ok(), "{format:?}");
                assert_eq!(read(half, LONGEST), Err(BadPicture::Cut), "{format:?}");
            }
        }
    }

    #[tokio::test]
    async fn a_picture_waits_until_the_memory_for_it_is_free() {
        let decoding = Decoding::new(Arc::new(Semaphore::new(1)));
        let rgb = DynamicImage::new_rgb8(SIZE.0, SIZE.1);
        let bytes = Bytes::from(encoded(&rgb, ImageFormat::Png));
        let all = decoding.memory.available_permits() as u32;
        let others = decoding.memory.acquire_many(all).await.unwrap();
        let mut waiting = Box::pin(decoding.check(bytes, LONGEST));
        assert!(futures::poll!(&mut waiting).is_pending());
        assert_eq!(decoding.memory.available_permits(), 0);
        drop(others);
        assert_eq!(waiting.await.unwrap().unwrap().width, SIZE.0);
        assert_eq!(
            decoding.memory.available_permits(),
            all as usize,
            "it gave it back"
        );
    }
}
