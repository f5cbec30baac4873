//! The table of options.
//!
//! One row says how an option is written, who acts on it and what it does; the
//! parsers, the expansion of argument files and the help texts read the rows.
//! The grammar is that of `java`: an option is known by its whole word, by a
//! prefix, or takes the next argument as its value.

use super::message::Stream;

/// How an option is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The name alone.
    Exact,
    /// The name and the next argument; names with two dashes also `name=value`.
    Value,
    /// Only `name=value`.
    Equals,
    /// The name with the value right behind it.
    Prefix,
    /// The name alone or `name:value`.
    Colon,
}

/// Where the help mentions an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// In the usual help.
    Standard,
    /// In the help on extra options.
    Extra,
    /// Nowhere: old spellings, and rows that others explain.
    Hidden,
    /// In the help on Peaberry's own options, which `own` makes.
    Own,
}

/// Who acts on an option, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// The launcher, before there is a virtual machine.
    Launcher(LauncherAction),
    /// The virtual machine.
    Machine(MachineAction),
    /// Both: the launcher checks for a value, the machine gets `--name=value`.
    Module(&'static ModuleProperty),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LauncherAction {
    Jar,
    MainModule,
    Source,
    ClassPath,
    ListModules,
    DescribeModule,
    ValidateModules,
    DryRun,
    Help {
        stream: Stream,
        extra: bool,
    },
    Version(Stream),
    ShowVersion(Stream),
    FullVersion(Stream),
    ShowSettings,
    /// Stands for another option of the virtual machine.
    Means(&'static str),
    /// As `Means`, with a warning that it is deprecated.
    DeprecatedFor(&'static str),
    /// An old prefix that lacks its `X`: `-mx64m` means `-Xmx64m`.
    LacksX,
    /// No longer supported, with a warning.
    Unsupported,
    /// Chooses another version of Java, which no launcher does any more.
    OtherVersion,
    /// Accepted without effect.
    Nothing,
    StopsExpansion,
    Own,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MachineAction {
    Property,
    Verbose,
    Assertions {
        enable: bool,
    },
    SystemAssertions {
        enable: bool,
    },
    AgentLibrary {
        separator: char,
    },
    AgentPath,
    JavaAgent,
    Mode(super::machine::Mode),
    Share(super::machine::Sharing),
    MaxHeap,
    InitialHeap,
    YoungSize,
    StackSize,
    Flag,
    /// Sets a boolean flag.
    SetsFlag(&'static str),
    Check,
    Verify,
    BootAppend,
    /// A boot class path that cannot be replaced any more.
    BootReplaced(&'static str),
    Log,
    LogGc,
    ReduceSignals,
    Preview,
    InternalVersion,
    /// Accepted without effect.
    Nothing,
    /// Ignored with a warning; support ended in this release.
    Removed(&'static str),
    /// A property with a fixed name.
    Named(&'static str),
}

/// How a module option becomes a property (the module system reads properties).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ModuleProperty {
    pub(super) property: &'static str,
    /// Each occurrence gets a number of its own, else the last one counts.
    pub(super) numbered: bool,
    /// What the launcher says is missing.
    pub(super) requires: &'static str,
}

const fn module_property(property: &'static str, numbered: bool) -> ModuleProperty {
    ModuleProperty { property, numbered, requires: "modules to be specified" }
}

const fn module_path(property: &'static str) -> ModuleProperty {
    ModuleProperty { property, numbered: false, requires: "module path specification" }
}

/// A row of the table.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) names: &'static [&'static str],
    pub(super) form: Form,
    pub(super) action: Action,
    pub(super) section: Section,
    /// What the help shows in place of the value.
    pub(super) value: &'static str,
    pub(super) help: &'static str,
}

/// Builds one row; `=> launcher`, `machine` or `module` says who acts.
macro_rules! row {
    ($names:expr, $form:ident, launcher $action:expr, $section:ident $(, $value:literal)?; $help:literal) => {
        row!(@ $names, $form, Action::Launcher($action), $section $(, $value)?; $help)
    };
    ($names:expr, $form:ident, machine $action:expr, $section:ident $(, $value:literal)?; $help:literal) => {
        row!(@ $names, $form, Action::Machine($action), $section $(, $value)?; $help)
    };
    ($names:expr, $form:ident, module $property:expr, $section:ident $(, $value:literal)?; $help:literal) => {
        row!(@ $names, $form, Action::Module(&$property), $section $(, $value)?; $help)
    };
    (@ $names:expr, $form:ident, $action:expr, $section:ident $(, $value:literal)?; $help:literal) => {
        Row {
            names: &$names,
            form: Form::$form,
            action: $action,
            section: Section::$section,
            value: concat!($($value)?),
            help: $help,
        }
    };
}

use super::machine::{Mode, Sharing};
use LauncherAction as L;
use MachineAction as M;
use Stream::{Err, Out};

/// All options. A row stands before those whose prefix would also match it.
#[rustfmt::skip]
pub(super) static OPTIONS: &[Row] = &[
    // What to run.
    row!(["-jar"], Exact, launcher L::Jar, Hidden; ""),
    row!(["-m", "--module"], Value, launcher L::MainModule, Hidden; ""),
    row!(["--source"], Value, launcher L::Source, Extra, "<release>"; "take the first argument for a source file of this release"),
    row!(["-cp", "-classpath", "--class-path"], Value, launcher L::ClassPath, Standard, "<path>"; "directories and jar files to search for classes, separated by ':'; <dir>/* stands for all jar files of a directory"),
    row!(["-p", "--module-path"], Value, module module_path("jdk.module.path"), Standard, "<path>"; "directories with modules, and modules, separated by ':'"),
    row!(["--upgrade-module-path"], Value, module module_path("jdk.module.upgrade.path"), Standard, "<path>"; "modules that take the place of upgradeable ones"),
    row!(["--add-modules"], Value, module module_property("jdk.module.addmods", true), Standard, "<module>[,<module>...]"; "resolve these modules too; ALL-DEFAULT, ALL-SYSTEM and ALL-MODULE-PATH stand for many"),
    row!(["--enable-native-access"], Value, module module_property("jdk.module.enable.native.access", true), Standard, "<module>[,<module>...]"; "modules that may leave Java's safety; ALL-UNNAMED for the class path"),
    row!(["--list-modules"], Exact, launcher L::ListModules, Standard; "list the modules that can be observed, and exit"),
    row!(["-d", "--describe-module"], Value, launcher L::DescribeModule, Standard, "<module>"; "describe a module, and exit"),
    row!(["--dry-run"], Exact, launcher L::DryRun, Standard; "load the main class but do not run it"),
    row!(["--validate-modules"], Exact, launcher L::ValidateModules, Standard; "check all modules, and exit"),
    row!(["-D"], Prefix, machine M::Property, Standard, "<name>=<value>"; "set a system property"),
    row!(["-verbose"], Colon, machine M::Verbose, Standard, "[:class|module|gc|jni]"; "report what this part does"),
    row!(["-version"], Exact, launcher L::Version(Err), Standard; "print the version on standard error, and exit"),
    row!(["--version"], Exact, launcher L::Version(Out), Standard; "print the version on standard output, and exit"),
    row!(["-showversion"], Exact, launcher L::ShowVersion(Err), Standard; "print the version on standard error, and go on"),
    row!(["--show-version"], Exact, launcher L::ShowVersion(Out), Standard; "print the version on standard output, and go on"),
    row!(["-fullversion"], Exact, launcher L::FullVersion(Err), Hidden; ""),
    row!(["--full-version"], Exact, launcher L::FullVersion(Out), Hidden; ""),
    row!(["--show-module-resolution"], Exact, launcher L::Means("-Djdk.module.showModuleResolution=true"), Standard; "report how modules are resolved"),
    row!(["-?", "-h", "-help"], Exact, launcher L::Help { stream: Err, extra: false }, Standard; "print this text on standard error"),
    row!(["--help"], Exact, launcher L::Help { stream: Out, extra: false }, Standard; "print this text on standard output"),
    row!(["-X"], Exact, launcher L::Help { stream: Err, extra: true }, Standard; "print the extra options on standard error"),
    row!(["--help-extra"], Exact, launcher L::Help { stream: Out, extra: true }, Standard; "print the extra options on standard output"),
    row!(["-ea", "-enableassertions"], Colon, machine M::Assertions { enable: true }, Standard, "[:<package>...|:<class>]"; "enable assertions, for all classes or only there"),
    row!(["-da", "-disableassertions"], Colon, machine M::Assertions { enable: false }, Standard, "[:<package>...|:<class>]"; "disable assertions, for all classes or only there"),
    row!(["-esa", "-enablesystemassertions"], Exact, machine M::SystemAssertions { enable: true }, Standard; "enable the assertions of the class library"),
    row!(["-dsa", "-disablesystemassertions"], Exact, machine M::SystemAssertions { enable: false }, Standard; "disable the assertions of the class library"),
    row!(["-agentlib:"], Prefix, machine M::AgentLibrary { separator: '=' }, Standard, "<library>[=<options>]"; "load a native agent"),
    row!(["-agentpath:"], Prefix, machine M::AgentPath, Standard, "<path>[=<options>]"; "load a native agent by its path"),
    row!(["-javaagent:"], Prefix, machine M::JavaAgent, Standard, "<jar>[=<options>]"; "load an agent written in Java"),
    row!(["-Xrun"], Prefix, machine M::AgentLibrary { separator: ':' }, Hidden; ""),
    row!(["-splash:"], Prefix, launcher L::Nothing, Hidden; ""),
    row!(["--disable-@files", "-disable-@files"], Exact, launcher L::StopsExpansion, Standard; "take no further @argument for a file"),
    row!(["--enable-preview"], Exact, machine M::Preview, Standard; "allow classes that use preview features of this release"),
    row!(["--jdk"], Value, launcher L::Own, Own; ""),
    row!(["--deny"], Value, launcher L::Own, Own; ""),
    row!(["--allow-read"], Value, launcher L::Own, Own; ""),
    row!(["--allow-write"], Value, launcher L::Own, Own; ""),

    // The heap and stacks.
    row!(["-Xmx"], Prefix, machine M::MaxHeap, Extra, "<size>"; "let the heap grow up to this size"),
    row!(["-Xms"], Prefix, machine M::InitialHeap, Extra, "<size>"; "start with a heap of this size"),
    row!(["-Xmn"], Prefix, machine M::YoungSize, Extra, "<size>"; "size of the heap's young generation"),
    row!(["-Xss"], Prefix, machine M::StackSize, Extra, "<size>"; "size of the stack of a Java thread"),
    row!(["-Xnoclassgc"], Exact, machine M::SetsFlag("-ClassUnloading"), Extra; "do not unload classes"),

    // Execution.
    row!(["-Xint"], Exact, machine M::Mode(Mode::Interpreted), Extra; "interpret only"),
    row!(["-Xcomp"], Exact, machine M::Mode(Mode::Compiled), Extra; "compile a method before its first call"),
    row!(["-Xmixed"], Exact, machine M::Mode(Mode::Mixed), Extra; "interpret, and compile what is hot (default)"),
    row!(["-Xbatch"], Exact, machine M::SetsFlag("-BackgroundCompilation"), Extra; "do not compile in the background"),
    row!(["-Xcheck"], Prefix, machine M::Check, Extra, ":jni"; "check the use of native interface functions"),
    row!(["-Xverify"], Prefix, machine M::Verify, Extra, "[:all|:remote|:none]"; "which class files to verify"),
    row!(["-Xrs"], Exact, machine M::ReduceSignals, Extra; "leave signals to the operating system"),
    row!(["-Xshare:auto"], Exact, machine M::Share(Sharing::Auto), Extra; "use shared class data if there is some (default)"),
    row!(["-Xshare:on"], Exact, machine M::Share(Sharing::On), Extra; "insist on shared class data"),
    row!(["-Xshare:off"], Exact, machine M::Share(Sharing::Off), Extra; "do not use shared class data"),
    row!(["-Xbootclasspath/a:"], Prefix, machine M::BootAppend, Extra, "<path>"; "where to search for classes after the class library"),
    row!(["-Xbootclasspath/p:"], Prefix, machine M::BootReplaced("-Xbootclasspath/p"), Hidden; ""),
    row!(["-Xbootclasspath:"], Prefix, machine M::BootReplaced("-Xbootclasspath"), Hidden; ""),

    // Reports.
    row!(["-Xloggc:"], Prefix, machine M::LogGc, Hidden; ""),
    row!(["-Xlog"], Prefix, machine M::Log, Extra, "[:<tags>[=<level>][:<output>[:<decorators>]]]"; "what to log and where; -Xlog:help explains"),
    row!(["-XshowSettings"], Colon, launcher L::ShowSettings, Extra, "[:all|:locale|:properties|:vm|:system]"; "show settings, and go on"),
    row!(["-Xdiag"], Exact, launcher L::Means("-Dsun.java.launcher.diag=true"), Extra; "say more if the main class cannot be loaded"),
    row!(["-Xinternalversion"], Exact, machine M::InternalVersion, Extra; "print more about the version than -version does"),

    // Modules.
    row!(["--add-reads"], Value, module module_property("jdk.module.addreads", true), Extra, "<module>=<target>[,<target>...]"; "let a module read others"),
    row!(["--add-exports"], Value, module module_property("jdk.module.addexports", true), Extra, "<module>/<package>=<target>[,<target>...]"; "export a package to other modules"),
    row!(["--add-opens"], Value, module module_property("jdk.module.addopens", true), Extra, "<module>/<package>=<target>[,<target>...]"; "open a package to other modules"),
    row!(["--limit-modules"], Value, module module_property("jdk.module.limitmods", false), Extra, "<module>[,<module>...]"; "observe these modules only"),
    row!(["--patch-module"], Value, module module_property("jdk.module.patch", true), Extra, "<module>=<path>"; "take classes of a module from elsewhere"),
    row!(["--illegal-native-access"], Equals, machine M::Named("jdk.module.illegal.native.access"), Extra, "<allow|warn|deny>"; "what happens on native access that no module was given"),
    row!(["--illegal-access"], Equals, machine M::Removed("17.0"), Hidden; ""),
    row!(["--finalization"], Equals, machine M::Named("jdk.finalization"), Hidden; ""),

    row!(["-XX:"], Prefix, machine M::Flag, Extra, "<flag>"; "set a flag: +Name, -Name or Name=value"),

    // Old spellings, and what has no effect here.
    row!(["-verbosegc"], Exact, launcher L::Means("-verbose:gc"), Hidden; ""),
    row!(["-debug"], Exact, launcher L::Means("-Xdebug"), Hidden; ""),
    row!(["-noclassgc"], Exact, launcher L::Means("-Xnoclassgc"), Hidden; ""),
    row!(["-Xfuture"], Exact, launcher L::DeprecatedFor("-Xverify:all"), Hidden; ""),
    row!(["-verify"], Exact, launcher L::Means("-Xverify:all"), Hidden; ""),
    row!(["-verifyremote"], Exact, launcher L::Means("-Xverify:remote"), Hidden; ""),
    row!(["-noverify"], Exact, launcher L::Means("-Xverify:none"), Hidden; ""),
    row!(["-ss", "-ms", "-mx"], Prefix, launcher L::LacksX, Hidden; ""),
    row!(["-checksource", "-cs", "-noasyncgc"], Exact, launcher L::Unsupported, Hidden; ""),
    row!(["-version:"], Prefix, launcher L::OtherVersion, Hidden; ""),
    row!(["-server", "-client"], Exact, launcher L::Nothing, Hidden; ""),
    row!(["-Xdebug", "-Xnoagent"], Exact, machine M::Nothing, Hidden; ""),
    row!(["-Xmaxjitcodesize", "-Xmaxf", "-Xminf"], Prefix, machine M::Nothing, Hidden; ""),
    row!(["-Xprof"], Exact, machine M::Removed("10.0"), Hidden; ""),
];

/// The row that `argument` is written by, and the value in it. A value that is
/// to come with the next argument is `None`.
pub(super) fn find(argument: &str) -> Option<(&'static Row, Option<&str>)> {
    OPTIONS.iter().find_map(|row| {
        let value = row.names.iter().find_map(|name| match_name(name, row.form, argument))?;
        Some((row, value))
    })
}

fn match_name<'a>(name: &str, form: Form, argument: &'a str) -> Option<Option<&'a str>> {
    let rest = argument.strip_prefix(name)?;
    match form {
        Form::Exact => rest.is_empty().then_some(None),
        Form::Prefix => Some(Some(rest)),
        Form::Value | Form::Colon if rest.is_empty() => Some(None),
        Form::Value if name.starts_with("--") => rest.strip_prefix('=').map(Some),
        Form::Value => None,
        Form::Equals => rest.strip_prefix('=').map(Some),
        Form::Colon => rest.strip_prefix(':').map(Some),
    }
}

/// What follows an option on the command line.
pub(super) enum Follows {
    /// The next option or the main class.
    Nothing,
    /// A value that belongs to the option.
    Value,
    /// What is to be run; or it is inside the argument itself.
    Program,
}

/// What follows `argument`.
pub(super) fn follows(argument: &str) -> Follows {
    match find(argument) {
        Some((row, value)) => match (row.action, row.form, value) {
            (Action::Launcher(L::Jar | L::MainModule), ..) => Follows::Program,
            (_, Form::Value, None) => Follows::Value,
            _ => Follows::Nothing,
        },
        None => Follows::Nothing,
    }
}

/// Whether the option decides what is run, or ends the run at once.
pub(super) fn is_terminal(argument: &str) -> bool {
    let action = find(argument).map(|(row, _)| row.action);
    matches!(
        action,
        Some(Action::Launcher(
            L::Jar | L::MainModule | L::DryRun | L::Help { .. } | L::Version(_) | L::FullVersion(_)
        ))
    )
}

/// Whether no argument file is expanded from here on.
pub(super) fn stops_expansion(argument: &str) -> bool {
    matches!(find(argument), Some((row, _)) if row.action == Action::Launcher(L::StopsExpansion))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_hides_a_later_one() {
        for (index, row) in OPTIONS.iter().enumerate() {
            for name in row.names {
                let sample = match row.form {
                    Form::Equals => format!("{name}=x"),
                    Form::Exact | Form::Value | Form::Colon => (*name).to_owned(),
                    Form::Prefix => format!("{name}1"),
                };
                let (found, _) = find(&sample).expect("its own row at least");
                assert!(std::ptr::eq(found, &OPTIONS[index]), "{sample} finds {:?}", found.names);
            }
        }
    }

    #[test]
    fn values_are_where_the_form_says() {
        let value = |argument| find(argument).map(|(_, value)| value);
        assert_eq!(value("-cp"), Some(None));
        assert_eq!(value("-cp=x"), None);
        assert_eq!(value("--class-path=x=y"), Some(Some("x=y")));
        assert_eq!(value("-ea:a..."), Some(Some("a...")));
        assert_eq!(value("-eax"), None);
        assert_eq!(value("-Xintx"), None);
        assert_eq!(value("-Xmx"), Some(Some("")));
        assert_eq!(value("--illegal-access"), None);
        for unknown in ["-", "--", "-bogus", "--bogus=1", "-XX", "-Xshare", "-Xshare:foo"] {
            assert!(find(unknown).is_none(), "{unknown}");
        }
    }
}
