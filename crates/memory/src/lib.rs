//! Gives memory that was freed back to the system.
//!
//! The allocator of glibc keeps what was freed, in a heap of its own for each of many threads, and gives back by itself only what lies at a
//! heap's end: after a burst of news a newspaper would weigh for ever what it weighed at its busiest moment. Other allocators give back by
//! themselves, so elsewhere there is nothing to do.
//!
//! This is the one room for what Rust calls unsafe.

/// Gives all freed memory back. Takes some milliseconds, during which nobody gets memory: to be called when the work is done.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "libc has no safe form of it")]
pub fn give_back() {
    // SAFETY: it takes no pointer, asks for nothing beforehand, and locks each heap while it looks through it (malloc_trim(3)). Its answer,
    // whether there was something to give back, changes nothing.
    let _ = unsafe { libc::malloc_trim(0) };
}

/// Gives all freed memory back: here the allocator does that by itself.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn give_back() {}
