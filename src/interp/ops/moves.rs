//! Moves between slots, and constants.

use crate::interp::state::handlers;

handlers! {
    nop(s) { s.next(1) }

    mov(s) {
        s.set_long(s.a(), s.long(s.b()));
        s.next(1)
    }

    // a ← b, a + 1 ← c: two operands of a call at once.
    mov2(s) {
        let a = s.a();
        s.set_long(a, s.long(s.b()));
        s.set_long(a + 1, s.long(s.c()));
        s.next(1)
    }

    swap(s) {
        let (x, y) = (s.long(s.a()), s.long(s.b()));
        s.set_long(s.a(), y);
        s.set_long(s.b(), x);
        s.next(1)
    }

    const_i(s) {
        s.set_int(s.a(), s.wide() as i32);
        s.next(1)
    }

    const_l(s) {
        s.set_long(s.a(), i64::from(s.wide() as i32));
        s.next(1)
    }

    const_64(s) {
        s.set_long(s.a(), s.literal(1) as i64);
        s.next(2)
    }
}
