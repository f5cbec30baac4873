//! Module java.desktop without a screen: what images in memory and their
//! readers and writers need (`BufferedImage`, `ImageIO` for PNG, GIF, BMP).
//!
//! The rows prepare native code of the class library for field access; there is
//! no such code here. Drawing (`Graphics2D`), fonts, colour conversion, JPEG
//! and windows have no rows.

use super::support::nothing;
use crate::thread::{NativeRow, native};

/// The tables of the module.
pub(super) const TABLES: &[&[NativeRow]] = &[ROWS];

const ROWS: &[NativeRow] = &[
    native("java/awt/AWTEvent", "initIDs", "()V", nothing),
    native("java/awt/Color", "initIDs", "()V", nothing),
    native("java/awt/Cursor", "initIDs", "()V", nothing),
    native("java/awt/Dimension", "initIDs", "()V", nothing),
    native("java/awt/Event", "initIDs", "()V", nothing),
    native("java/awt/Font", "initIDs", "()V", nothing),
    native("java/awt/Insets", "initIDs", "()V", nothing),
    native("java/awt/Rectangle", "initIDs", "()V", nothing),
    native("java/awt/Toolkit", "initIDs", "()V", nothing),
    native("java/awt/event/InputEvent", "initIDs", "()V", nothing),
    native("java/awt/event/KeyEvent", "initIDs", "()V", nothing),
    native("java/awt/event/MouseEvent", "initIDs", "()V", nothing),
    native("java/awt/image/BufferedImage", "initIDs", "()V", nothing),
    native("java/awt/image/ColorModel", "initIDs", "()V", nothing),
    native("java/awt/image/IndexColorModel", "initIDs", "()V", nothing),
    native("java/awt/image/Kernel", "initIDs", "()V", nothing),
    native("java/awt/image/Raster", "initIDs", "()V", nothing),
    native("java/awt/image/SampleModel", "initIDs", "()V", nothing),
    native("java/awt/image/SinglePixelPackedSampleModel", "initIDs", "()V", nothing),
    native("sun/awt/image/ByteComponentRaster", "initIDs", "()V", nothing),
    native("sun/awt/image/BytePackedRaster", "initIDs", "()V", nothing),
    native("sun/awt/image/IntegerComponentRaster", "initIDs", "()V", nothing),
    native("sun/awt/image/ShortComponentRaster", "initIDs", "()V", nothing),
    native("sun/java2d/Disposer", "initIDs", "()V", nothing),
];
