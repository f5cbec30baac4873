//! Branches (JVMS §6.5.if_icmp_cond and its like, goto, switches).
//!
//! Offsets count words from the branch instruction. Forms whose name ends in
//! `_p` lead backward and poll for safepoints when taken.

use crate::interp::dispatch::Exit;
use crate::interp::insn::Op;
use crate::interp::site::Site;
use crate::interp::state::{State, handlers, slow_handlers};
use crate::model::{Insn, Throw};

/// Conditional branches, each in a forward and a polling form:
/// `forward polling: read, right |a, b| condition`.
macro_rules! conditional {
    ($($forward:ident $polling:ident: $read:ident $right:ident |$a:ident, $b:ident| $condition:expr;)*) => {
        handlers! {$(
            $forward(s) {
                let ($a, $b) = (s.$read(s.a()), conditional!(@right s $right));
                if $condition { s.branch(s.c_signed()) } else { s.next(1) }
            }

            $polling(s) {
                let ($a, $b) = (s.$read(s.a()), conditional!(@right s $right));
                if $condition {
                    if s.polled() {
                        return s.tail(poll_and_branch);
                    }
                    s.branch(s.c_signed())
                } else {
                    s.next(1)
                }
            }
        )*}
    };
    (@right $s:ident immediate) => { $s.b_signed() };
    (@right $s:ident immediate_long) => { i64::from($s.b_signed()) };
    (@right $s:ident $read:ident) => { $s.$read($s.b()) };
}

conditional! {
    if_ieq if_ieq_p: int int |a, b| a == b;
    if_ine if_ine_p: int int |a, b| a != b;
    if_ilt if_ilt_p: int int |a, b| a < b;
    if_ige if_ige_p: int int |a, b| a >= b;
    if_ieq_i if_ieq_i_p: int immediate |a, b| a == b;
    if_ine_i if_ine_i_p: int immediate |a, b| a != b;
    if_ilt_i if_ilt_i_p: int immediate |a, b| a < b;
    if_ige_i if_ige_i_p: int immediate |a, b| a >= b;
    if_igt_i if_igt_i_p: int immediate |a, b| a > b;
    if_ile_i if_ile_i_p: int immediate |a, b| a <= b;
    if_leq if_leq_p: long long |a, b| a == b;
    if_lne if_lne_p: long long |a, b| a != b;
    if_llt if_llt_p: long long |a, b| a < b;
    if_lge if_lge_p: long long |a, b| a >= b;
    if_leq_i if_leq_i_p: long immediate_long |a, b| a == b;
    if_lne_i if_lne_i_p: long immediate_long |a, b| a != b;
    if_llt_i if_llt_i_p: long immediate_long |a, b| a < b;
    if_lge_i if_lge_i_p: long immediate_long |a, b| a >= b;
    if_lgt_i if_lgt_i_p: long immediate_long |a, b| a > b;
    if_lle_i if_lle_i_p: long immediate_long |a, b| a <= b;
    if_flt if_flt_p: float float |a, b| a < b;
    if_fle if_fle_p: float float |a, b| a <= b;
    if_feq if_feq_p: float float |a, b| a == b;
    if_fne if_fne_p: float float |a, b| a != b;
    if_dlt if_dlt_p: double double |a, b| a < b;
    if_dle if_dle_p: double double |a, b| a <= b;
    if_deq if_deq_p: double double |a, b| a == b;
    if_dne if_dne_p: double double |a, b| a != b;
}

/// Branches if a comparison is *not* true: also when an operand is NaN.
macro_rules! unless {
    ($($forward:ident $polling:ident: $read:ident |$a:ident, $b:ident| $condition:expr;)*) => {
        handlers! {$(
            $forward(s) {
                let ($a, $b) = (s.$read(s.a()), s.$read(s.b()));
                if $condition { s.next(1) } else { s.branch(s.c_signed()) }
            }

            $polling(s) {
                let ($a, $b) = (s.$read(s.a()), s.$read(s.b()));
                if $condition {
                    s.next(1)
                } else {
                    if s.polled() {
                        return s.tail(poll_and_branch);
                    }
                    s.branch(s.c_signed())
                }
            }
        )*}
    };
}

unless! {
    if_fnlt if_fnlt_p: float |a, b| a < b;
    if_fnle if_fnle_p: float |a, b| a <= b;
    if_dnlt if_dnlt_p: double |a, b| a < b;
    if_dnle if_dnle_p: double |a, b| a <= b;
}

handlers! {
    goto(s) { s.branch(s.wide() as i32) }

    goto_p(s) {
        if s.polled() {
            return s.tail(poll_and_go);
        }
        s.branch(s.wide() as i32)
    }

    inc_if_ilt_p(s) {
        let a = s.a();
        let value = s.int(a).wrapping_add(1);
        s.set_int(a, value);
        if value < s.int(s.b()) {
            if s.polled() {
                return s.tail(poll_and_branch);
            }
            s.branch(s.c_signed())
        } else {
            s.next(1)
        }
    }

    // Words: this one with the number of entries in `b` and `c`; the lowest
    // value and the default offset; then two offsets each.
    tableswitch(s) {
        let header = s.literal(1);
        let index = (s.int(s.a()) as u32).wrapping_sub(header as u32);
        let mut offset = (header >> 32) as i32;
        if index < s.wide() {
            // SAFETY: the table has that many entries.
            offset = unsafe { s.pc.add(2).cast::<i32>().add(index as usize).read() };
        }
        switch_to(s, offset)
    }

    // Words: this one with the number of pairs in `b` and `c`; the default
    // offset; then the pairs of value and offset, ascending.
    lookupswitch(s) {
        let key = s.int(s.a());
        let (mut low, mut high) = (0, s.wide() as usize);
        let mut offset = s.literal(1) as i32;
        while low < high {
            let middle = (low + high) / 2;
            let pair = s.literal(2 + middle);
            let value = pair as i32;
            if value == key {
                offset = (pair >> 32) as i32;
                break;
            }
            if value < key { low = middle + 1 } else { high = middle }
        }
        switch_to(s, offset)
    }
}

#[inline(always)]
fn switch_to(s: State, offset: i32) -> Exit {
    if offset < 0 && s.polled() {
        return s.tail(poll_and_switch);
    }
    s.branch(offset)
}

slow_handlers! {
    // After the poll the branch is taken without looking again: the condition
    // holds, and a poll that stays requested must not stop progress.
    poll_and_branch => |site| {
        site.t.safepoint_poll()?;
        target(site, i32::from(site.c() as i16))
    };
    poll_and_go => |site| {
        site.t.safepoint_poll()?;
        target(site, site.wide() as i32)
    };
}

handlers! {
    #[cold]
    #[inline(never)]
    poll_and_switch(s) { s.step(poll_switch) }
}

fn target(site: &Site<'_>, words: i32) -> Result<*const Insn, Throw> {
    // SAFETY: branch offsets stay inside the code.
    Ok(unsafe { site.pc.offset(words as isize) })
}

/// Polls, and looks the target of the switch up again.
fn poll_switch(site: &Site<'_>) -> Result<*const Insn, Throw> {
    site.t.safepoint_poll()?;
    let key = site.int(site.a());
    let count = site.wide() as usize;
    let offset = if site.op() == Op::Tableswitch {
        let header = site.literal(1);
        let index = (key as u32).wrapping_sub(header as u32) as usize;
        if index < count {
            (site.literal(2 + index / 2) >> (32 * (index % 2))) as i32
        } else {
            (header >> 32) as i32
        }
    } else {
        let pair = (0..count).map(|n| site.literal(2 + n)).find(|pair| *pair as i32 == key);
        pair.map_or(site.literal(1) as i32, |pair| (pair >> 32) as i32)
    };
    target(site, offset)
}
