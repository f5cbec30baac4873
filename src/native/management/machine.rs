//! `sun.management.VMManagementImpl` and `ClassLoadingImpl`: counters and times
//! of the VM.

use super::threads::live_threads;
use crate::model::Throw;
use crate::native::jdk_internal_misc::runtime_arguments;
use crate::native::platform::{boot_class, field, host};
use crate::thread::log::{Level, Topic};
use crate::thread::{Handle, JavaThread, Library, NativeRow, native};
use heap::layout::Ref;
use std::sync::atomic::Ordering;

const CLASS: &str = "sun/management/VMManagementImpl";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "getVersion0", "()Ljava/lang/String;", version),
    native(CLASS, "initOptionalSupportFields", "()V", declare_support),
    native(CLASS, "getStartupTime", "()J", start_time),
    native(CLASS, "getUptime0", "()J", uptime),
    native(CLASS, "getProcessId", "()I", process),
    native(CLASS, "getAvailableProcessors", "()I", processors),
    native(CLASS, "getVmArguments0", "()[Ljava/lang/String;", arguments),
    native(CLASS, "getTotalClassCount", "()J", loaded_classes),
    native(CLASS, "getUnloadedClassCount", "()J", unloaded_classes),
    native(CLASS, "getInitializedClassCount", "()J", initialized_classes),
    native(CLASS, "getTotalThreadCount", "()J", started_threads),
    native(CLASS, "getLiveThreadCount", "()I", thread_count),
    native(CLASS, "getPeakThreadCount", "()I", peak_threads),
    native(CLASS, "getDaemonThreadCount", "()I", daemon_threads),
    native(CLASS, "isThreadCpuTimeEnabled", "()Z", yes),
    native(CLASS, "isThreadContentionMonitoringEnabled", "()Z", times_contention),
    native(CLASS, "isThreadAllocatedMemoryEnabled", "()Z", yes),
    native(CLASS, "getVerboseClass", "()Z", logs_classes),
    native(CLASS, "getVerboseGC", "()Z", logs_collections),
];

fn yes(_: &JavaThread, _this: Handle) -> Result<bool, Throw> {
    Ok(true)
}

fn times_contention(t: &JavaThread, _this: Handle) -> Result<bool, Throw> {
    Ok(t.vm().times_contention.load(Ordering::Relaxed))
}

/// Version of the management interface.
fn version(t: &JavaThread) -> Result<Ref, Throw> {
    t.new_string(match t.vm().library() {
        Library::Java17 => "3.0",
        Library::Java25 => "4.0",
    })
}

/// What this VM measures, as fields of the class.
const SUPPORTED: [&str; 8] = [
    "currentThreadCpuTimeSupport",
    "otherThreadCpuTimeSupport",
    "threadContentionMonitoringSupport",
    "threadAllocatedMemorySupport",
    "objectMonitorUsageSupport",
    "synchronizerUsageSupport",
    "gcNotificationSupport",
    "remoteDiagnosticCommandsSupport",
];

/// Sets what is supported; the fields are false otherwise.
fn declare_support(t: &JavaThread) -> Result<(), Throw> {
    let class = boot_class(t, CLASS)?;
    for supported in SUPPORTED {
        t.put_static(field(t, class, supported, "Z"), 1u8);
    }
    Ok(())
}

fn start_millis(t: &JavaThread) -> i64 {
    let host = host(t);
    host.process_times(host.own_process()).map_or(0, |info| info.start)
}

/// Milliseconds since 1970.
fn start_time(t: &JavaThread, _this: Handle) -> Result<i64, Throw> {
    Ok(start_millis(t))
}

fn uptime(t: &JavaThread, _this: Handle) -> Result<i64, Throw> {
    let now = i64::try_from(host(t).wall_time().as_millis()).unwrap_or(i64::MAX);
    Ok((now - start_millis(t)).max(0))
}

fn process(t: &JavaThread, _this: Handle) -> Result<i32, Throw> {
    Ok(host(t).own_process())
}

fn processors(_: &JavaThread, _this: Handle) -> Result<i32, Throw> {
    Ok(i32::try_from(os::limits::available_processors()).unwrap_or(i32::MAX))
}

fn arguments(t: &JavaThread, _this: Handle) -> Result<Ref, Throw> {
    runtime_arguments(t)
}

fn count_classes(t: &JavaThread, wanted: impl Fn(crate::model::ClassRef) -> bool) -> i64 {
    let loaders = t.vm().all_loaders();
    let classes = loaders.iter().flat_map(|loader| loader.classes());
    classes.filter(|class| !class.is_array() && wanted(*class)).count() as i64
}

/// Since the start, those included that were unloaded.
fn loaded_classes(t: &JavaThread, this: Handle) -> Result<i64, Throw> {
    Ok(count_classes(t, |_| true) + unloaded_classes(t, this)?)
}

fn unloaded_classes(t: &JavaThread, _this: Handle) -> Result<i64, Throw> {
    Ok(t.vm().unloaded_classes() as i64)
}

fn initialized_classes(t: &JavaThread, _this: Handle) -> Result<i64, Throw> {
    Ok(count_classes(t, |class| class.is_initialized()))
}

fn thread_count(t: &JavaThread, _this: Handle) -> Result<i32, Throw> {
    Ok(t.thread_counts().live as i32)
}

fn peak_threads(t: &JavaThread, _this: Handle) -> Result<i32, Throw> {
    Ok(t.thread_counts().peak as i32)
}

fn started_threads(t: &JavaThread, _this: Handle) -> Result<i64, Throw> {
    Ok(t.thread_counts().started as i64)
}

fn daemon_threads(t: &JavaThread, _this: Handle) -> Result<i32, Throw> {
    Ok(live_threads(t).into_iter().filter(|thread| t.is_daemon(*thread)).count() as i32)
}

fn logs_classes(t: &JavaThread, _this: Handle) -> Result<bool, Throw> {
    Ok(t.vm().logs(Topic::ClassLoad, Level::Info))
}

fn logs_collections(t: &JavaThread, _this: Handle) -> Result<bool, Throw> {
    Ok(t.vm().logs(Topic::Gc, Level::Info))
}
