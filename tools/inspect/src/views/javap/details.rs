//! `-XDdetails`: what other tables say of a place in the code, in front of the
//! instruction there.

use std::iter::Peekable;

use base::CpIndex;
use classfile::{
    AttributeData, AttributeKind, Code, ExceptionHandler, FrameKind, LocalVariable, Member,
    StackMapTable, Table, VerificationType,
};

use super::{Printer, descriptor};
use crate::text::decoded;

/// Columns in front of source text.
const SOURCE_COLUMN: usize = 40;
/// Types that are printed for the stack maps of one method at most; where each
/// adds to those of the one before they could be any number.
const MAX_TYPES: usize = 1 << 21;
/// The tag of this kind of frame (JVMS §4.7.4).
const SAME_FRAME_EXTENDED: u8 = 251;

/// Which details are shown. Those of type annotations are accepted, but the JDK's
/// tool looks for them where compilers do not write any, and so they never show.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Details(u8);

impl Details {
    const LOCAL_VARIABLES: u8 = 1;
    const LOCAL_VARIABLE_TYPES: u8 = 2;
    const SOURCE: u8 = 4;
    const STACK_MAPS: u8 = 8;
    const TRY_BLOCKS: u8 = 16;
    const TYPE_ANNOTATIONS: u8 = 32;
    /// Everything.
    pub const ALL: Details = Details(63);

    /// Adds what a list names, or, with a dash, takes it out.
    ///
    /// # Errors
    ///
    /// The name that means nothing.
    pub fn change(&mut self, list: &str) -> Result<(), String> {
        for item in list.split([',', ':', ' ']).filter(|item| !item.is_empty()) {
            if item == "all" {
                *self = Details::ALL;
                continue;
            }
            let name = item.strip_prefix('-').unwrap_or(item);
            let bit = match name.to_ascii_lowercase().as_str() {
                "localvariables" => Details::LOCAL_VARIABLES,
                "localvariabletypes" => Details::LOCAL_VARIABLE_TYPES,
                "source" => Details::SOURCE,
                "stackmaps" => Details::STACK_MAPS,
                "tryblocks" => Details::TRY_BLOCKS,
                "typeannotations" => Details::TYPE_ANNOTATIONS,
                _ => return Err(item.to_owned()),
            };
            if name == item { self.0 |= bit } else { self.0 &= !bit }
        }
        Ok(())
    }

    fn has(self, bit: u8) -> bool {
        self.0 & bit != 0
    }

    /// Whether there are any.
    pub fn any(self) -> bool {
        self.0 != 0
    }

    /// Whether source text is needed.
    pub fn source(self) -> bool {
        self.has(Details::SOURCE)
    }
}

/// The entries of a table of variables by where they start and where they end.
struct Variables<'a> {
    table: Table<'a, LocalVariable>,
    starts: Vec<(u32, u16)>,
    ends: Vec<(u32, u16)>,
}

impl<'a> Variables<'a> {
    fn new(table: Table<'a, LocalVariable>) -> Variables<'a> {
        let mut starts: Vec<_> = table.iter().map(|e| u32::from(e.start_pc)).zip(0..).collect();
        let end = |e: LocalVariable| u32::from(e.start_pc) + u32::from(e.length);
        let mut ends: Vec<_> = table.iter().map(end).zip(0..).collect();
        starts.sort_unstable();
        ends.sort_unstable();
        Variables { table, starts, ends }
    }
}

/// The items of a sorted list that belong to a position.
fn at(list: &[(u32, u16)], pc: u32) -> &[(u32, u16)] {
    let from = list.partition_point(|item| item.0 < pc);
    let to = list.partition_point(|item| item.0 <= pc);
    &list[from..to]
}

/// Frames with their positions.
type Placed<'a> = dyn Iterator<Item = (i64, FrameKind<'a>)> + 'a;

/// The frames that are still to come, and the locals of the one before.
struct Frames<'a> {
    rest: Peekable<Box<Placed<'a>>>,
    /// The locals at the start of the method, of which some are left, and what
    /// follows them.
    initial: Vec<String>,
    added: Vec<VerificationType>,
    stack: Vec<VerificationType>,
    /// Whether the first local may be `this`.
    has_this: bool,
    printed: usize,
}

impl<'a> Frames<'a> {
    fn apply(&mut self, kind: FrameKind<'a>) {
        match kind {
            FrameKind::Same => {}
            FrameKind::SameLocals1(one) => self.stack.push(one),
            FrameKind::Chop(count) => {
                let count = usize::from(count);
                let rest = count.saturating_sub(self.added.len());
                self.added.truncate(self.added.len().saturating_sub(count));
                self.initial.truncate(self.initial.len().saturating_sub(rest));
            }
            FrameKind::Append(types) => self.added.extend(types.iter()),
            FrameKind::Full { locals, stack } => {
                self.initial.clear();
                self.added.clear();
                self.added.extend(locals.iter());
                self.stack.extend(stack.iter());
            }
        }
    }
}

/// The details of one method.
pub(super) struct Notes<'a> {
    /// Lines with their positions.
    lines: Vec<(u32, u16)>,
    all_lines: Vec<u16>,
    /// Without and with generic types.
    variables: [Option<Variables<'a>>; 2],
    frames: Option<Frames<'a>>,
    tries: Vec<ExceptionHandler>,
}

impl<'a> Printer<'_, '_, 'a> {
    /// Collects the details of a method, and prints what stands before its code.
    pub(super) fn notes(&mut self, method: Member<'_, 'a>, code: &Code<'_, 'a>) -> Notes<'a> {
        let details = self.options.details;
        let mut notes = Notes {
            lines: Vec::new(),
            all_lines: Vec::new(),
            variables: [None, None],
            frames: None,
            tries: Vec::new(),
        };
        if let Some(error) = self.source_error.take() {
            self.w.line_before(&format!("Error: {error}"));
        }
        if details.source() && self.source.is_empty() {
            self.w.println("(Source code not available)");
        } else if details.source() {
            self.collect_lines(code, &mut notes);
        }
        let kinds = [
            (Details::LOCAL_VARIABLES, AttributeKind::LocalVariableTable),
            (Details::LOCAL_VARIABLE_TYPES, AttributeKind::LocalVariableTypeTable),
        ];
        for (at, (bit, kind)) in kinds.into_iter().enumerate() {
            if !details.has(bit) {
                continue;
            }
            if let Some(
                AttributeData::LocalVariableTable(table)
                | AttributeData::LocalVariableTypeTable(table),
            ) = self.code_table(code, kind)
            {
                notes.variables[at] = Some(Variables::new(table));
            }
        }
        if details.has(Details::STACK_MAPS)
            && let Some(AttributeData::StackMapTable(table)) =
                self.code_table(code, AttributeKind::StackMapTable)
        {
            notes.frames = Some(self.frames(method, table));
        }
        if details.has(Details::TRY_BLOCKS) {
            notes.tries = code.exception_table.iter().collect();
        }
        notes
    }

    fn collect_lines(&self, code: &Code<'_, 'a>, notes: &mut Notes<'_>) {
        let tables = code.attributes().filter(|a| a.kind() == Some(AttributeKind::LineNumberTable));
        for table in tables {
            let Ok(AttributeData::LineNumberTable(table)) = table.decode(self.pool) else {
                continue;
            };
            for entry in table.iter() {
                notes.lines.push((entry.start_pc.into(), entry.line));
                notes.all_lines.push(entry.line);
            }
        }
        notes.lines.sort_unstable();
        notes.lines.dedup();
        notes.all_lines.sort_unstable();
        notes.all_lines.dedup();
    }

    /// The frames, and the locals at the start: release 17 takes them from the
    /// Java form of the descriptor (and lists an empty one if that has none) and
    /// shows them, release 25 takes their types.
    fn frames(&mut self, method: Member<'_, 'a>, table: StackMapTable<'a>) -> Frames<'a> {
        let text = decoded(method.descriptor());
        let parameters =
            descriptor::parameters_end(&text).and_then(|end| descriptor::types(&text, 0, end));
        let parameters = parameters.map_or(String::new(), |(shown, _)| shown);
        let arguments = parameters.trim_start_matches('(').trim_end_matches(')');
        let mut initial = Vec::new();
        let is_static = method.access_flags().is_static();
        if !is_static {
            let raw = self.jdk25() && method.name() == b"<init>";
            initial.push(if raw { "uninit_this" } else { "this" }.to_owned());
        }
        for name in arguments.split(", ") {
            match self.jdk25() {
                false => initial.push(name.replace('.', "/")),
                true if name.is_empty() => {}
                true => initial.push(inferred(name)),
            }
        }
        // Release 17 takes the offset of one kind of frame for a byte less.
        let jdk25 = self.jdk25();
        let short = move |tag: u8| !jdk25 && tag == SAME_FRAME_EXTENDED;
        let mut last = -1;
        let placed = table.iter().map(move |frame| {
            last += i64::from(frame.offset_delta) + i64::from(!short(frame.tag));
            (last, frame.kind)
        });
        let rest: Box<Placed<'a>> = Box::new(placed);
        let mut frames = Frames {
            rest: rest.peekable(),
            initial,
            added: Vec::new(),
            stack: Vec::new(),
            has_this: jdk25 && !is_static,
            printed: 0,
        };
        if !jdk25 {
            self.frame(&mut frames);
        }
        frames
    }

    /// What stands in front of the instruction at `pc`.
    pub(super) fn details(&mut self, notes: &mut Notes<'a>, pc: u32) {
        self.source_lines(notes, pc);
        for (generic, variables) in notes.variables.iter().enumerate() {
            let Some(variables) = variables else { continue };
            self.variable_ends(variables, generic == 1, pc);
            for &(_, entry) in at(&variables.starts, pc) {
                self.variable("start", variables.table.get(entry.into()), generic == 1);
            }
        }
        if let Some(frames) = &mut notes.frames {
            self.frames_up_to(frames, pc);
        }
        self.tries(&notes.tries, pc);
    }

    /// What stands behind the last instruction.
    pub(super) fn details_at_end(&mut self, notes: &Notes<'a>, pc: u32) {
        for (generic, variables) in notes.variables.iter().enumerate() {
            if let Some(variables) = variables {
                self.variable_ends(variables, generic == 1, pc);
            }
        }
    }

    fn source_lines(&mut self, notes: &Notes<'_>, pc: u32) {
        for &(_, line) in at(&notes.lines, pc) {
            let later = notes.all_lines.partition_point(|&other| other <= line);
            let next = notes.all_lines.get(later).copied().unwrap_or(0);
            for shown in std::iter::once(line).chain(line.saturating_add(1)..next) {
                let text = self.source.get(usize::from(shown)).map_or("", String::as_str);
                let number = match shown == line {
                    true => format!(" {shown:4} "),
                    false => format!("({shown:4})"),
                };
                self.w.println(&format!("{:SOURCE_COLUMN$}{number}{text}", ""));
                if self.w.has_failed() {
                    return;
                }
            }
        }
    }

    fn variable_ends(&mut self, variables: &Variables<'_>, generic: bool, pc: u32) {
        for &(_, entry) in at(&variables.ends, pc).iter().rev() {
            self.variable("end", variables.table.get(entry.into()), generic);
        }
    }

    fn variable(&mut self, what: &str, entry: Option<LocalVariable>, generic: bool) {
        let entry = entry.expect("its number comes from the table");
        self.w.print("  ");
        self.w.print(what);
        self.w.print(if generic { " generic local " } else { " local " });
        self.w.number(entry.index);
        self.w.print(" // ");
        let descriptor = self.text(entry.descriptor);
        match generic || self.jdk25() {
            true => self.field_type(&descriptor),
            false => self.type_descriptor(&descriptor),
        }
        self.w.print(" ");
        let name = self.text(entry.name);
        self.w.println(&name);
    }

    fn frames_up_to(&mut self, frames: &mut Frames<'a>, pc: u32) {
        let mut found = false;
        while let Some((place, kind)) = frames.rest.next_if(|frame| frame.0 <= pc.into()) {
            // In release 17 frames that are the same have the same stack too.
            if self.jdk25() || !matches!(kind, FrameKind::Same) {
                frames.stack.clear();
            }
            frames.apply(kind);
            found = place == i64::from(pc);
        }
        if found {
            self.frame(frames);
        }
    }

    fn frame(&mut self, frames: &mut Frames<'_>) {
        let types = frames.initial.len() + frames.added.len() + frames.stack.len();
        frames.printed += types;
        if frames.printed > MAX_TYPES {
            return self.problem("too many types in stack maps".to_owned());
        }
        self.w.print("StackMap locals: ");
        for name in &frames.initial {
            self.w.print(" ");
            self.w.print(name);
        }
        for (at, found) in frames.added.iter().enumerate() {
            self.w.print(" ");
            let this = frames.has_this && at == 0 && frames.initial.is_empty();
            self.shown_type(*found, this);
        }
        self.w.newline();
        self.w.print("StackMap stack: ");
        for found in &frames.stack {
            self.w.print(" ");
            self.shown_type(*found, false);
        }
        self.w.newline();
    }

    fn shown_type(&mut self, found: VerificationType, may_be_this: bool) {
        use VerificationType as V;
        let name = match found {
            V::Top => "top",
            V::Integer => "int",
            V::Float => "float",
            V::Double => "double",
            V::Long => "long",
            V::Null => "null",
            V::UninitializedThis => "uninit_this",
            V::Object(index) => {
                let is_this = may_be_this && self.pool.class_name(index) == Ok(self.class.name());
                let name = if is_this { "this".into() } else { self.name(index) };
                return self.w.print(&name);
            }
            V::Uninitialized { offset } => return self.w.number(offset),
        };
        self.w.print(name);
    }

    fn tries(&mut self, tries: &[ExceptionHandler], pc: u32) {
        type Place = fn(&ExceptionHandler) -> u16;
        let notes: [(&str, Place); 3] =
            [("end try", |t| t.end_pc), ("try", |t| t.start_pc), ("catch", |t| t.handler_pc)];
        for (what, place) in notes {
            for at in 0..tries.len() {
                // What ends here is listed in reverse.
                let number = if what == "end try" { tries.len() - 1 - at } else { at };
                if u32::from(place(&tries[number])) == pc {
                    self.try_note(what, number, tries[number].catch_type);
                }
            }
        }
    }

    fn try_note(&mut self, what: &str, number: usize, catch_type: CpIndex) {
        self.w.print(&format!("  {what}[{number}] "));
        if catch_type.is_zero() {
            return self.w.println("finally");
        }
        self.print_index(catch_type);
        self.w.print(" // ");
        self.reference(catch_type);
        self.w.newline();
    }
}

/// How the type of a stack map looks that an argument of a Java type has.
fn inferred(name: &str) -> String {
    let array = name.find("[]");
    let element = &name[..array.unwrap_or(name.len())];
    let code = match element {
        "boolean" => 'Z',
        "byte" => 'B',
        "char" => 'C',
        "short" => 'S',
        "int" => 'I',
        "long" => 'J',
        "float" => 'F',
        "double" => 'D',
        _ => 'L',
    };
    let internal = element.replace('.', "/");
    match array {
        Some(_) => {
            let dimensions = "[".repeat(name.matches("[]").count());
            if code == 'L' {
                format!("{dimensions}L{internal};")
            } else {
                format!("{dimensions}{code}")
            }
        }
        None if matches!(code, 'Z' | 'B' | 'C' | 'S') => "int".to_owned(),
        None => internal,
    }
}

/// The source text of a class, with an empty line 0.
pub(super) fn source_lines(text: &str) -> Vec<String> {
    std::iter::once(String::new()).chain(text.lines().map(str::to_owned)).collect()
}
