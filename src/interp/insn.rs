//! The instructions of the register IR, each written once.
//!
//! An instruction is one [`Insn`] word `{op, a, b, c}`, perhaps followed by
//! literal words. `a`, `b`, `c` are slot numbers of the frame unless the row's
//! operand letters say otherwise. The enum, both dispatchers and the dump are
//! generated from [`for_each_insn!`].
//!
//! Invariant 1: an instruction whose name ends in `U` is unresolved. The first
//! execution that resolves it rewrites it in place (see `rewrite`): operands
//! other than those the unresolved form ignores, then `op` with release order.
//! `a` is never rewritten, and the length in words never changes.
//!
//! Invariant 2: dispatch loads `op` with acquire order, so a handler of a
//! resolved form sees the operands that belong to it.

use crate::model::Insn;
use std::sync::atomic::{AtomicU16, Ordering};

/// Calls `$callback!` with one row per instruction:
///
/// variant, handler, length in words (0: variable), operands.
///
/// Operand letters, for `a`, `b`, `c` in turn: `d` slot written, `s` slot read,
/// `x` slot read and written, `i` immediate (16 bits, signed), `o` branch
/// offset in words, `n` number, `-` unused; `I` a 32-bit number in `b` and `c`,
/// `O` a 32-bit branch offset there; `L` the literal word.
macro_rules! for_each_insn {
    ($callback:ident) => {
        $callback! {
            // Ways into methods; see `stubs`.
            Translate stubs::translate 1 "---";
            Native stubs::native 1 "---";
            NativeUnlinked stubs::native_unlinked 1 "---";
            Intrinsic stubs::intrinsic 1 "---";
            AbstractMethod stubs::abstract_method 1 "---";
            Halt stubs::halt 1 "---";
            CallPrepared calls::call_prepared 1 "---";
            Interpret stubs::interpret 1 "---";
            EnterSync stubs::enter_sync 1 "---";
            ExitSync stubs::exit_sync 1 "---";
            EnterLocks stubs::enter_locks 1 "---";
            ExitLocks stubs::exit_locks 1 "---";
            CountStep stubs::count_step 1 "---";
            RegisterFinalizer stubs::register_finalizer 1 "---";

            // Moves and constants.
            Nop moves::nop 1 "---";
            Mov moves::mov 1 "ds-";
            Mov2 moves::mov2 1 "dss";
            Swap moves::swap 1 "xx-";
            ConstI moves::const_i 1 "dI-";
            ConstL moves::const_l 1 "dI-";
            Const64 moves::const_64 2 "d--L";

            // int arithmetic, register and immediate forms.
            Iadd arith::iadd 1 "dss";
            Isub arith::isub 1 "dss";
            Imul arith::imul 1 "dss";
            Idiv arith::idiv 1 "dss";
            Irem arith::irem 1 "dss";
            Ishl arith::ishl 1 "dss";
            Ishr arith::ishr 1 "dss";
            Iushr arith::iushr 1 "dss";
            Iand arith::iand 1 "dss";
            Ior arith::ior 1 "dss";
            Ixor arith::ixor 1 "dss";
            IaddI arith::iadd_i 1 "dsi";
            ImulI arith::imul_i 1 "dsi";
            IdivI arith::idiv_i 1 "dsi";
            IremI arith::irem_i 1 "dsi";
            IshlI arith::ishl_i 1 "dsi";
            IshrI arith::ishr_i 1 "dsi";
            IushrI arith::iushr_i 1 "dsi";
            IandI arith::iand_i 1 "dsi";
            IorI arith::ior_i 1 "dsi";
            IxorI arith::ixor_i 1 "dsi";
            Ineg arith::ineg 1 "ds-";

            // long arithmetic.
            Ladd arith::ladd 1 "dss";
            Lsub arith::lsub 1 "dss";
            Lmul arith::lmul 1 "dss";
            Ldiv arith::ldiv 1 "dss";
            Lrem arith::lrem 1 "dss";
            Lshl arith::lshl 1 "dss";
            Lshr arith::lshr 1 "dss";
            Lushr arith::lushr 1 "dss";
            Land arith::land 1 "dss";
            Lor arith::lor 1 "dss";
            Lxor arith::lxor 1 "dss";
            LaddI arith::ladd_i 1 "dsi";
            LmulI arith::lmul_i 1 "dsi";
            LdivI arith::ldiv_i 1 "dsi";
            LremI arith::lrem_i 1 "dsi";
            LshlI arith::lshl_i 1 "dsi";
            LshrI arith::lshr_i 1 "dsi";
            LushrI arith::lushr_i 1 "dsi";
            LandI arith::land_i 1 "dsi";
            LorI arith::lor_i 1 "dsi";
            LxorI arith::lxor_i 1 "dsi";
            Lneg arith::lneg 1 "ds-";

            // Floating point.
            Fadd arith::fadd 1 "dss";
            Fsub arith::fsub 1 "dss";
            Fmul arith::fmul 1 "dss";
            Fdiv arith::fdiv 1 "dss";
            Frem arith::frem 1 "dss";
            Fneg arith::fneg 1 "ds-";
            Dadd arith::dadd 1 "dss";
            Dsub arith::dsub 1 "dss";
            Dmul arith::dmul 1 "dss";
            Ddiv arith::ddiv 1 "dss";
            Drem arith::drem 1 "dss";
            Dneg arith::dneg 1 "ds-";

            // Conversions and comparisons.
            I2l arith::i2l 1 "ds-";
            I2f arith::i2f 1 "ds-";
            I2d arith::i2d 1 "ds-";
            L2i arith::l2i 1 "ds-";
            L2f arith::l2f 1 "ds-";
            L2d arith::l2d 1 "ds-";
            F2i arith::f2i 1 "ds-";
            F2l arith::f2l 1 "ds-";
            F2d arith::f2d 1 "ds-";
            D2i arith::d2i 1 "ds-";
            D2l arith::d2l 1 "ds-";
            D2f arith::d2f 1 "ds-";
            I2b arith::i2b 1 "ds-";
            I2c arith::i2c 1 "ds-";
            I2s arith::i2s 1 "ds-";
            Lcmp arith::lcmp 1 "dss";
            Fcmpl arith::fcmpl 1 "dss";
            Fcmpg arith::fcmpg 1 "dss";
            Dcmpl arith::dcmpl 1 "dss";
            Dcmpg arith::dcmpg 1 "dss";

            // Branches forward, and (`P`) backward with a safepoint poll.
            Goto branch::goto 1 "-O-";
            GotoP branch::goto_p 1 "-O-";
            IfIeq branch::if_ieq 1 "sso";
            IfIne branch::if_ine 1 "sso";
            IfIlt branch::if_ilt 1 "sso";
            IfIge branch::if_ige 1 "sso";
            IfIeqP branch::if_ieq_p 1 "sso";
            IfIneP branch::if_ine_p 1 "sso";
            IfIltP branch::if_ilt_p 1 "sso";
            IfIgeP branch::if_ige_p 1 "sso";
            IfIeqI branch::if_ieq_i 1 "sio";
            IfIneI branch::if_ine_i 1 "sio";
            IfIltI branch::if_ilt_i 1 "sio";
            IfIgeI branch::if_ige_i 1 "sio";
            IfIgtI branch::if_igt_i 1 "sio";
            IfIleI branch::if_ile_i 1 "sio";
            IfIeqIP branch::if_ieq_i_p 1 "sio";
            IfIneIP branch::if_ine_i_p 1 "sio";
            IfIltIP branch::if_ilt_i_p 1 "sio";
            IfIgeIP branch::if_ige_i_p 1 "sio";
            IfIgtIP branch::if_igt_i_p 1 "sio";
            IfIleIP branch::if_ile_i_p 1 "sio";
            IfLeq branch::if_leq 1 "sso";
            IfLne branch::if_lne 1 "sso";
            IfLlt branch::if_llt 1 "sso";
            IfLge branch::if_lge 1 "sso";
            IfLeqP branch::if_leq_p 1 "sso";
            IfLneP branch::if_lne_p 1 "sso";
            IfLltP branch::if_llt_p 1 "sso";
            IfLgeP branch::if_lge_p 1 "sso";
            IfLeqI branch::if_leq_i 1 "sio";
            IfLneI branch::if_lne_i 1 "sio";
            IfLltI branch::if_llt_i 1 "sio";
            IfLgeI branch::if_lge_i 1 "sio";
            IfLgtI branch::if_lgt_i 1 "sio";
            IfLleI branch::if_lle_i 1 "sio";
            IfLeqIP branch::if_leq_i_p 1 "sio";
            IfLneIP branch::if_lne_i_p 1 "sio";
            IfLltIP branch::if_llt_i_p 1 "sio";
            IfLgeIP branch::if_lge_i_p 1 "sio";
            IfLgtIP branch::if_lgt_i_p 1 "sio";
            IfLleIP branch::if_lle_i_p 1 "sio";
            IfFlt branch::if_flt 1 "sso";
            IfFle branch::if_fle 1 "sso";
            IfFeq branch::if_feq 1 "sso";
            IfFne branch::if_fne 1 "sso";
            IfFnlt branch::if_fnlt 1 "sso";
            IfFnle branch::if_fnle 1 "sso";
            IfFltP branch::if_flt_p 1 "sso";
            IfFleP branch::if_fle_p 1 "sso";
            IfFeqP branch::if_feq_p 1 "sso";
            IfFneP branch::if_fne_p 1 "sso";
            IfFnltP branch::if_fnlt_p 1 "sso";
            IfFnleP branch::if_fnle_p 1 "sso";
            IfDlt branch::if_dlt 1 "sso";
            IfDle branch::if_dle 1 "sso";
            IfDeq branch::if_deq 1 "sso";
            IfDne branch::if_dne 1 "sso";
            IfDnlt branch::if_dnlt 1 "sso";
            IfDnle branch::if_dnle 1 "sso";
            IfDltP branch::if_dlt_p 1 "sso";
            IfDleP branch::if_dle_p 1 "sso";
            IfDeqP branch::if_deq_p 1 "sso";
            IfDneP branch::if_dne_p 1 "sso";
            IfDnltP branch::if_dnlt_p 1 "sso";
            IfDnleP branch::if_dnle_p 1 "sso";
            // i += 1, then branch back if i < n.
            IncIfIltP branch::inc_if_ilt_p 1 "xso";
            Tableswitch branch::tableswitch 0 "sI-";
            Lookupswitch branch::lookupswitch 0 "sI-";

            // Arrays: value, array, index.
            Iaload arrays::iaload 1 "dss";
            Laload arrays::laload 1 "dss";
            Baload arrays::baload 1 "dss";
            Caload arrays::caload 1 "dss";
            Saload arrays::saload 1 "dss";
            Iastore arrays::iastore 1 "sss";
            Lastore arrays::lastore 1 "sss";
            Bastore arrays::bastore 1 "sss";
            Sastore arrays::sastore 1 "sss";
            Aastore arrays::aastore 1 "sss";
            Arraylength arrays::arraylength 1 "ds-";

            // Instance fields: value, object, offset.
            GetfieldU fields::getfield_u 1 "ds-";
            GetfieldB fields::getfield_b 1 "dsn";
            GetfieldC fields::getfield_c 1 "dsn";
            GetfieldS fields::getfield_s 1 "dsn";
            GetfieldI fields::getfield_i 1 "dsn";
            GetfieldJ fields::getfield_j 1 "dsn";
            GetfieldVB fields::getfield_vb 1 "dsn";
            GetfieldVC fields::getfield_vc 1 "dsn";
            GetfieldVS fields::getfield_vs 1 "dsn";
            GetfieldVI fields::getfield_vi 1 "dsn";
            GetfieldVJ fields::getfield_vj 1 "dsn";
            PutfieldU fields::putfield_u 1 "ss-";
            PutfieldZ fields::putfield_z 1 "ssn";
            PutfieldB fields::putfield_b 1 "ssn";
            PutfieldS fields::putfield_s 1 "ssn";
            PutfieldI fields::putfield_i 1 "ssn";
            PutfieldJ fields::putfield_j 1 "ssn";
            PutfieldA fields::putfield_a 1 "ssn";
            PutfieldVZ fields::putfield_vz 1 "ssn";
            PutfieldVB fields::putfield_vb 1 "ssn";
            PutfieldVS fields::putfield_vs 1 "ssn";
            PutfieldVI fields::putfield_vi 1 "ssn";
            PutfieldVJ fields::putfield_vj 1 "ssn";
            PutfieldVA fields::putfield_va 1 "ssn";

            // Static fields: value, offset in the static area.
            GetstaticU fields::getstatic_u 1 "d--";
            GetstaticB fields::getstatic_b 1 "dI-";
            GetstaticC fields::getstatic_c 1 "dI-";
            GetstaticS fields::getstatic_s 1 "dI-";
            GetstaticI fields::getstatic_i 1 "dI-";
            GetstaticJ fields::getstatic_j 1 "dI-";
            GetstaticVB fields::getstatic_vb 1 "dI-";
            GetstaticVC fields::getstatic_vc 1 "dI-";
            GetstaticVS fields::getstatic_vs 1 "dI-";
            GetstaticVI fields::getstatic_vi 1 "dI-";
            GetstaticVJ fields::getstatic_vj 1 "dI-";
            PutstaticU fields::putstatic_u 1 "s--";
            PutstaticZ fields::putstatic_z 1 "sI-";
            PutstaticB fields::putstatic_b 1 "sI-";
            PutstaticS fields::putstatic_s 1 "sI-";
            PutstaticI fields::putstatic_i 1 "sI-";
            PutstaticJ fields::putstatic_j 1 "sI-";
            PutstaticVZ fields::putstatic_vz 1 "sI-";
            PutstaticVB fields::putstatic_vb 1 "sI-";
            PutstaticVS fields::putstatic_vs 1 "sI-";
            PutstaticVI fields::putstatic_vi 1 "sI-";
            PutstaticVJ fields::putstatic_vj 1 "sI-";
            PutstaticA fields::putstatic_a 1 "sI-";
            PutstaticVA fields::putstatic_va 1 "sI-";

            // Calls: first argument slot; two words each.
            InvokestaticU calls::invokestatic_u 2 "sn-L";
            InvokespecialU calls::invokespecial_u 2 "sn-L";
            InvokevirtualU calls::invokevirtual_u 2 "sn-L";
            InvokeinterfaceU calls::invokeinterface_u 2 "s--L";
            InvokedynamicU calls::invokedynamic_u 2 "sn-L";
            Invokestatic calls::invokestatic 2 "s--L";
            Invokespecial calls::invokespecial 2 "s--L";
            InvokespecialOfInterface calls::invokespecial_of_interface 2 "s--L";
            Invokevirtual calls::invokevirtual 2 "s--L";
            Invokeinterface calls::invokeinterface 2 "s--L";
            InvokeinterfaceMega calls::invokeinterface_mega 2 "s--L";
            InvokeLinked calls::invoke_linked 2 "snnL";
            InvokeBasic calls::invoke_basic 2 "s--L";
            LinkToStatic calls::link_to_static 2 "sn-L";
            LinkToSpecial calls::link_to_special 2 "sn-L";
            LinkToVirtual calls::link_to_virtual 2 "sn-L";
            LinkToInterface calls::link_to_interface 2 "sn-L";
            Return calls::return_void 1 "---";
            ReturnValue calls::return_value 1 "s--";
            ReturnI calls::return_i 1 "-I-";
            ReturnZ calls::return_z 1 "s--";
            ReturnB calls::return_b 1 "s--";
            ReturnC calls::return_c 1 "s--";
            ReturnS calls::return_s 1 "s--";

            // Objects.
            NewU objects::new_u 1 "d--";
            New objects::new 1 "dI-";
            NewarrayU objects::newarray_u 2 "ds-L";
            Newarray objects::newarray 2 "ds-L";
            Multianewarray objects::multianewarray 1 "x-n";
            CheckcastU objects::checkcast_u 1 "s--";
            Checkcast objects::checkcast 1 "sI-";
            InstanceofU objects::instanceof_u 2 "ds-L";
            Instanceof objects::instanceof 2 "ds-L";
            LdcU objects::ldc_u 2 "d--L";
            Ldc objects::ldc 2 "d--L";
            Monitorenter objects::monitorenter 1 "s--";
            Monitorexit objects::monitorexit 1 "s--";
            Athrow objects::athrow 1 "s--";
        }
    };
}
pub(super) use for_each_insn;

macro_rules! define_ops {
    ($($variant:ident $module:ident::$handler:ident $words:literal $operands:literal;)*) => {
        /// An operation of the register IR; the discriminant is `Insn::op`.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u16)]
        pub(super) enum Op { $($variant,)* }

        /// All operations, by number.
        pub(super) const ALL: &[Op] = &[$(Op::$variant,)*];
        const WORDS: &[u8] = &[$($words,)*];
        const OPERANDS: &[&str] = &[$($operands,)*];
    };
}
for_each_insn!(define_ops);

impl Op {
    /// Length in words; 0 if that depends on the operands (switches).
    pub(super) const fn words(self) -> usize {
        WORDS[self as usize] as usize
    }

    /// The operand letters of the table.
    pub(super) const fn operands(self) -> &'static str {
        OPERANDS[self as usize]
    }

    /// The operation with this number.
    pub(super) fn from_number(number: u16) -> Option<Op> {
        ALL.get(number as usize).copied()
    }
}

/// An instruction word.
pub(super) const fn word(op: Op, a: u16, b: u16, c: u16) -> Insn {
    Insn { op: op as u16, a, b, c }
}

/// An instruction word with a 32-bit number in `b` and `c`.
pub(super) const fn word_wide(op: Op, a: u16, number: u32) -> Insn {
    Insn { op: op as u16, a, b: number as u16, c: (number >> 16) as u16 }
}

/// A literal word.
pub(super) const fn literal(value: u64) -> Insn {
    Insn {
        op: value as u16,
        a: (value >> 16) as u16,
        b: (value >> 32) as u16,
        c: (value >> 48) as u16,
    }
}

/// The number in `b` and `c`.
pub(super) const fn wide_operand(insn: &Insn) -> u32 {
    insn.b as u32 | (insn.c as u32) << 16
}

/// The operation of the word at `pc` (acquire), for code that may be rewritten
/// at this moment.
///
/// # Safety
///
/// `pc` must point into translated code.
#[inline(always)]
pub(super) unsafe fn op_at(pc: *const Insn) -> u16 {
    // SAFETY: `op` is the first member of a live instruction word, and is
    // written through the same atomic type only.
    unsafe { &*pc.cast::<AtomicU16>() }.load(Ordering::Acquire)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_table() {
        for (number, op) in ALL.iter().enumerate() {
            assert_eq!(*op as usize, number);
            assert_eq!(Op::from_number(number as u16), Some(*op));
            let literal = op.operands().ends_with('L');
            assert!(op.words() == if literal { 2 } else { 1 } || op.words() == 0, "{op:?}");
        }
    }

    #[test]
    fn numbers_survive_packing() {
        let insn = word_wide(Op::ConstI, 7, 0xdead_beef);
        assert_eq!(wide_operand(&insn), 0xdead_beef);
        let bits = 0x0123_4567_89ab_cdef;
        // SAFETY: an instruction word is eight plain bytes.
        assert_eq!(unsafe { std::mem::transmute::<Insn, u64>(literal(bits)) }, bits);
    }
}
