//! How pictures are made small for an edition, and what is left as it came.
#![allow(clippy::unwrap_used)]

use std::io::Cursor;

use engine::{BadPicture, check_picture, pack_picture};
use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, Frame, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

/// Something like a photograph: slow changes with grain on them, darker to the right.
fn photograph(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grain = ((x * 7919 + y * 104_729) % 17) as u8;
        let light = 200 - (x * 150 / width) as u8;
        Rgb([light + grain, light, (y * 200 / height) as u8 + grain])
    })
}

fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    picture.write_with_encoder(encoder).unwrap();
    bytes
}

fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn decoded(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).unwrap()
}

#[test]
fn a_camera_s_photograph_becomes_a_tenth_and_still_looks_the_same() {
    let original = photograph(3000, 2000);
    let came = jpeg(&original, 95);
    let packed = pack_picture(&came, 1600).unwrap();
    assert_eq!(packed.content_type, "image/webp");
    assert_eq!((packed.width, packed.height), (1600, 1066));
    let (was, is) = (came.len(), packed.bytes.len());
    assert!(is * 10 < was, "{is} of {was} bytes");
    let shown = decoded(&packed.bytes).into_rgb8();
    for (x, y) in [(10, 10), (800, 500), (1590, 1050)] {
        let (here, there) = (
            shown.get_pixel(x, y),
            original.get_pixel(x * 15 / 8, y * 15 / 8),
        );
        for channel in 0..3 {
            let apart = i32::from(here[channel]) - i32::from(there[channel]);
            assert!(apart.abs() < 24, "{here:?} instead of {there:?}");
        }
    }
}

#[test]
fn a_sync_keeps_what_is_small_enough_byte_for_byte() {
    let came = jpeg(&photograph(1200, 800), 90);
    let kept = check_picture(&came, 1600).unwrap();
    assert_eq!(
        (kept.content_type.as_str(), &kept.bytes),
        ("image/jpeg", &came)
    );
    let smaller = check_picture(&came, 600).unwrap();
    assert_eq!((smaller.width, smaller.height), (600, 400));
}

#[test]
fn what_gains_nothing_stays_as_it_came() {
    let plain = png(&DynamicImage::new_rgb8(500, 500));
    let packed = pack_picture(&plain, 1600).unwrap();
    assert!(packed.bytes.len() <= plain.len());
    let again = pack_picture(&packed.bytes, 1600).unwrap();
    assert!(
        again.bytes.len() <= packed.bytes.len(),
        "packing twice costs nothing"
    );
}

#[test]
fn what_moves_goes_on_moving() {
    let mut gif = Vec::new();
    {
        let mut encoder = GifEncoder::new(&mut gif);
        for shade in [0, 80, 160, 240] {
            let frame = RgbaImage::from_pixel(200, 100, Rgba([shade, 0, 0, 255]));
            encoder.encode_frame(Frame::new(frame)).unwrap();
        }
    }
    let packed = pack_picture(&gif, 1600).unwrap();
    assert_eq!(
        (packed.content_type.as_str(), packed.bytes),
        ("image/gif", gif.clone())
    );
    // One that is too large is shown as a still.
    let still = pack_picture(&gif, 100).unwrap();
    assert_eq!((still.width, still.height), (100, 50));
}

#[test]
fn what_is_transparent_stays_transparent() {
    let picture = RgbaImage::from_fn(400, 300, |x, y| {
        let grain = ((x * 31 + y * 17) % 255) as u8;
        Rgba([grain, 255 - grain, 90, if x < 200 { 0 } else { 255 }])
    });
    let packed = pack_picture(&png(&picture.into()), 1600).unwrap();
    let shown = decoded(&packed.bytes).into_rgba8();
    assert_eq!(shown.get_pixel(20, 20)[3], 0);
    assert_eq!(shown.get_pixel(380, 280)[3], 255);
}

/// A JPEG whose camera was held on its side (Exif 2.3, 4.6.4, Orientation 6: turn right to show).
fn held_on_its_side(picture: &RgbImage) -> Vec<u8> {
    let exif = [
        b"II*\0\x08\0\0\0".as_slice(),
        b"\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0",
        b"\0\0\0\0",
    ]
    .concat();
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    encoder.set_exif_metadata(exif).unwrap();
    picture.write_with_encoder(encoder).unwrap();
    bytes
}

#[test]
fn a_photograph_taken_on_its_side_stands_upright() {
    let came = held_on_its_side(&photograph(900, 600));
    let packed = pack_picture(&came, 400).unwrap();
    assert_eq!((packed.width, packed.height), (266, 400));
    let shown = decoded(&packed.bytes).into_rgb8();
    // What was left, the light side, is on top.
    assert!(shown.get_pixel(130, 10)[1] > shown.get_pixel(130, 390)[1] + 80);
    let kept = check_picture(&came, 1600).unwrap();
    assert_eq!(
        (kept.width, kept.height),
        (600, 900),
        "its shape as browsers show it"
    );
}

#[test]
fn pictures_made_to_break_a_reader_are_refused_with_a_reason() {
    // A head that claims 50,000 × 50,000, and nothing behind it.
    let mut huge = png(&DynamicImage::new_rgb8(8, 8));
    huge[16..24].copy_from_slice(&[0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]);
    let crc = png_crc(&huge[12..29]);
    huge[29..33].copy_from_slice(&crc.to_be_bytes());
    for read in [check_picture, pack_picture] {
        let refused = read(&huge, 1600).unwrap_err();
        assert!(
            matches!(
                refused,
                BadPicture::TooLarge {
                    width: 50_000,
                    height: 50_000
                }
            ),
            "{refused}"
        );
        let mislabelled = b"\xff\xd8\xff\xe0 this is no JPEG";
        assert!(read(mislabelled, 1600).is_err());
        assert!(read(b"<svg onload='alert(1)'/>", 1600).is_err());
        let whole = jpeg(&photograph(600, 400), 90);
        assert_eq!(read(&whole[..whole.len() / 2], 1600), Err(BadPicture::Cut));
    }
}

/// The checksum of a PNG's chunk (PNG, annex D).
fn png_crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1))
        })
    })
}
