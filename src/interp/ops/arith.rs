//! Arithmetic, conversions and comparisons (JVMS §6.5); the meaning of each is
//! in `base::arith`.

use crate::interp::site::Site;
use crate::interp::state::{handlers, slow_handlers};
use crate::model::{Insn, Throw, VmException};
use base::arith::{self as meaning};

/// `name: read -> write |a, b| result`, with a right operand from a slot.
macro_rules! binary {
    ($($name:ident: $read:ident $right:ident -> $write:ident |$a:ident, $b:ident| $result:expr;)*) => {
        handlers! {$(
            $name(s) {
                let ($a, $b) = (s.$read(s.b()), s.$right(s.c()));
                s.$write(s.a(), $result);
                s.next(1)
            }
        )*}
    };
}

/// The same with an immediate right operand.
macro_rules! immediate {
    ($($name:ident: $read:ident -> $write:ident |$a:ident, $b:ident| $result:expr;)*) => {
        handlers! {$(
            $name(s) {
                let ($a, $b) = (s.$read(s.b()), s.c_signed());
                s.$write(s.a(), $result);
                s.next(1)
            }
        )*}
    };
}

/// Division: a zero divisor throws.
macro_rules! division {
    ($($name:ident: $read:ident -> $write:ident |$a:ident, $b:ident| $result:expr;)*) => {
        handlers! {$(
            $name(s) {
                let ($a, $b) = (s.$read(s.b()), s.$read(s.c()));
                if $b == 0 {
                    return s.tail(by_zero);
                }
                s.$write(s.a(), $result);
                s.next(1)
            }
        )*}
    };
}

macro_rules! unary {
    ($($name:ident: $read:ident -> $write:ident |$a:ident| $result:expr;)*) => {
        handlers! {$(
            $name(s) {
                let $a = s.$read(s.b());
                s.$write(s.a(), $result);
                s.next(1)
            }
        )*}
    };
}

binary! {
    iadd: int int -> set_int |a, b| a.wrapping_add(b);
    isub: int int -> set_int |a, b| a.wrapping_sub(b);
    imul: int int -> set_int |a, b| a.wrapping_mul(b);
    ishl: int int -> set_int |a, b| meaning::ishl(a, b);
    ishr: int int -> set_int |a, b| meaning::ishr(a, b);
    iushr: int int -> set_int |a, b| meaning::iushr(a, b);
    iand: int int -> set_int |a, b| a & b;
    ior: int int -> set_int |a, b| a | b;
    ixor: int int -> set_int |a, b| a ^ b;
    ladd: long long -> set_long |a, b| a.wrapping_add(b);
    lsub: long long -> set_long |a, b| a.wrapping_sub(b);
    lmul: long long -> set_long |a, b| a.wrapping_mul(b);
    lshl: long int -> set_long |a, b| meaning::lshl(a, b);
    lshr: long int -> set_long |a, b| meaning::lshr(a, b);
    lushr: long int -> set_long |a, b| meaning::lushr(a, b);
    land: long long -> set_long |a, b| a & b;
    lor: long long -> set_long |a, b| a | b;
    lxor: long long -> set_long |a, b| a ^ b;
    fadd: float float -> set_float |a, b| a + b;
    fsub: float float -> set_float |a, b| a - b;
    fmul: float float -> set_float |a, b| a * b;
    fdiv: float float -> set_float |a, b| a / b;
    frem: float float -> set_float |a, b| meaning::frem(a, b);
    dadd: double double -> set_double |a, b| a + b;
    dsub: double double -> set_double |a, b| a - b;
    dmul: double double -> set_double |a, b| a * b;
    ddiv: double double -> set_double |a, b| a / b;
    drem: double double -> set_double |a, b| meaning::drem(a, b);
    lcmp: long long -> set_int |a, b| meaning::lcmp(a, b);
    fcmpl: float float -> set_int |a, b| meaning::fcmpl(a, b);
    fcmpg: float float -> set_int |a, b| meaning::fcmpg(a, b);
    dcmpl: double double -> set_int |a, b| meaning::dcmpl(a, b);
    dcmpg: double double -> set_int |a, b| meaning::dcmpg(a, b);
}

immediate! {
    iadd_i: int -> set_int |a, b| a.wrapping_add(b);
    imul_i: int -> set_int |a, b| a.wrapping_mul(b);
    ishl_i: int -> set_int |a, b| meaning::ishl(a, b);
    ishr_i: int -> set_int |a, b| meaning::ishr(a, b);
    iushr_i: int -> set_int |a, b| meaning::iushr(a, b);
    iand_i: int -> set_int |a, b| a & b;
    ior_i: int -> set_int |a, b| a | b;
    ixor_i: int -> set_int |a, b| a ^ b;
    ladd_i: long -> set_long |a, b| a.wrapping_add(i64::from(b));
    lmul_i: long -> set_long |a, b| a.wrapping_mul(i64::from(b));
    lshl_i: long -> set_long |a, b| meaning::lshl(a, b);
    lshr_i: long -> set_long |a, b| meaning::lshr(a, b);
    lushr_i: long -> set_long |a, b| meaning::lushr(a, b);
    land_i: long -> set_long |a, b| a & i64::from(b);
    lor_i: long -> set_long |a, b| a | i64::from(b);
    lxor_i: long -> set_long |a, b| a ^ i64::from(b);
}

division! {
    idiv: int -> set_int |a, b| meaning::idiv(a, b);
    irem: int -> set_int |a, b| meaning::irem(a, b);
    ldiv: long -> set_long |a, b| meaning::ldiv(a, b);
    lrem: long -> set_long |a, b| meaning::lrem(a, b);
}

handlers! {
    // The translator uses the immediate forms for divisors other than zero; the
    // test is for the compiler, which then has no path that panics.
    idiv_i(s) {
        let (a, b) = (s.int(s.b()), s.c_signed());
        if b == 0 {
            return s.tail(by_zero);
        }
        s.set_int(s.a(), meaning::idiv(a, b));
        s.next(1)
    }

    irem_i(s) {
        let (a, b) = (s.int(s.b()), s.c_signed());
        if b == 0 {
            return s.tail(by_zero);
        }
        s.set_int(s.a(), meaning::irem(a, b));
        s.next(1)
    }

    ldiv_i(s) {
        let (a, b) = (s.long(s.b()), i64::from(s.c_signed()));
        if b == 0 {
            return s.tail(by_zero);
        }
        s.set_long(s.a(), meaning::ldiv(a, b));
        s.next(1)
    }

    lrem_i(s) {
        let (a, b) = (s.long(s.b()), i64::from(s.c_signed()));
        if b == 0 {
            return s.tail(by_zero);
        }
        s.set_long(s.a(), meaning::lrem(a, b));
        s.next(1)
    }
}

unary! {
    ineg: int -> set_int |a| a.wrapping_neg();
    lneg: long -> set_long |a| a.wrapping_neg();
    fneg: float -> set_float |a| -a;
    dneg: double -> set_double |a| -a;
    i2l: int -> set_long |a| i64::from(a);
    i2f: int -> set_float |a| a as f32;
    i2d: int -> set_double |a| f64::from(a);
    l2i: long -> set_int |a| a as i32;
    l2f: long -> set_float |a| a as f32;
    l2d: long -> set_double |a| a as f64;
    f2i: float -> set_int |a| meaning::f2i(a);
    f2l: float -> set_long |a| meaning::f2l(a);
    f2d: float -> set_double |a| f64::from(a);
    d2i: double -> set_int |a| meaning::d2i(a);
    d2l: double -> set_long |a| meaning::d2l(a);
    d2f: double -> set_float |a| a as f32;
    i2b: int -> set_int |a| meaning::i2b(a);
    i2c: int -> set_int |a| meaning::i2c(a);
    i2s: int -> set_int |a| meaning::i2s(a);
}

slow_handlers! {
    by_zero => divide_by_zero;
}

fn divide_by_zero(_: &Site<'_>) -> Result<*const Insn, Throw> {
    Err(Throw::new(VmException::Arithmetic, "/ by zero"))
}
