//! qazetctl: Qazet without a window.
fn main() {}
