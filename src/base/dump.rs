//! Keeping what this process remembers out of the files that a crash writes. Looks at no secret itself.

/// Forbids core dumps of this process, and other processes of the same user to read its memory and its environment.
///
/// SECURITY: a crash would write every secret in memory into a file, or to whatever program collects such files, and
/// any program of the same user could read them from `/proc` or by tracing. A limit of size is not enough: the
/// kernel disregards it where a program collects (core(5)). A program that this one becomes or starts is not concerned.
pub fn forbid() {
    // A system that refuses has no such files of ours either; no command fails for it.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
    #[cfg(not(target_os = "linux"))]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let limit = Rlimit { current: Some(0), maximum: getrlimit(Resource::Core).maximum };
        let _ = setrlimit(Resource::Core, limit);
    }
}
