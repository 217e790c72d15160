//! What is let into the cache of pictures: the webview gets only what was decoded here once.
//!
//! WebP is written because it needs a fifth less than a good JPEG and half of a plain one; what was smaller as it came stays as it came.

use std::io::{Cursor, ErrorKind};

use fast_image_resize::pixels::{U8x3, U8x4};
use fast_image_resize::{IntoImageView as _, IntoImageViewMut as _, PixelTrait, Resizer};
use image::codecs::{gif::GifDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{
    AnimationDecoder as _, DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader,
    Limits,
};
use store::Blob;
use webp::Encoder;

use crate::sync::{MEMORY, memory_of};

/// Of 100. Below 70 faces lose their skin, above 85 a picture grows twice as fast as it gains.
const QUALITY: f32 = 78.0;
/// Of drawings, maps and screens, whose edges show every loss.
const QUALITY_OF_DRAWINGS: f32 = 90.0;
/// A picture with no more pixels a side shows nothing.
pub(crate) const POINT: u32 = 2;
/// Pictures of so many pixels a side are written without loss: it costs nothing.
const ICON: u32 = 128;

/// Why bytes are no picture that can be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPicture {
    /// Not JPEG, PNG, WebP, GIF, BMP or ICO.
    #[error("the bytes are no picture in a form that Qazet shows (JPEG, PNG, WebP, GIF)")]
    Unknown,
    /// More pixels than anybody needs: an attack or a mistake.
    #[error("the picture claims {width}×{height} pixels, which is too large")]
    TooLarge {
        /// Claimed.
        width: u32,
        /// Claimed.
        height: u32,
    },
    /// A point or a line: it counts readers, or holds a place.
    #[error("the picture is of {width}×{height} pixels, which shows nothing")]
    Point {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// Only its beginning came.
    #[error("only the beginning of the picture came")]
    Cut,
    /// Broken.
    #[error("the picture is broken: {0}")]
    Broken(String),
}

type Result<T> = std::result::Result<T, BadPicture>;

/// Decodes a picture within limits, as a sync keeps it: what browsers show stays byte for byte; one whose longer side has more than
/// `longest` pixels is scaled down.
///
/// # Errors
/// [`BadPicture`].
pub fn check_picture(bytes: &[u8], longest: u32) -> Result<Blob> {
    let decoded = Decoded::of(bytes, longest)?;
    match decoded.as_it_came(bytes, longest) {
        Some(blob) => Ok(blob),
        None => decoded.encode(longest),
    }
}

/// Decodes a picture within limits and makes it as small as it may be, as an edition keeps it: its longer side has `longest` pixels at most.
/// One that gains nothing by it, or would lose its movement or its colours, stays byte for byte.
///
/// # Errors
/// [`BadPicture`].
pub fn pack_picture(bytes: &[u8], longest: u32) -> Result<Blob> {
    let decoded = Decoded::of(bytes, longest)?;
    let as_it_came = decoded.as_it_came(bytes, longest);
    if let (Some(blob), true) = (&as_it_came, decoded.loses_much) {
        return Ok(blob.clone());
    }
    let packed = decoded.encode(longest)?;
    Ok(match as_it_came {
        Some(blob) if blob.bytes.len() <= packed.bytes.len() => blob,
        _ => packed,
    })
}

/// A picture in memory.
struct Decoded {
    format: ImageFormat,
    picture: DynamicImage,
    /// How a camera was held: what is shown is turned by this.
    orientation: Orientation,
    /// It moves, or has colours that are not those of every screen: neither is written here.
    loses_much: bool,
}

impl Decoded {
    fn of(bytes: &[u8], longest: u32) -> Result<Self> {
        memory_of(bytes, longest)?;
        let reader = ImageReader::new(Cursor::new(bytes))
            .with_guessed_format()
            .map_err(|error| broken(error.into()))?;
        let format = reader.format().ok_or(BadPicture::Unknown)?;
        if is_cut(bytes, format) {
            return Err(BadPicture::Cut);
        }
        let moves = moves(bytes, format);
        let mut limits = Limits::default();
        limits.max_alloc = Some(MEMORY);
        let mut decoder = reader.into_decoder().map_err(broken)?;
        limits.reserve(decoder.total_bytes()).map_err(broken)?;
        decoder.set_limits(limits).map_err(broken)?;
        // What only says something about the picture may be damaged where the picture is not.
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let colours = decoder.icc_profile().ok().flatten();
        Ok(Self {
            format,
            picture: DynamicImage::from_decoder(decoder).map_err(broken)?,
            orientation,
            loses_much: moves || colours.is_some_and(|profile| !is_srgb(&profile)),
        })
    }

    /// The bytes themselves, where browsers show them and they are not too large.
    fn as_it_came(&self, bytes: &[u8], longest: u32) -> Option<Blob> {
        let content_type = match self.format {
            ImageFormat::Jpeg => "image/jpeg",
            ImageFormat::Png => "image/png",
            ImageFormat::WebP => "image/webp",
            ImageFormat::Gif => "image/gif",
            _ => return None,
        };
        let (mut width, mut height) = (self.picture.width(), self.picture.height());
        if lies_on_its_side(self.orientation) {
            (width, height) = (height, width);
        }
        (width.max(height) <= longest).then(|| Blob {
            content_type: content_type.to_owned(),
            width,
            height,
            bytes: bytes.to_vec(),
        })
    }

    /// As WebP.
    fn encode(self, longest: u32) -> Result<Blob> {
        // What is written has eight bits a channel; scaled like this it takes half the memory.
        let picture = match self.picture.color().has_alpha() {
            true => DynamicImage::from(self.picture.into_rgba8()),
            false => DynamicImage::from(self.picture.into_rgb8()),
        };
        let mut picture = scale_down(picture, longest)?;
        picture.apply_orientation(self.orientation);
        let (width, height) = (picture.width(), picture.height());
        let is_icon = width.max(height) <= ICON;
        let quality = match self.format {
            ImageFormat::Jpeg | ImageFormat::WebP => QUALITY,
            _ => QUALITY_OF_DRAWINGS,
        };
        let encoded = if picture.color().has_alpha() {
            let pixels = picture.into_rgba8();
            Encoder::from_rgba(&pixels, width, height).encode_simple(is_icon, quality)
        } else {
            let pixels = picture.into_rgb8();
            Encoder::from_rgb(&pixels, width, height).encode_simple(is_icon, quality)
        };
        let encoded = encoded.map_err(|error| BadPicture::Broken(format!("{error:?}")))?;
        Ok(Blob {
            content_type: "image/webp".to_owned(),
            width,
            height,
            bytes: encoded.to_vec(),
        })
    }
}

/// The size of a picture whose longer side may have `longest` pixels.
pub(crate) fn scaled(width: u32, height: u32, longest: u32) -> (u32, u32) {
    let longer = width.max(height);
    if longer <= longest {
        return (width, height);
    }
    let side = |side: u32| {
        let scaled = u64::from(side) * u64::from(longest) / u64::from(longer);
        (scaled as u32).max(1)
    };
    (side(width), side(height))
}

fn scale_down(picture: DynamicImage, longest: u32) -> Result<DynamicImage> {
    let (width, height) = scaled(picture.width(), picture.height(), longest);
    if (width, height) == (picture.width(), picture.height()) {
        return Ok(picture);
    }
    let mut smaller = DynamicImage::new(width, height, picture.color());
    match picture.color().has_alpha() {
        true => resample::<U8x4>(&picture, &mut smaller)?,
        false => resample::<U8x3>(&picture, &mut smaller)?,
    }
    Ok(smaller)
}

/// With the kind of pixel named: the call that finds it out brings a megabyte of code for eleven others.
fn resample<P: PixelTrait>(picture: &DynamicImage, smaller: &mut DynamicImage) -> Result<()> {
    let (Some(from), Some(mut to)) = (picture.image_view::<P>(), smaller.image_view_mut::<P>())
    else {
        return Err(BadPicture::Broken("its pixels are of another kind".into()));
    };
    let done = Resizer::new().resize_typed(&from, &mut to, None);
    done.map_err(|why| BadPicture::Broken(why.to_string()))
}

fn lies_on_its_side(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// Whether it has more than one frame. What can't be told is taken for a still.
fn moves(bytes: &[u8], format: ImageFormat) -> bool {
    let bytes = Cursor::new(bytes);
    match format {
        ImageFormat::Gif => {
            GifDecoder::new(bytes).is_ok_and(|gif| gif.into_frames().take(2).flatten().count() > 1)
        }
        ImageFormat::Png => PngDecoder::new(bytes).is_ok_and(|png| png.is_apng().unwrap_or(false)),
        ImageFormat::WebP => WebPDecoder::new(bytes).is_ok_and(|webp| webp.has_animation()),
        _ => false,
    }
}

/// Whether a profile's name says that it is the colour space of the web (IEC 61966-2-1), in either notation of ICC.
fn is_srgb(profile: &[u8]) -> bool {
    let named = |name: &[u8]| profile.windows(name.len()).any(|part| part == name);
    named(b"sRGB") || named(b"s\0R\0G\0B")
}

/// What a decoder's error says of the picture.
pub(crate) fn broken(error: ImageError) -> BadPicture {
    match &error {
        ImageError::IoError(why) if why.kind() == ErrorKind::UnexpectedEof => BadPicture::Cut,
        _ => BadPicture::Broken(error.to_string()),
    }
}

/// Whether a file does not end, where its decoder would not say so.
fn is_cut(bytes: &[u8], format: ImageFormat) -> bool {
    match format {
        // What is missing would become grey. In no scan do the bytes of the end's marker stand (ITU T.81, B.1.1.5).
        ImageFormat::Jpeg => {
            let last = |marker: [u8; 2]| bytes.windows(2).rposition(|two| two == marker);
            let (end, scan) = (last([0xff, 0xd9]), last([0xff, 0xda]));
            end < scan
        }
        // Its head says how long it is (RFC 9649, 2.3).
        ImageFormat::WebP => match *bytes {
            [_, _, _, _, a, b, c, d, ..] => {
                (bytes.len() as u64) < 8 + u64::from(u32::from_le_bytes([a, b, c, d]))
            }
            _ => true,
        },
        _ => false,
    }
}
