//! The bytes of a heap dump: records, segments, identifiers. All numbers are
//! big-endian.

use std::fs::File;
use std::io::{self, BufWriter, Write};

/// A segment is written out when it has grown to this size.
const SEGMENT_BYTES: usize = 1 << 20;

/// Tags of records.
mod tag {
    pub(super) const STRING: u8 = 0x01;
    pub(super) const LOAD_CLASS: u8 = 0x02;
    pub(super) const FRAME: u8 = 0x04;
    pub(super) const TRACE: u8 = 0x05;
    pub(super) const HEAP_DUMP_SEGMENT: u8 = 0x1c;
    pub(super) const HEAP_DUMP_END: u8 = 0x2c;
}

/// A string, class, object or frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Id(pub(super) u64);

/// Writes a dump.
pub(super) struct Records {
    out: BufWriter<File>,
    written: u64,
    /// Sub-records of the present segment.
    segment: Vec<u8>,
}

/// The body of a record, built up piece by piece.
#[derive(Default)]
pub(super) struct Body(Vec<u8>);

impl Body {
    pub(super) fn u1(mut self, value: u8) -> Body {
        self.0.push(value);
        self
    }

    pub(super) fn u2(mut self, value: u16) -> Body {
        self.0.extend(value.to_be_bytes());
        self
    }

    pub(super) fn u4(mut self, value: u32) -> Body {
        self.0.extend(value.to_be_bytes());
        self
    }

    pub(super) fn id(mut self, id: Id) -> Body {
        self.0.extend(id.0.to_be_bytes());
        self
    }

    pub(super) fn bytes(mut self, bytes: &[u8]) -> Body {
        self.0.extend_from_slice(bytes);
        self
    }
}

impl Records {
    pub(super) fn new(file: File) -> Records {
        let out = BufWriter::with_capacity(1 << 16, file);
        Records { out, written: 0, segment: Vec::with_capacity(SEGMENT_BYTES + (64 << 10)) }
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.written += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    pub(super) fn header(&mut self, millis: u64) -> io::Result<()> {
        self.put(b"JAVA PROFILE 1.0.2\0")?;
        self.put(&8u32.to_be_bytes())?;
        self.put(&millis.to_be_bytes())
    }

    fn record(&mut self, tag: u8, body: &[u8]) -> io::Result<()> {
        self.put(&[tag])?;
        self.put(&0u32.to_be_bytes())?; // microseconds since the header's time
        self.put(&(body.len() as u32).to_be_bytes())?;
        self.put(body)
    }

    pub(super) fn string(&mut self, id: Id, text: &[u8]) -> io::Result<()> {
        self.record(tag::STRING, &Body::default().id(id).bytes(text).0)
    }

    pub(super) fn load_class(&mut self, serial: u32, class: Id, name: Id) -> io::Result<()> {
        self.record(tag::LOAD_CLASS, &Body::default().u4(serial).id(class).u4(1).id(name).0)
    }

    pub(super) fn frame(&mut self, body: Body) -> io::Result<()> {
        self.record(tag::FRAME, &body.0)
    }

    pub(super) fn trace(&mut self, serial: u32, thread: u32, frames: &[Id]) -> io::Result<()> {
        let body = Body::default().u4(serial).u4(thread).u4(frames.len() as u32);
        self.record(tag::TRACE, &frames.iter().fold(body, |body, &frame| body.id(frame)).0)
    }

    /// Adds a sub-record to the dump proper.
    pub(super) fn sub_record(&mut self, body: Body) -> io::Result<()> {
        self.segment.extend(body.0);
        if self.segment.len() >= SEGMENT_BYTES { self.flush_segment() } else { Ok(()) }
    }

    /// Adds a sub-record whose data come in pieces, in a segment of its own.
    pub(super) fn large_sub_record(
        &mut self,
        head: Body,
        bytes: usize,
        pieces: &mut dyn Iterator<Item = Vec<u8>>,
    ) -> io::Result<()> {
        self.flush_segment()?;
        self.put(&[tag::HEAP_DUMP_SEGMENT])?;
        self.put(&0u32.to_be_bytes())?;
        self.put(&((head.0.len() + bytes) as u32).to_be_bytes())?;
        self.put(&head.0)?;
        for piece in pieces {
            self.put(&piece)?;
        }
        Ok(())
    }

    fn flush_segment(&mut self) -> io::Result<()> {
        if self.segment.is_empty() {
            return Ok(());
        }
        let mut segment = std::mem::take(&mut self.segment);
        self.record(tag::HEAP_DUMP_SEGMENT, &segment)?;
        segment.clear();
        self.segment = segment;
        Ok(())
    }

    /// Ends the dump; its size.
    pub(super) fn finish(mut self) -> io::Result<u64> {
        self.flush_segment()?;
        self.record(tag::HEAP_DUMP_END, &[])?;
        self.out.flush()?;
        Ok(self.written)
    }
}
