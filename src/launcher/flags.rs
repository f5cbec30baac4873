//! The flags behind `-XX:`.
//!
//! `flags!` is the table of those that Peaberry acts on. Users also pass flags
//! that tune HotSpot; `hotspot_flags.tsv` has the names and types of those of
//! JDK 17 and 25 (as `-XX:+PrintFlagsFinal` lists them), and they are checked
//! in the same way and then have no effect. Anything else is a mistake.

use super::message::LauncherError;
use super::size::{parse_signed, parse_unsigned};

/// Whether a flag must be unlocked first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lock {
    Product,
    Diagnostic,
    Experimental,
}

impl Lock {
    fn by_name(name: &str) -> Lock {
        match name {
            "diagnostic" => Lock::Diagnostic,
            "experimental" => Lock::Experimental,
            _ => Lock::Product,
        }
    }
}

/// The type of a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    Bool,
    Signed {
        bits: u32,
    },
    Unsigned {
        bits: u32,
    },
    Double,
    Text,
    /// Text that every further setting adds to.
    List,
}

impl Type {
    /// The type with this name in HotSpot's listings.
    fn by_name(name: &str) -> Type {
        match name {
            "bool" => Type::Bool,
            "int" => Type::Signed { bits: 32 },
            "intx" => Type::Signed { bits: 64 },
            "uint" => Type::Unsigned { bits: 32 },
            "double" => Type::Double,
            "ccstr" => Type::Text,
            "ccstrlist" => Type::List,
            _ => Type::Unsigned { bits: 64 },
        }
    }

    fn parse(self, text: &str) -> Option<Value> {
        match self {
            Type::Bool => None,
            Type::Signed { bits } => {
                let value = parse_signed(text)?;
                let limit = i64::MAX >> (64 - bits);
                (-limit - 1..=limit).contains(&value).then_some(Value::Signed(value))
            }
            Type::Unsigned { bits } => {
                let value = parse_unsigned(text)?;
                (value <= u64::MAX >> (64 - bits)).then_some(Value::Unsigned(value))
            }
            Type::Double => {
                let digits = text.strip_prefix('-').unwrap_or(text);
                let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
                (plain && !digits.is_empty()).then(|| text.parse().ok().map(Value::Double))?
            }
            Type::Text | Type::List => Some(Value::Text(text.to_owned())),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Double(f64),
    Text(String),
}

/// The values that a flag may have.
type Range = (i128, i128);

/// The range of a flag without one.
const ANY: Range = (i128::MIN, i128::MAX);

/// How a Rust type stands for the type of a flag.
trait FlagType {
    /// HotSpot's name of the type.
    const NAME: &'static str;

    /// Takes a value of this type over if `range` has it.
    fn assign(&mut self, value: Value, range: Range) -> Result<(), OutOfRange>;

    fn show(&self) -> String;
}

/// The value and the range, as they are shown.
struct OutOfRange {
    value: String,
    low: String,
    high: String,
}

impl FlagType for bool {
    const NAME: &'static str = "bool";

    fn assign(&mut self, value: Value, _: Range) -> Result<(), OutOfRange> {
        let Value::Bool(value) = value else { unreachable!("parsed by NAME") };
        *self = value;
        Ok(())
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

macro_rules! integer_flag {
    ($type:ty, $name:literal, $variant:ident) => {
        impl FlagType for $type {
            const NAME: &'static str = $name;

            fn assign(&mut self, value: Value, (low, high): Range) -> Result<(), OutOfRange> {
                let Value::$variant(value) = value else { unreachable!("parsed by NAME") };
                if (low..=high).contains(&i128::from(value)) {
                    *self = value;
                    return Ok(());
                }
                let [value, low, high] = [value.into(), low, high].map(|n: i128| n.to_string());
                Err(OutOfRange { value, low, high })
            }

            fn show(&self) -> String {
                self.to_string()
            }
        }
    };
}
integer_flag!(i64, "intx", Signed);
integer_flag!(u64, "size_t", Unsigned);

impl FlagType for f64 {
    const NAME: &'static str = "double";

    fn assign(&mut self, value: Value, (low, high): Range) -> Result<(), OutOfRange> {
        let Value::Double(value) = value else { unreachable!("parsed by NAME") };
        let (low, high) = (low as f64, high as f64);
        if (low..=high).contains(&value) {
            *self = value;
            return Ok(());
        }
        let [value, low, high] = [value, low, high].map(|n| format!("{n:.6}"));
        Err(OutOfRange { value, low, high })
    }

    fn show(&self) -> String {
        format!("{self:.6}")
    }
}

impl FlagType for String {
    const NAME: &'static str = "ccstr";

    fn assign(&mut self, value: Value, _: Range) -> Result<(), OutOfRange> {
        let Value::Text(text) = value else { unreachable!("parsed by NAME") };
        *self = text;
        Ok(())
    }

    fn show(&self) -> String {
        self.clone()
    }
}

impl FlagType for Vec<String> {
    const NAME: &'static str = "ccstrlist";

    fn assign(&mut self, value: Value, _: Range) -> Result<(), OutOfRange> {
        let Value::Text(text) = value else { unreachable!("parsed by NAME") };
        self.push(text);
        Ok(())
    }

    fn show(&self) -> String {
        self.join("\n")
    }
}

macro_rules! flags {
    ($($(#[doc = $doc:literal])+ $name:ident $field:ident: $type:ty = $default:expr, $lock:ident $(, $low:literal..=$high:literal)?;)*) => {
        /// Values of the flags that Peaberry acts on.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Flags {
            $($(#[doc = $doc])+ pub $field: $type,)*
        }

        impl Default for Flags {
            fn default() -> Flags {
                Flags { $($field: $default,)* }
            }
        }

        impl Flags {
            /// Name, type and lock of each flag.
            const ROWS: &'static [(&'static str, &'static str, Lock)] =
                &[$((stringify!($name), <$type as FlagType>::NAME, Lock::$lock),)*];

            /// Name, documentation and whether it is Peaberry's own.
            pub(super) const DOCS: &'static [(&'static str, &'static str)] =
                &[$((stringify!($name), concat!($($doc),+)),)*];

            fn assign(&mut self, name: &str, value: Value) -> Result<(), String> {
                let (kind, result) = match name {
                    $(stringify!($name) => {
                        let ranges: &[Range] = &[ANY $(, ($low, $high))?];
                        let range = ranges[ranges.len() - 1];
                        (<$type as FlagType>::NAME, self.$field.assign(value, range))
                    })*
                    _ => return Ok(()), // one of HotSpot's, without effect here
                };
                result.map_err(|OutOfRange { value, low, high }| {
                    format!("{kind} {name}={value} is outside the allowed range [ {low} ... {high} ]")
                })
            }

            /// Name, HotSpot's name of the type, and value of each flag.
            pub fn values(&self) -> Vec<(&'static str, &'static str, String)> {
                vec![$((stringify!($name), <$type as FlagType>::NAME, self.$field.show())),*]
            }

            /// All values, as `-XX:+PrintFlagsFinal` shows them.
            pub fn listing(&self) -> String {
                let mut rows = vec![$((stringify!($name), <$type as FlagType>::NAME, self.$field.show(), Lock::$lock)),*];
                rows.sort_unstable_by_key(|row| row.0);
                rows.iter().fold("[Global flags]\n".to_owned(), |text, (name, kind, value, lock)| {
                    let lock = format!("{{{}}}", format!("{lock:?}").to_ascii_lowercase());
                    format!("{text}{kind:>9} {name:<40} = {value:<40} {lock:>14}\n")
                })
            }
        }
    };
}

flags! {
    /// Greatest size of the heap in bytes; 0 leaves it to the percentages.
    MaxHeapSize max_heap_size: u64 = 0, Product;
    /// First size of the heap in bytes; 0 leaves it to the percentages.
    InitialHeapSize initial_heap_size: u64 = 0, Product;
    /// First size of the young generation in bytes; 0 for the default.
    NewSize new_size: u64 = 0, Product;
    /// Greatest size of the young generation in bytes; 0 for the default.
    MaxNewSize max_new_size: u64 = 0, Product;
    /// Memory to reckon with, in place of what the machine has; 0 for that.
    MaxRAM max_ram: u64 = 0, Product;
    /// Greatest size of the heap as part of the memory, if no size is given.
    MaxRAMPercentage max_ram_percentage: f64 = 25.0, Product, 0..=100;
    /// First size of the heap as part of the memory, if no size is given.
    InitialRAMPercentage initial_ram_percentage: f64 = 1.5625, Product, 0..=100;
    /// Where the report of a crash goes; empty for the working directory.
    ErrorFile error_file: String = String::new(), Product;
    /// List the synchronizers that threads own in thread dumps.
    PrintConcurrentLocks print_concurrent_locks: bool = false, Product;
    /// List the instances of each class at SIGQUIT.
    PrintClassHistogram print_class_histogram: bool = false, Product;
    /// Let nobody attach (`jcmd`, `jstack`, `jmap`).
    DisableAttachMechanism disable_attach_mechanism: bool = false, Product;
    /// Leave the signals that end the process, and SIGQUIT, to the system.
    ReduceSignalUsage reduce_signal_usage: bool = false, Product;
    /// Stack size of a Java thread in KiB; 0 for the default.
    ThreadStackSize thread_stack_size: i64 = 0, Product, 0..=1048576;
    /// Memory for direct buffers in bytes; 0 for as much as the heap.
    MaxDirectMemorySize max_direct_memory_size: u64 = 0, Product;
    /// How long a soft reference lives, in milliseconds per free MiB.
    SoftRefLRUPolicyMSPerMB soft_ref_lru_policy_ms_per_mb: i64 = 1000, Product, 0..=9223372036854775807;
    /// Number of processors that Java sees; -1 for those of the machine.
    ActiveProcessorCount active_processor_count: i64 = -1, Product;
    /// Threads that collect; 0 leaves it to the number of processors.
    ParallelGCThreads parallel_gc_threads: u64 = 0, Product, 0..=2147483647;
    /// Ignore `System.gc()`.
    DisableExplicitGC disable_explicit_gc: bool = false, Product;
    /// Unload classes whose loader is unreachable.
    ClassUnloading class_unloading: bool = true, Product;
    /// Compile while the program goes on.
    BackgroundCompilation background_compilation: bool = true, Product;
    /// Fill stack traces in.
    StackTraceInThrowable stack_trace_in_throwable: bool = true, Product;
    /// Frames in a stack trace; 0 for all.
    MaxJavaStackTraceDepth max_java_stack_trace_depth: i64 = 1024, Product, 0..=1073741823;
    /// Say in a NullPointerException what was null.
    ShowCodeDetailsInExceptionMessages show_code_details_in_exception_messages: bool = true, Product;
    /// Write a heap dump at the first OutOfMemoryError.
    HeapDumpOnOutOfMemoryError heap_dump_on_out_of_memory_error: bool = false, Product;
    /// File or directory for heap dumps; empty for `java_pid<pid>.hprof`.
    HeapDumpPath heap_dump_path: String = String::new(), Product;
    /// Log a line for each collection.
    PrintGC print_gc: bool = false, Product;
    /// Log what each collection does.
    PrintGCDetails print_gc_details: bool = false, Product;
    /// Exit at the first OutOfMemoryError.
    ExitOnOutOfMemoryError exit_on_out_of_memory_error: bool = false, Product;
    /// Abort at the first OutOfMemoryError.
    CrashOnOutOfMemoryError crash_on_out_of_memory_error: bool = false, Product;
    /// Commands to run at the first OutOfMemoryError.
    OnOutOfMemoryError on_out_of_memory_error: Vec<String> = Vec::new(), Product;
    /// Verify the class files of the class library too.
    BytecodeVerificationLocal bytecode_verification_local: bool = false, Diagnostic;
    /// Verify all other class files.
    BytecodeVerificationRemote bytecode_verification_remote: bool = true, Diagnostic;
    /// Print all flags with their values at the start.
    PrintFlagsFinal print_flags_final: bool = false, Product;
    /// Allow flags that are for diagnosis.
    UnlockDiagnosticVMOptions unlock_diagnostic: bool = false, Product;
    /// Allow flags that are experiments.
    UnlockExperimentalVMOptions unlock_experimental: bool = false, Product;
    /// Pass over flags and options that do not exist.
    IgnoreUnrecognizedVMOptions ignore_unrecognized: bool = false, Product;
    /// Peaberry: collect at every n-th allocation; 0 for never, `+GCStress` for each.
    GCStress gc_stress: u64 = 0, Product;
    /// Peaberry: run plain bytecode, without translating it.
    UseReferenceInterpreter use_reference_interpreter: bool = false, Product;
    /// Peaberry: link lambdas, string concatenations and the methods of records without java.lang.invoke.
    DirectCallSites direct_call_sites: bool = true, Product;
    /// Peaberry: end a user thread (not the main one) after so many blocks of code; 0 for never.
    ThreadStepLimit thread_step_limit: u64 = 0, Product;
    /// Peaberry: print the tables of methods of all loaded classes at the end.
    PrintMethodTables print_method_tables: bool = false, Diagnostic;
    /// Peaberry: verify the whole heap before and after each collection.
    VerifyHeap verify_heap: bool = false, Product;
}

/// Name, type and lock of every flag of HotSpot, sorted by name.
const HOTSPOT_FLAGS: &str = include_str!("hotspot_flags.tsv");

#[derive(Debug, Clone, Copy)]
struct Known {
    name: &'static str,
    kind: Type,
    lock: Lock,
}

fn known_flags() -> impl Iterator<Item = Known> {
    let own = Flags::ROWS.iter().copied();
    let hotspot = HOTSPOT_FLAGS.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        Some((fields.next()?, fields.next()?, Lock::by_name(fields.next()?)))
    });
    own.chain(hotspot).map(|(name, kind, lock)| Known { name, kind: Type::by_name(kind), lock })
}

impl Flags {
    /// Applies one flag, given as it stands behind `-XX:`.
    pub(super) fn set(&mut self, text: &str) -> Result<(), LauncherError> {
        let (sign, rest) = match text.strip_prefix(['+', '-']) {
            Some(rest) => (Some(text.starts_with('+')), rest),
            None => (None, text),
        };
        let (name, value) = match rest.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (rest, None),
        };
        // `-XX:+GCStress` is short for a stress at every allocation.
        if (name, value) == ("GCStress", None) && sign.is_some() {
            self.gc_stress = u64::from(sign == Some(true));
            return Ok(());
        }
        let Some(flag) = known_flags().find(|flag| flag.name == name) else {
            return if self.ignore_unrecognized { Ok(()) } else { Err(unrecognized(name, rest)) };
        };
        self.check_lock(flag)?;
        let improper = || LauncherError::vm(format!("Improperly specified VM option '{rest}'"));
        let parsed = match (flag.kind, sign, value) {
            (Type::Bool, Some(sign), None) => Value::Bool(sign),
            (Type::Bool, None, _) => {
                return Err(LauncherError::vm(format!(
                    "Missing +/- setting for VM option '{rest}'"
                )));
            }
            (Type::Bool, ..) => return Err(improper()),
            (_, Some(_), _) => {
                let text = format!("Unexpected +/- setting in VM option '{rest}'");
                return Err(LauncherError::vm(text));
            }
            (_, None, None) => return Err(improper()),
            (kind, None, Some(value)) => kind.parse(value).ok_or_else(improper)?,
        };
        self.assign(name, parsed).map_err(|reason| {
            LauncherError::vm(format!("{reason}\nImproperly specified VM option '{rest}'"))
        })
    }

    fn check_lock(&self, flag: Known) -> Result<(), LauncherError> {
        let (kind, unlock, unlocked) = match flag.lock {
            Lock::Product => return Ok(()),
            Lock::Diagnostic => ("diagnostic", "Diagnostic", self.unlock_diagnostic),
            Lock::Experimental => ("experimental", "Experimental", self.unlock_experimental),
        };
        if unlocked {
            return Ok(());
        }
        let name = flag.name;
        Err(LauncherError::vm(format!(
            "Error: VM option '{name}' is {kind} and must be enabled via \
             -XX:+Unlock{unlock}VMOptions.\nError: The unlock option must precede '{name}'."
        )))
    }
}

/// Similarity from which a flag is offered in place of an unknown one.
const SIMILAR: f64 = 0.7;

fn unrecognized(name: &str, text: &str) -> LauncherError {
    let scored = known_flags().map(|flag| (similarity(flag.name, name), flag));
    let hint = match scored.max_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((score, flag)) if score >= SIMILAR => match flag.kind {
            Type::Bool => format!("\nDid you mean '(+/-){}'?", flag.name),
            _ => format!("\nDid you mean '{}=<value>'?", flag.name),
        },
        _ => String::new(),
    };
    LauncherError::vm(format!("Unrecognized VM option '{text}'{hint}"))
}

/// How much a text is like a name, from 0 to 1, by the pairs of letters of the
/// name that are also in the text.
pub(super) fn similarity(name: &str, text: &str) -> f64 {
    // A name is a short word; what is longer is no misspelling of one.
    const LONGEST: usize = 100;
    if text.len() > LONGEST || text.is_empty() {
        return 0.0;
    }
    let (name, text) = (name.as_bytes(), text.as_bytes());
    let in_text = |pair: &&[u8]| text.windows(2).any(|other| other == *pair);
    2.0 * name.windows(2).filter(in_text).count() as f64 / (name.len() + text.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::super::message::Stream;
    use super::*;

    fn fault(text: &str) -> String {
        let error = Flags::default().set(text).expect_err(text);
        let text = error.messages.text(Stream::Err);
        let (first, rest) = text.split_once("\nError: Could not create").expect("the usual end");
        assert!(rest.starts_with(" the Java Virtual Machine.\nError: A fatal exception"), "{rest}");
        first.to_owned()
    }

    #[test]
    fn values_have_their_types() {
        let mut flags = Flags::default();
        for text in [
            "+DisableExplicitGC",
            "MaxHeapSize=64m",
            "MaxRAMPercentage=50.5",
            "ThreadStackSize=512",
            "OnOutOfMemoryError=a",
            "OnOutOfMemoryError=b c",
            "+UseG1GC",
            "NewRatio=3",
            "ErrorFile=",
            "GCStress=7",
            "+VerifyHeap",
        ] {
            flags.set(text).expect(text);
        }
        assert!(flags.disable_explicit_gc && flags.verify_heap);
        assert_eq!((flags.max_heap_size, flags.gc_stress), (64 << 20, 7));
        assert_eq!(flags.max_ram_percentage, 50.5);
        assert_eq!(flags.on_out_of_memory_error, ["a", "b c"]);
        flags.set("+GCStress").expect("a switch too");
        assert_eq!(flags.gc_stress, 1);
        assert!(flags.listing().contains("   size_t GCStress                                 = 1"));
    }

    #[test]
    fn faults_are_those_of_java() {
        let check = |text, expected| assert_eq!(fault(text), expected);
        check("Bogus", "Unrecognized VM option 'Bogus'");
        check("+Bogus", "Unrecognized VM option 'Bogus'");
        check("Bogus=3", "Unrecognized VM option 'Bogus=3'");
        check("", "Unrecognized VM option ''");
        check("+", "Unrecognized VM option ''");
        check("=", "Unrecognized VM option '='");
        check("-maxheapsize", "Unrecognized VM option 'maxheapsize'");
        check("MaxHeapSize", "Improperly specified VM option 'MaxHeapSize'");
        check("+MaxHeapSize", "Unexpected +/- setting in VM option 'MaxHeapSize'");
        check("UseSerialGC=3", "Missing +/- setting for VM option 'UseSerialGC=3'");
        check("UseSerialGC", "Missing +/- setting for VM option 'UseSerialGC'");
        check("+UseSerialGC=3", "Improperly specified VM option 'UseSerialGC=3'");
        check("MaxRAMPercentage=foo", "Improperly specified VM option 'MaxRAMPercentage=foo'");
        check("MaxRAMPercentage=inf", "Improperly specified VM option 'MaxRAMPercentage=inf'");
        check("ParallelGCThreads=-1", "Improperly specified VM option 'ParallelGCThreads=-1'");
        check("NewRatio=3x", "Improperly specified VM option 'NewRatio=3x'");
        check("MaxNewSize=-1", "Improperly specified VM option 'MaxNewSize=-1'");
        check(
            "+UseSerialG",
            "Unrecognized VM option 'UseSerialG'\nDid you mean '(+/-)UseSerialGC'?",
        );
        check(
            "+PrintCompressedOopsMode",
            "Unrecognized VM option 'PrintCompressedOopsMode'\nDid you mean \
             '(+/-)UseCompressedOops'?",
        );
        check(
            "MaxHeapSiz=3",
            "Unrecognized VM option 'MaxHeapSiz=3'\nDid you mean 'MaxHeapSize=<value>'?",
        );
        check(
            "MaxRAMPercentage=200",
            "double MaxRAMPercentage=200.000000 is outside the allowed range [ 0.000000 ... \
             100.000000 ]\nImproperly specified VM option 'MaxRAMPercentage=200'",
        );
        check(
            "MaxJavaStackTraceDepth=-1",
            "intx MaxJavaStackTraceDepth=-1 is outside the allowed range [ 0 ... 1073741823 ]\n\
             Improperly specified VM option 'MaxJavaStackTraceDepth=-1'",
        );
        check(
            "+PrintInlining",
            "Error: VM option 'PrintInlining' is diagnostic and must be enabled via \
             -XX:+UnlockDiagnosticVMOptions.\nError: The unlock option must precede 'PrintInlining'.",
        );
        check(
            "+UseEpsilonGC",
            "Error: VM option 'UseEpsilonGC' is experimental and must be enabled via \
             -XX:+UnlockExperimentalVMOptions.\nError: The unlock option must precede 'UseEpsilonGC'.",
        );
    }

    #[test]
    fn the_list_of_hotspot_is_well_formed() {
        for line in HOTSPOT_FLAGS.lines() {
            assert_eq!(line.split('\t').count(), 3, "{line}");
        }
        // HotSpot exempts the flags that unlock others in another way.
        for (name, _, lock) in Flags::ROWS.iter().filter(|row| !row.0.starts_with("Unlock")) {
            let theirs = known_flags().skip(Flags::ROWS.len()).find(|flag| flag.name == *name);
            assert!(theirs.is_none_or(|theirs| theirs.lock == *lock), "{name} {lock:?}");
        }
    }
}
