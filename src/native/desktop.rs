//! `java.desktop`, as far as programs without a display need no drawing: the
//! data classes, events, component models and images in memory are Java code
//! whose natives only announce the class to the library. Fonts, drawing and
//! colour conversion are missing: their natives throw `UnsatisfiedLinkError`.

use crate::model::Throw;
use crate::native::support::nothing;
use crate::thread::{JavaThread, NativeRow, native};

/// The tables of the module.
pub(super) const TABLES: &[&[NativeRow]] = &[ROWS];

/// Rows for classes with a native `initIDs` that prepares access from C, which
/// nothing here needs, and further rows.
macro_rules! rows {
    ($($class:literal)* => $($row:expr,)*) => {
        &[$(native($class, "initIDs", "()V", nothing),)* $($row,)*]
    };
}

const ROWS: &[NativeRow] = rows! {
    "java/awt/AWTEvent"
    "java/awt/Button"
    "java/awt/Checkbox"
    "java/awt/CheckboxMenuItem"
    "java/awt/Choice"
    "java/awt/Color"
    "java/awt/Component"
    "java/awt/Container"
    "java/awt/Cursor"
    "java/awt/Dialog"
    "java/awt/Dimension"
    "java/awt/Event"
    "java/awt/FileDialog"
    "java/awt/Font"
    "java/awt/FontMetrics"
    "java/awt/Frame"
    "java/awt/Insets"
    "java/awt/KeyboardFocusManager"
    "java/awt/Label"
    "java/awt/Menu"
    "java/awt/MenuBar"
    "java/awt/MenuComponent"
    "java/awt/MenuItem"
    "java/awt/Rectangle"
    "java/awt/ScrollPane"
    "java/awt/ScrollPaneAdjustable"
    "java/awt/Scrollbar"
    "java/awt/TextArea"
    "java/awt/TextField"
    "java/awt/Toolkit"
    "java/awt/TrayIcon"
    "java/awt/Window"
    "java/awt/event/InputEvent"
    "java/awt/event/KeyEvent"
    "java/awt/event/MouseEvent"
    "java/awt/image/BufferedImage"
    "java/awt/image/ColorModel"
    "java/awt/image/IndexColorModel"
    "java/awt/image/Kernel"
    "java/awt/image/Raster"
    "java/awt/image/SampleModel"
    "java/awt/image/SinglePixelPackedSampleModel"
    "sun/awt/image/ByteComponentRaster"
    "sun/awt/image/BytePackedRaster"
    "sun/awt/image/IntegerComponentRaster"
    "sun/awt/image/ShortComponentRaster"
    "sun/java2d/Disposer"
    =>
    native("sun/awt/image/ImagingLib", "init", "()Z", has_media_library),
};

/// Whether there is a library of fast image operations: Java code does them.
fn has_media_library(_: &JavaThread) -> Result<bool, Throw> {
    Ok(false)
}
