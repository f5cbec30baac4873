//! Command lines, and what `java` 17 says to them. The expected texts were
//! taken from `java` once; where Peaberry's differ on purpose (its name, help
//! texts of its own) the test says so.

use std::collections::HashMap;
use std::io;

use super::*;

/// A world in memory.
#[derive(Default)]
struct World {
    variables: HashMap<&'static str, &'static str>,
    files: HashMap<&'static str, &'static str>,
}

impl Surroundings for World {
    fn variable(&self, name: &str) -> Option<String> {
        self.variables.get(name).map(|&value| value.to_owned())
    }

    fn read_file(&self, path: &str) -> io::Result<Vec<u8>> {
        let file = self.files.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(file.as_bytes().to_vec())
    }

    fn exists(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    fn expand_class_path(&self, path: &str) -> String {
        path.replace('*', "all")
    }

    fn check_jar(&self, path: &str) -> Result<(), JarFault> {
        match self.files.get(path) {
            None => Err(JarFault::Inaccessible),
            Some(&"bad") => Err(JarFault::Corrupt),
            Some(_) => Ok(()),
        }
    }
}

impl World {
    fn with_variable(name: &'static str, value: &'static str) -> World {
        World { variables: HashMap::from([(name, value)]), ..World::default() }
    }

    fn with_file(name: &'static str, content: &'static str) -> World {
        World { files: HashMap::from([(name, content)]), ..World::default() }
    }

    /// Parses; the messages on standard error are those of both phases.
    fn parse(&self, arguments: &[&str]) -> (Result<Command, LauncherError>, Messages) {
        let arguments: Vec<String> = arguments.iter().map(|&text| text.to_owned()).collect();
        let mut messages = Messages::default();
        let result = parse(&arguments, self, &mut messages);
        if let Err(error) = &result {
            messages.0.extend(error.messages.0.iter().cloned());
        }
        (result, messages)
    }

    fn good(&self, arguments: &[&str]) -> Command {
        let (result, messages) = self.parse(arguments);
        result.unwrap_or_else(|_| panic!("{arguments:?}: {messages:?}"))
    }

    /// The texts for both streams of a command line that is refused.
    fn refused(&self, arguments: &[&str]) -> (String, String) {
        let (result, messages) = self.parse(arguments);
        let error = result.expect_err(&format!("{arguments:?}"));
        assert_eq!(error.status, 1);
        (messages.text(Stream::Out), messages.text(Stream::Err))
    }

    /// Asserts that the launcher refuses with one line.
    fn refuses(&self, arguments: &[&str], line: &str) {
        assert_eq!(self.refused(arguments), (String::new(), format!("{line}\n")), "{arguments:?}");
    }

    /// Asserts that the machine refuses with one line, and says so.
    fn machine_refuses(&self, arguments: &[&str], line: &str) {
        self.refuses(arguments, &format!("{line}\n{NO_VM}"));
    }
}

const NO_VM: &str = "Error: Could not create the Java Virtual Machine.\n\
                     Error: A fatal exception has occurred. Program will exit.";

fn parse_good(arguments: &[&str]) -> Command {
    World::default().good(arguments)
}

fn property<'a>(command: &'a Command, name: &str) -> Option<&'a str> {
    command.options.machine.property(name)
}

#[test]
fn missing_values() {
    let world = World::default();
    for (argument, what) in [
        ("-cp", "class path specification"),
        ("-classpath", "class path specification"),
        ("--class-path", "class path specification"),
        ("-m", "module name"),
        ("--module", "module name"),
        ("--module=", "module name"),
        ("-p", "module path specification"),
        ("--module-path", "module path specification"),
        ("--upgrade-module-path", "module path specification"),
        ("--module-path=", "modules to be specified"),
        ("--add-modules", "modules to be specified"),
        ("--add-modules=", "modules to be specified"),
        ("--add-exports", "modules to be specified"),
        ("--add-opens", "modules to be specified"),
        ("--add-reads", "modules to be specified"),
        ("--limit-modules", "modules to be specified"),
        ("--patch-module", "modules to be specified"),
        ("--enable-native-access", "modules to be specified"),
        ("-d", "module name"),
        ("--describe-module", "module name"),
        ("--source", "source version"),
        ("--source=", "source version"),
    ] {
        world.refuses(&[argument], &format!("Error: {argument} requires {what}"));
    }
    world.refuses(&["-p", "", "H"], "Error: -p requires module path specification");
    let (_, text) = world.refused(&["-jar"]);
    assert!(text.starts_with("Error: -jar requires jar file specification\nUsage: "), "{text}");
}

#[test]
fn unknown_options() {
    let world = World::default();
    for option in [
        "-Xbogus",
        "-bogus",
        "--bogus",
        "--bogus=3",
        "-",
        "--",
        "-Xint:3",
        "-Xinty",
        "-eafoo",
        "-esafoo",
        "-esa:x",
        "-Xshare",
        "-Xshare:foo",
        "-Xbootclasspath/a",
        "-javaagent",
        "-agentlib",
        "-d64",
        "-J-Xmx3m",
        "-Xincgc",
        "--illegal-access",
        "--enable-preview=x",
        "--dry-run=3",
        "--list-modules=x",
        "-XshowSettingsfoo",
        "-Xoss3m",
        "-cp=x",
    ] {
        world.machine_refuses(&[option, "H"], &format!("Unrecognized option: {option}"));
        let command = parse_good(&[option, "-XX:+IgnoreUnrecognizedVMOptions", "H"]);
        assert_eq!(command.task, Task::Run(Program::Class("H".into())));
    }
    world.machine_refuses(&["-Xcheck:foo", "H"], "Unrecognized check option: -Xcheck:foo");
    world.machine_refuses(&["-Xverify:foo", "H"], "Unrecognized verification option: -Xverify:foo");
}

#[test]
fn sizes() {
    let world = World::default();
    for (what, name, bad) in [
        (
            "maximum heap",
            "-Xmx",
            &["", "foo", "-1", "0", "16x", "16mm", "99999999999999999999"][..],
        ),
        ("maximum heap", "-XX:MaxHeapSize=", &["", "foo", "16mx"]),
        ("initial heap", "-Xms", &["foo"]),
        ("initial young generation", "-Xmn", &["foo"]),
        ("thread stack", "-Xss", &["", "x", "foo"]),
    ] {
        for value in bad {
            let option = format!("{name}{value}");
            world.machine_refuses(&[&option, "H"], &format!("Invalid {what} size: {option}"));
        }
    }
    world.machine_refuses(
        &["-Xss2g", "H"],
        "Invalid thread stack size: -Xss2g\nThe specified size exceeds the maximum representable size.",
    );
    let on_out = |arguments: &[&str], text: &str| {
        assert_eq!(world.refused(arguments).0, text, "{arguments:?}");
    };
    let init = "Error occurred during initialization of VM\n";
    on_out(&["-Xmx1", "H"], &format!("{init}Too small maximum heap\n"));
    on_out(&["-Xmx1m", "H"], &format!("{init}Too small maximum heap\n"));
    on_out(
        &["-Xms64m", "-Xmx32m", "H"],
        &format!("{init}Initial heap size set to a larger value than the maximum heap size\n"),
    );
    for option in ["-Xss1", "-Xss1k", "-XX:ThreadStackSize=1"] {
        on_out(
            &[option, "H"],
            "\nThe Java thread stack size specified is too small. Specify at least 136k\n",
        );
    }
    let flags = parse_good(&["-Xmx1g", "-Xms0", "-Xmn0x100k", "-Xss1500000", "-mx64m", "H"]);
    let flags = flags.options.machine.flags;
    assert_eq!((flags.max_heap_size, flags.initial_heap_size), (64 << 20, 0));
    assert_eq!((flags.new_size, flags.max_new_size), (256 << 10, 256 << 10));
    assert_eq!(flags.thread_stack_size, 1465);
}

#[test]
fn argument_files() {
    let world = World::with_file("af", "-Dq=3 H \"a b\"");
    let command = world.good(&["@af", "@af", "x"]);
    assert_eq!(property(&command, "q"), Some("3"));
    assert_eq!(command.options.arguments, ["a b", "@af", "x"]);
    assert_eq!(world.good(&["@@af"]).task, Task::Run(Program::Class("@af".into())));
    assert_eq!(world.good(&["@", "H"]).task, Task::Run(Program::Class("@".into())));
    let command = world.good(&["-cp", "@af", "x"]);
    assert_eq!(
        property(&command, "java.class.path"),
        Some("-Dq=3"),
        "a value may come from a file"
    );
    let command = world.good(&["--disable-@files", "@af"]);
    assert_eq!(command.task, Task::Run(Program::Class("@af".into())));
    let nested = World::with_file("af", "@af2");
    assert_eq!(nested.good(&["@af", "H"]).task, Task::Run(Program::Class("@af2".into())));
    world.refuses(&["@nofile", "H"], "Error: could not open `nofile'");
}

#[test]
fn launcher_variable() {
    let name = "JDK_JAVA_OPTIONS";
    let note = |value: &str| format!("NOTE: Picked up {name}: {value}");
    let world = World::with_variable(name, "-Dq=\"a b\" '-Dr=x y'");
    let (result, messages) = world.parse(&["-Dq=1", "H"]);
    let command = result.expect("good");
    assert_eq!((property(&command, "q"), property(&command, "r")), (Some("1"), Some("x y")));
    assert_eq!(messages.text(Stream::Err), note("-Dq=\"a b\" '-Dr=x y'") + "\n");

    let refused = |value: &'static str, line: &str| {
        let world = World::with_variable(name, value);
        world.refuses(&["H"], &format!("{}\nError: {line}", note(value)));
    };
    refused("-Dq=\"a b", "Unmatched quote in environment variable JDK_JAVA_OPTIONS");
    for option in
        ["-version", "--version", "--dry-run", "-X", "-help", "-fullversion", "--module=foo"]
    {
        refused(option, &format!("Option {option} is not allowed in environment variable {name}"));
    }
    refused("-jar x", "Option -jar is not allowed in environment variable JDK_JAVA_OPTIONS");
    refused("-m foo", "Option -m is not allowed in environment variable JDK_JAVA_OPTIONS");
    for value in ["H", "-Dq=a\\ b", "@@af", "--disable-@files @af"] {
        refused(value, "Cannot specify main class in environment variable JDK_JAVA_OPTIONS");
    }
    refused("@af", "could not open `af'");
    let mut world = World::with_file("af", "-jar x");
    world.variables.insert(name, "@af");
    world.refuses(
        &["H"],
        &format!(
            "{}\nError: Option -jar in @af is not allowed in environment variable {name}",
            note("@af")
        ),
    );
    let command = World::with_variable(name, "-cp").good(&["lib", "H"]);
    assert_eq!(property(&command, "java.class.path"), Some("lib"));
}

#[test]
fn machine_variables() {
    for (name, q) in [("JAVA_TOOL_OPTIONS", "2"), ("_JAVA_OPTIONS", "1")] {
        let (result, messages) = World::with_variable(name, "-Dq=1").parse(&["-Dq=2", "H"]);
        assert_eq!(property(&result.expect("good"), "q"), Some(q));
        assert_eq!(messages.text(Stream::Err), format!("Picked up {name}: -Dq=1\n"));
        for (value, line) in [
            ("-bogus", "Unrecognized option: -bogus"),
            ("-cp .", "Unrecognized option: -cp"),
            ("H", "Unrecognized option: H"),
            ("@af", "Unrecognized option: @af"),
            ("-version", "Unrecognized option: -version"),
            ("--add-modules foo", "Unrecognized option: --add-modules"),
            ("-XX:Bogus", "Unrecognized VM option 'Bogus'"),
            ("-XX:Flags=nofile", "Could not open settings file nofile"),
        ] {
            let world = World::with_variable(name, value);
            world.machine_refuses(&["H"], &format!("Picked up {name}: {value}\n{line}"));
        }
        let world = World::with_variable(name, "-Dq=\"a b");
        world.machine_refuses(
            &["H"],
            &format!("Picked up {name}: -Dq=\"a b\nUnmatched quote in {name}"),
        );
    }
}

#[test]
fn what_is_run() {
    let mut world = World::with_file("h.jar", "good");
    world.files.extend([("bad.jar", "bad"), ("H.java", "class H {}")]);
    let run = |arguments: &[&str]| match world.good(arguments).task {
        Task::Run(program) => program,
        other => panic!("{arguments:?}: {other:?}"),
    };
    assert_eq!(run(&["a.H", "-jar", "x"]), Program::Class("a.H".into()));
    assert_eq!(run(&["-jar", "-Dq=1", "h.jar"]), Program::Jar("h.jar".into()));
    assert_eq!(run(&["-m", "m/c", "-jar", "h.jar"]), Program::Module("m/c".into()));
    assert_eq!(run(&["-jar", "-m", "m", "h.jar"]), Program::Module("m".into()));
    assert_eq!(run(&["--module=m/c", "-Dx=1"]), Program::Module("m/c".into()));
    assert_eq!(run(&["H.java", "x"]), Program::Source);
    assert_eq!(run(&["-cp", ".", "H.java"]), Program::Source);
    assert_eq!(run(&["--source", "17", "Any"]), Program::Source);
    assert_eq!(run(&["Gone.java"]), Program::Class("Gone.java".into()));
    world.refuses(&["-jar", "nope.jar"], "Error: Unable to access jarfile nope.jar");
    world.refuses(&["-jar", "bad.jar"], "Error: Invalid or corrupt jarfile bad.jar");
    world.refuses(&["-Xbogus", "-jar", "bad.jar"], "Error: Invalid or corrupt jarfile bad.jar");
    world.refuses(
        &["--source", "17", "-jar", "h.jar"],
        "Error: Option -jar is not allowed with --source",
    );

    let properties = |arguments: &[&str]| world.good(arguments).properties(17);
    let value = |arguments: &[&str], name: &str| {
        let all = properties(arguments);
        all.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    };
    assert_eq!(
        value(&["-jar", "h.jar", "x", "y z"], "sun.java.command").as_deref(),
        Some("h.jar x y z")
    );
    assert_eq!(value(&["-m", "m/c", "x"], "jdk.module.main").as_deref(), Some("m"));
    assert_eq!(value(&["-m", "m/c", "x"], "jdk.module.main.class").as_deref(), Some("c"));
    assert_eq!(value(&["-m", "m"], "java.class.path"), None);
    assert_eq!(value(&["H.java"], "jdk.module.main").as_deref(), Some("jdk.compiler"));
    assert_eq!(value(&["H.java"], "jdk.module.addmods.0").as_deref(), Some("ALL-DEFAULT"));
    let source = &["--source=17", "H", "x"];
    assert_eq!(value(source, "jdk.internal.javac.source").as_deref(), Some("17"));
    let command = "jdk.compiler/com.sun.tools.javac.launcher.Main H x";
    assert_eq!(value(source, "sun.java.command").as_deref(), Some(command));
    assert_eq!(value(&["H"], "sun.java.launcher").as_deref(), Some("SUN_STANDARD"));
}

#[test]
fn the_class_path() {
    let path = |world: &World, arguments: &[&str]| {
        property(&world.good(arguments), "java.class.path").map(str::to_owned)
    };
    let mut world = World::with_file("h.jar", "good");
    assert_eq!(path(&world, &["H"]).as_deref(), Some("."));
    assert_eq!(path(&world, &["-cp", "", "H"]).as_deref(), Some(""));
    assert_eq!(path(&world, &["--class-path=", "H"]).as_deref(), Some(""));
    assert_eq!(path(&world, &["-cp", "a", "-classpath", "lib/*", "H"]).as_deref(), Some("lib/all"));
    assert_eq!(path(&world, &["-cp", "a", "-Djava.class.path=b", "H"]).as_deref(), Some("b"));
    world.variables.insert("CLASSPATH", "env/*");
    assert_eq!(path(&world, &["H"]).as_deref(), Some("env/all"));
    assert_eq!(path(&world, &["-cp", "a", "H"]).as_deref(), Some("a"));
    assert_eq!(path(&world, &["-cp", "a", "-jar", "h.jar"]).as_deref(), Some("h.jar"));
    assert_eq!(path(&world, &["-m", "m"]).as_deref(), Some("env/all"));
}

#[test]
fn properties_and_modules() {
    let command = parse_good(&[
        "-Da=1",
        "-Db",
        "-Dc=",
        "-Dd=x=y",
        "-Da=2",
        "-D",
        "--add-opens",
        "o1",
        "--add-opens=o2",
        "--add-modules",
        "m",
        "-p",
        "p1",
        "--module-path=p2",
        "--limit-modules",
        "l",
        "--patch-module=x=y",
        "--enable-native-access",
        "n",
        "--illegal-native-access=deny",
        "--show-module-resolution",
        "-javaagent:a.jar=opt",
        "-Xdiag",
        "H",
    ]);
    let names: Vec<(&str, &str)> =
        command.options.machine.properties.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(
        names,
        [
            ("java.class.path", "."),
            ("a", "2"),
            ("b", ""),
            ("c", ""),
            ("d", "x=y"),
            ("", ""),
            ("jdk.module.addopens.0", "o1"),
            ("jdk.module.addopens.1", "o2"),
            ("jdk.module.addmods.0", "m"),
            ("jdk.module.path", "p2"),
            ("jdk.module.limitmods", "l"),
            ("jdk.module.patch.0", "x=y"),
            ("jdk.module.enable.native.access.0", "n"),
            ("jdk.module.illegal.native.access", "deny"),
            ("jdk.module.showModuleResolution", "true"),
            ("jdk.module.addmods.1", "java.instrument"),
            ("sun.java.launcher.diag", "true"),
        ]
    );
    let agent = Agent { kind: AgentKind::Java, name: "a.jar".into(), options: Some("opt".into()) };
    assert_eq!(command.options.machine.agents, [agent]);

    // Peaberry's name stands where java has "OpenJDK 64-Bit Server VM".
    let warning = "Peaberry VM warning: Ignoring system property options whose names match the \
                   '-Djdk.module.*'. names that are reserved for internal use.\n";
    for reserved in [
        "addmods",
        "addmods.0",
        "addexports.0",
        "patch.0",
        "limitmods",
        "path",
        "upgrade.path",
        "enable.native.access",
    ] {
        let option = format!("-Djdk.module.{reserved}=x");
        let (result, messages) = World::default().parse(&[&option, &option, "H"]);
        assert_eq!(property(&result.expect("good"), &option[2..option.len() - 2]), None);
        assert_eq!(messages.text(Stream::Err), warning, "{option}");
    }
    for free in ["main", "addmodsx", "validation", "showModuleResolution", "foo"] {
        let option = format!("-Djdk.module.{free}=x");
        let (result, messages) = World::default().parse(&[&option, "H"]);
        assert_eq!(property(&result.expect("good"), &option[2..option.len() - 2]), Some("x"));
        assert_eq!(messages, Messages::default(), "{option}");
    }
}

#[test]
fn other_options_of_the_machine() {
    let machine = |arguments: &[&str]| parse_good(&[arguments, &["H"]].concat()).options.machine;
    let directives = machine(&["-ea", "-da:a.b...", "-enableassertions:c/D", "-ea:...", "-esa"]);
    let directive = |target, enable| AssertionDirective { target, enable };
    assert_eq!(
        directives.assertions,
        [
            directive(AssertionTarget::All, true),
            directive(AssertionTarget::Package("a.b".into()), false),
            directive(AssertionTarget::Class("c.D".into()), true),
            directive(AssertionTarget::Package(String::new()), true),
        ]
    );
    assert!(directives.system_assertions && !machine(&["-esa", "-dsa"]).system_assertions);
    assert_eq!(machine(&["-Xint"]).mode, Mode::Interpreted);
    assert_eq!(machine(&["-Xint", "-Xcomp", "-Xmixed"]).mode, Mode::Mixed);
    assert_eq!(machine(&["-Xshare:off"]).sharing, Sharing::Off);
    assert_eq!(machine(&["-verify"]).verification, Verification::All);
    assert_eq!(machine(&["-noverify"]).verification, Verification::None);
    assert_eq!(machine(&["-Xbootclasspath/a:x", "-Xbootclasspath/a:y"]).boot_append, "x:y");
    let given = machine(&["-Xcheck:jni", "-Xrs", "--enable-preview"]);
    assert!(given.check_jni && given.flags.reduce_signal_usage);
    assert_eq!(machine(&["-verbose"]).logs.len(), 2);
    assert_eq!(machine(&["-verbose:gc", "-verbosegc", "-verbose:foo"]).logs.len(), 2);
    assert_eq!(machine(&["-Xlog:gc", "-Xlog:disable"]).logs.len(), 0);
    assert!(!machine(&["-Xnoclassgc", "-Xdebug", "-server"]).flags.class_unloading);
    assert!(!machine(&["-Xbatch"]).flags.background_compilation);
    assert_eq!(machine(&["-XX:GCStress=5", "-XX:+VerifyHeap"]).flags.gc_stress, 5);
    let library = machine(&["-agentlib:jdwp=x:y", "-Xrunhprof:a=b"]).agents;
    assert_eq!((library[0].name.as_str(), library[1].name.as_str()), ("jdwp", "hprof"));

    let mut world = World::with_file("options", "-Dq=3 -Dr='a b'");
    world.files.extend([
        ("flags", "# c\n+UseSerialGC MaxHeapSize=30m\n"),
        ("nested", "-XX:VMOptionsFile=x"),
    ]);
    let command = world.good(&["-XX:VMOptionsFile=options", "-XX:Flags=flags", "H"]);
    assert_eq!((property(&command, "q"), property(&command, "r")), (Some("3"), Some("a b")));
    assert_eq!(command.options.machine.flags.max_heap_size, 30 << 20);
    world.machine_refuses(&["-XX:VMOptionsFile=", "H"], "Could not open options file ''");
    let (_, text) = world.refused(&["-XX:VMOptionsFile=nested", "H"]);
    assert!(text.starts_with("A VM options file may not refer to a VM options file. "), "{text}");
}

#[test]
fn warnings_and_faults_on_the_side() {
    let world = World::default();
    let warning = |arguments: &[&str]| {
        let (result, messages) = world.parse(arguments);
        result.expect("only a warning");
        messages.text(Stream::Err)
    };
    let removed = "Peaberry VM warning: Ignoring option --illegal-access=permit; support was removed in 17.0\n";
    assert_eq!(warning(&["--illegal-access=permit", "H"]), removed);
    assert_eq!(
        warning(&["-checksource", "H"]),
        "Warning: -checksource option is no longer supported.\n"
    );
    assert_eq!(
        warning(&["-Xfuture", "H"]),
        "Warning: -Xfuture option is deprecated and may be removed in a future release.\n"
    );
    let both = |arguments: &[&str], out: &str, err: &str| {
        assert_eq!(
            world.refused(arguments),
            (out.into(), format!("{err}{NO_VM}\n")),
            "{arguments:?}"
        );
    };
    both(&["-Xbootclasspath:foo", "H"], "-Xbootclasspath is no longer a supported option.\n", "");
    both(
        &["-Xbootclasspath/p:foo", "H"],
        "-Xbootclasspath/p is no longer a supported option.\n",
        "",
    );
    both(
        &["-Djava.ext.dirs=x", "H"],
        "-Djava.ext.dirs=x is not supported.  Use -classpath instead.\n",
        "",
    );
    both(
        &["-Xlog:foo", "H"],
        "[0.000s][error][logging] Invalid tag 'foo' in log selection.\n",
        "Invalid -Xlog option '-Xlog:foo', see error log for details.\n",
    );
    both(&["-Xlogfoo", "H"], "", "Invalid -Xlog option '-Xlogfoo', see error log for details.\n");
    let (_, text) = world.refused(&["-version:17"]);
    assert!(
        text.starts_with(
            "Error: Specifying an alternate JDK/JRE version is no longer supported.\n"
        )
    );
    assert!(text.contains("\nUnrecognized option: -version:17\n"), "{text}");
}

#[test]
fn tasks_without_a_program() {
    let task = |arguments: &[&str]| parse_good(arguments).task;
    assert_eq!(task(&["-version", "-Xbogus"]), Task::PrintVersion(Stream::Err));
    assert_eq!(task(&["--version"]), Task::PrintVersion(Stream::Out));
    assert_eq!(task(&["-Xmxfoo", "-fullversion"]), Task::PrintFullVersion(Stream::Err));
    assert_eq!(task(&["--list-modules", "H"]), Task::ListModules);
    assert_eq!(task(&["--describe-module=java.rmi"]), Task::DescribeModule("java.rmi".into()));
    assert_eq!(task(&["-d", ""]), Task::DescribeModule(String::new()));
    assert_eq!(task(&["--validate-modules"]), Task::ValidateModules);
    assert_eq!(task(&["-Xinternalversion"]), Task::PrintInternalVersion);
    World::default().machine_refuses(&["-Xmxfoo", "-help"], "Invalid maximum heap size: -Xmxfoo");
    World::default().machine_refuses(&["-Xmxfoo"], "Invalid maximum heap size: -Xmxfoo");
    let help = |arguments: &[&str]| match task(arguments) {
        Task::PrintHelp { stream, status, text } => {
            assert!(
                ["-Xmx", "Usage: peaberry", "-Xlog:"].iter().any(|&part| text.contains(part)),
                "{text}"
            );
            (stream, status)
        }
        other => panic!("{arguments:?}: {other:?}"),
    };
    assert_eq!(help(&["-help", "-Xmxfoo"]), (Stream::Err, 0));
    assert_eq!(help(&["--help"]), (Stream::Out, 0));
    assert_eq!(help(&["-X"]), (Stream::Err, 0));
    assert_eq!(help(&["-Xlog:help"]), (Stream::Out, 0));
    assert_eq!(help(&["--help-extra"]), (Stream::Out, 0));
    assert_eq!(help(&[]), (Stream::Err, 1));
    assert_eq!(help(&["--add-opens", "x=y"]), (Stream::Err, 1));
    assert_eq!(help(&["-jar", "-Dq=1"]), (Stream::Err, 1));
    assert_eq!(help(&["-showversion"]), (Stream::Err, 1));
    assert_eq!(help(&["--show-version"]), (Stream::Out, 1));
    let options = parse_good(&["--dry-run", "-XshowSettings:locale", "-showversion", "H"]).options;
    assert!(options.dry_run);
    assert_eq!(options.show_settings.as_deref(), Some("locale"));
    assert_eq!(options.show_version, Some(Stream::Err));
}

#[test]
fn options_of_peaberry() {
    for arguments in [&["--jdk", "/opt/jdk", "H", "--jdk"][..], &["--jdk=/opt/jdk", "H", "--jdk"]] {
        let command = parse_good(arguments);
        assert_eq!(command.options.own.jdk.as_deref(), Some(Path::new("/opt/jdk")));
        assert_eq!(command.options.arguments, ["--jdk"]);
    }
    for arguments in [&["--jdk"][..], &["--jdk=", "H"]] {
        let (_, text) = World::default().refused(arguments);
        assert!(text.starts_with("error: a value is required for '--jdk <DIR>'"), "{text}");
    }
    let help = super::help::text(false);
    assert!(help.contains("--jdk <DIR>") && help.contains("-XX:GCStress"), "{help}");
}

#[test]
fn hostile_command_lines_are_answered() {
    let words = [
        "",
        "-",
        "--",
        "@",
        "@@",
        "@f",
        "-cp",
        "-jar",
        "-m",
        "--source",
        "-XX:",
        "-XX:=",
        "-XX:+",
        "-XX:Flags=f",
        "-XX:VMOptionsFile=f",
        "-Xlog:",
        "-Xlog:::::",
        "-Xlog:\"",
        "-Xlog:a=b=c:d",
        "-D",
        "-D=",
        "-ea:...",
        "-Xss-9223372036854775808",
        "-Xmx0x",
        "--jdk",
        "--jdk=",
        "\u{fffd}",
        "-XX:GCStress=-1",
        "--patch-module",
        "-d",
        "-XshowSettings:",
        "ä",
        "-ä",
        "-XX:ä=ö",
        "-Xlogä",
    ];
    let contents =
        ["", "'", "\"\\", "\\", "# x", "\"a\\\n", "@f", "ä\"ö\\ü", "-XX:VMOptionsFile=f"];
    // A fixed sequence of pseudo-random choices.
    let mut state = 1u64;
    let mut pick = |length: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % length
    };
    for _ in 0..20_000 {
        let mut world = World::with_file("f", contents[pick(contents.len())]);
        if pick(3) == 0 {
            let name =
                ["JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH"][pick(4)];
            let values =
                [contents, ["-Xlog", "H", "-jar", "-m", "@f", "--jdk", "x", "-D", "-XX:"]].concat();
            world.variables.insert(name, values[pick(values.len())]);
        }
        let arguments: Vec<&str> = (0..pick(5)).map(|_| words[pick(words.len())]).collect();
        let (result, _) = world.parse(&arguments);
        if let Err(error) = result {
            assert!(!error.messages.0.is_empty(), "{arguments:?}");
        }
    }
}
