//! The instruction set of the class file, once (JVMS §6.5).
//!
//! Everything that depends on the set of opcodes is generated from
//! [`for_each_opcode!`](crate::for_each_opcode): the enum, mnemonics, operand
//! formats, lengths, stack effects. A consumer passes the name of its own macro
//! and receives all rows.

/// Calls `$callback!` with one row for each opcode of the class file:
///
/// value, mnemonic, variant of `Opcode`, variant of `OperandFormat`,
/// operands popped, operands pushed (top of the stack last), and `throws` if
/// execution may complete abruptly by itself (`-` if it cannot).
///
/// Stack letters: `i` int and smaller, `l` long, `f` float, `d` double,
/// `a` reference, `r` return address, `v` any one slot (a category-2 value is
/// two), `?` values that a constant-pool entry or operand determines.
#[macro_export]
macro_rules! for_each_opcode {
    ($callback:ident) => {
        $callback! {
            0x00 "nop"             Nop             None         ""     ""       -;
            0x01 "aconst_null"     AconstNull      None         ""     "a"      -;
            0x02 "iconst_m1"       IconstM1        None         ""     "i"      -;
            0x03 "iconst_0"        Iconst0         None         ""     "i"      -;
            0x04 "iconst_1"        Iconst1         None         ""     "i"      -;
            0x05 "iconst_2"        Iconst2         None         ""     "i"      -;
            0x06 "iconst_3"        Iconst3         None         ""     "i"      -;
            0x07 "iconst_4"        Iconst4         None         ""     "i"      -;
            0x08 "iconst_5"        Iconst5         None         ""     "i"      -;
            0x09 "lconst_0"        Lconst0         None         ""     "l"      -;
            0x0a "lconst_1"        Lconst1         None         ""     "l"      -;
            0x0b "fconst_0"        Fconst0         None         ""     "f"      -;
            0x0c "fconst_1"        Fconst1         None         ""     "f"      -;
            0x0d "fconst_2"        Fconst2         None         ""     "f"      -;
            0x0e "dconst_0"        Dconst0         None         ""     "d"      -;
            0x0f "dconst_1"        Dconst1         None         ""     "d"      -;
            0x10 "bipush"          Bipush          Byte         ""     "i"      -;
            0x11 "sipush"          Sipush          Short        ""     "i"      -;
            0x12 "ldc"             Ldc             ConstantByte ""     "?"      throws;
            0x13 "ldc_w"           LdcW            Constant     ""     "?"      throws;
            0x14 "ldc2_w"          Ldc2W           Constant     ""     "?"      throws;
            0x15 "iload"           Iload           Local        ""     "i"      -;
            0x16 "lload"           Lload           Local        ""     "l"      -;
            0x17 "fload"           Fload           Local        ""     "f"      -;
            0x18 "dload"           Dload           Local        ""     "d"      -;
            0x19 "aload"           Aload           Local        ""     "a"      -;
            0x1a "iload_0"         Iload0          None         ""     "i"      -;
            0x1b "iload_1"         Iload1          None         ""     "i"      -;
            0x1c "iload_2"         Iload2          None         ""     "i"      -;
            0x1d "iload_3"         Iload3          None         ""     "i"      -;
            0x1e "lload_0"         Lload0          None         ""     "l"      -;
            0x1f "lload_1"         Lload1          None         ""     "l"      -;
            0x20 "lload_2"         Lload2          None         ""     "l"      -;
            0x21 "lload_3"         Lload3          None         ""     "l"      -;
            0x22 "fload_0"         Fload0          None         ""     "f"      -;
            0x23 "fload_1"         Fload1          None         ""     "f"      -;
            0x24 "fload_2"         Fload2          None         ""     "f"      -;
            0x25 "fload_3"         Fload3          None         ""     "f"      -;
            0x26 "dload_0"         Dload0          None         ""     "d"      -;
            0x27 "dload_1"         Dload1          None         ""     "d"      -;
            0x28 "dload_2"         Dload2          None         ""     "d"      -;
            0x29 "dload_3"         Dload3          None         ""     "d"      -;
            0x2a "aload_0"         Aload0          None         ""     "a"      -;
            0x2b "aload_1"         Aload1          None         ""     "a"      -;
            0x2c "aload_2"         Aload2          None         ""     "a"      -;
            0x2d "aload_3"         Aload3          None         ""     "a"      -;
            0x2e "iaload"          Iaload          None         "ai"   "i"      throws;
            0x2f "laload"          Laload          None         "ai"   "l"      throws;
            0x30 "faload"          Faload          None         "ai"   "f"      throws;
            0x31 "daload"          Daload          None         "ai"   "d"      throws;
            0x32 "aaload"          Aaload          None         "ai"   "a"      throws;
            0x33 "baload"          Baload          None         "ai"   "i"      throws;
            0x34 "caload"          Caload          None         "ai"   "i"      throws;
            0x35 "saload"          Saload          None         "ai"   "i"      throws;
            0x36 "istore"          Istore          Local        "i"    ""       -;
            0x37 "lstore"          Lstore          Local        "l"    ""       -;
            0x38 "fstore"          Fstore          Local        "f"    ""       -;
            0x39 "dstore"          Dstore          Local        "d"    ""       -;
            0x3a "astore"          Astore          Local        "a"    ""       -;
            0x3b "istore_0"        Istore0         None         "i"    ""       -;
            0x3c "istore_1"        Istore1         None         "i"    ""       -;
            0x3d "istore_2"        Istore2         None         "i"    ""       -;
            0x3e "istore_3"        Istore3         None         "i"    ""       -;
            0x3f "lstore_0"        Lstore0         None         "l"    ""       -;
            0x40 "lstore_1"        Lstore1         None         "l"    ""       -;
            0x41 "lstore_2"        Lstore2         None         "l"    ""       -;
            0x42 "lstore_3"        Lstore3         None         "l"    ""       -;
            0x43 "fstore_0"        Fstore0         None         "f"    ""       -;
            0x44 "fstore_1"        Fstore1         None         "f"    ""       -;
            0x45 "fstore_2"        Fstore2         None         "f"    ""       -;
            0x46 "fstore_3"        Fstore3         None         "f"    ""       -;
            0x47 "dstore_0"        Dstore0         None         "d"    ""       -;
            0x48 "dstore_1"        Dstore1         None         "d"    ""       -;
            0x49 "dstore_2"        Dstore2         None         "d"    ""       -;
            0x4a "dstore_3"        Dstore3         None         "d"    ""       -;
            0x4b "astore_0"        Astore0         None         "a"    ""       -;
            0x4c "astore_1"        Astore1         None         "a"    ""       -;
            0x4d "astore_2"        Astore2         None         "a"    ""       -;
            0x4e "astore_3"        Astore3         None         "a"    ""       -;
            0x4f "iastore"         Iastore         None         "aii"  ""       throws;
            0x50 "lastore"         Lastore         None         "ail"  ""       throws;
            0x51 "fastore"         Fastore         None         "aif"  ""       throws;
            0x52 "dastore"         Dastore         None         "aid"  ""       throws;
            0x53 "aastore"         Aastore         None         "aia"  ""       throws;
            0x54 "bastore"         Bastore         None         "aii"  ""       throws;
            0x55 "castore"         Castore         None         "aii"  ""       throws;
            0x56 "sastore"         Sastore         None         "aii"  ""       throws;
            0x57 "pop"             Pop             None         "v"    ""       -;
            0x58 "pop2"            Pop2            None         "vv"   ""       -;
            0x59 "dup"             Dup             None         "v"    "vv"     -;
            0x5a "dup_x1"          DupX1           None         "vv"   "vvv"    -;
            0x5b "dup_x2"          DupX2           None         "vvv"  "vvvv"   -;
            0x5c "dup2"            Dup2            None         "vv"   "vvvv"   -;
            0x5d "dup2_x1"         Dup2X1          None         "vvv"  "vvvvv"  -;
            0x5e "dup2_x2"         Dup2X2          None         "vvvv" "vvvvvv" -;
            0x5f "swap"            Swap            None         "vv"   "vv"     -;
            0x60 "iadd"            Iadd            None         "ii"   "i"      -;
            0x61 "ladd"            Ladd            None         "ll"   "l"      -;
            0x62 "fadd"            Fadd            None         "ff"   "f"      -;
            0x63 "dadd"            Dadd            None         "dd"   "d"      -;
            0x64 "isub"            Isub            None         "ii"   "i"      -;
            0x65 "lsub"            Lsub            None         "ll"   "l"      -;
            0x66 "fsub"            Fsub            None         "ff"   "f"      -;
            0x67 "dsub"            Dsub            None         "dd"   "d"      -;
            0x68 "imul"            Imul            None         "ii"   "i"      -;
            0x69 "lmul"            Lmul            None         "ll"   "l"      -;
            0x6a "fmul"            Fmul            None         "ff"   "f"      -;
            0x6b "dmul"            Dmul            None         "dd"   "d"      -;
            0x6c "idiv"            Idiv            None         "ii"   "i"      throws;
            0x6d "ldiv"            Ldiv            None         "ll"   "l"      throws;
            0x6e "fdiv"            Fdiv            None         "ff"   "f"      -;
            0x6f "ddiv"            Ddiv            None         "dd"   "d"      -;
            0x70 "irem"            Irem            None         "ii"   "i"      throws;
            0x71 "lrem"            Lrem            None         "ll"   "l"      throws;
            0x72 "frem"            Frem            None         "ff"   "f"      -;
            0x73 "drem"            Drem            None         "dd"   "d"      -;
            0x74 "ineg"            Ineg            None         "i"    "i"      -;
            0x75 "lneg"            Lneg            None         "l"    "l"      -;
            0x76 "fneg"            Fneg            None         "f"    "f"      -;
            0x77 "dneg"            Dneg            None         "d"    "d"      -;
            0x78 "ishl"            Ishl            None         "ii"   "i"      -;
            0x79 "lshl"            Lshl            None         "li"   "l"      -;
            0x7a "ishr"            Ishr            None         "ii"   "i"      -;
            0x7b "lshr"            Lshr            None         "li"   "l"      -;
            0x7c "iushr"           Iushr           None         "ii"   "i"      -;
            0x7d "lushr"           Lushr           None         "li"   "l"      -;
            0x7e "iand"            Iand            None         "ii"   "i"      -;
            0x7f "land"            Land            None         "ll"   "l"      -;
            0x80 "ior"             Ior             None         "ii"   "i"      -;
            0x81 "lor"             Lor             None         "ll"   "l"      -;
            0x82 "ixor"            Ixor            None         "ii"   "i"      -;
            0x83 "lxor"            Lxor            None         "ll"   "l"      -;
            0x84 "iinc"            Iinc            Increment    ""     ""       -;
            0x85 "i2l"             I2l             None         "i"    "l"      -;
            0x86 "i2f"             I2f             None         "i"    "f"      -;
            0x87 "i2d"             I2d             None         "i"    "d"      -;
            0x88 "l2i"             L2i             None         "l"    "i"      -;
            0x89 "l2f"             L2f             None         "l"    "f"      -;
            0x8a "l2d"             L2d             None         "l"    "d"      -;
            0x8b "f2i"             F2i             None         "f"    "i"      -;
            0x8c "f2l"             F2l             None         "f"    "l"      -;
            0x8d "f2d"             F2d             None         "f"    "d"      -;
            0x8e "d2i"             D2i             None         "d"    "i"      -;
            0x8f "d2l"             D2l             None         "d"    "l"      -;
            0x90 "d2f"             D2f             None         "d"    "f"      -;
            0x91 "i2b"             I2b             None         "i"    "i"      -;
            0x92 "i2c"             I2c             None         "i"    "i"      -;
            0x93 "i2s"             I2s             None         "i"    "i"      -;
            0x94 "lcmp"            Lcmp            None         "ll"   "i"      -;
            0x95 "fcmpl"           Fcmpl           None         "ff"   "i"      -;
            0x96 "fcmpg"           Fcmpg           None         "ff"   "i"      -;
            0x97 "dcmpl"           Dcmpl           None         "dd"   "i"      -;
            0x98 "dcmpg"           Dcmpg           None         "dd"   "i"      -;
            0x99 "ifeq"            Ifeq            Branch       "i"    ""       -;
            0x9a "ifne"            Ifne            Branch       "i"    ""       -;
            0x9b "iflt"            Iflt            Branch       "i"    ""       -;
            0x9c "ifge"            Ifge            Branch       "i"    ""       -;
            0x9d "ifgt"            Ifgt            Branch       "i"    ""       -;
            0x9e "ifle"            Ifle            Branch       "i"    ""       -;
            0x9f "if_icmpeq"       IfIcmpeq        Branch       "ii"   ""       -;
            0xa0 "if_icmpne"       IfIcmpne        Branch       "ii"   ""       -;
            0xa1 "if_icmplt"       IfIcmplt        Branch       "ii"   ""       -;
            0xa2 "if_icmpge"       IfIcmpge        Branch       "ii"   ""       -;
            0xa3 "if_icmpgt"       IfIcmpgt        Branch       "ii"   ""       -;
            0xa4 "if_icmple"       IfIcmple        Branch       "ii"   ""       -;
            0xa5 "if_acmpeq"       IfAcmpeq        Branch       "aa"   ""       -;
            0xa6 "if_acmpne"       IfAcmpne        Branch       "aa"   ""       -;
            0xa7 "goto"            Goto            Branch       ""     ""       -;
            0xa8 "jsr"             Jsr             Branch       ""     "r"      -;
            0xa9 "ret"             Ret             Local        ""     ""       -;
            0xaa "tableswitch"     Tableswitch     TableSwitch  "i"    ""       -;
            0xab "lookupswitch"    Lookupswitch    LookupSwitch "i"    ""       -;
            0xac "ireturn"         Ireturn         None         "i"    ""       throws;
            0xad "lreturn"         Lreturn         None         "l"    ""       throws;
            0xae "freturn"         Freturn         None         "f"    ""       throws;
            0xaf "dreturn"         Dreturn         None         "d"    ""       throws;
            0xb0 "areturn"         Areturn         None         "a"    ""       throws;
            0xb1 "return"          Return          None         ""     ""       throws;
            0xb2 "getstatic"       Getstatic       Constant     ""     "?"      throws;
            0xb3 "putstatic"       Putstatic       Constant     "?"    ""       throws;
            0xb4 "getfield"        Getfield        Constant     "a"    "?"      throws;
            0xb5 "putfield"        Putfield        Constant     "a?"   ""       throws;
            0xb6 "invokevirtual"   Invokevirtual   Constant     "a?"   "?"      throws;
            0xb7 "invokespecial"   Invokespecial   Constant     "a?"   "?"      throws;
            0xb8 "invokestatic"    Invokestatic    Constant     "?"    "?"      throws;
            0xb9 "invokeinterface" Invokeinterface Interface    "a?"   "?"      throws;
            0xba "invokedynamic"   Invokedynamic   Dynamic      "?"    "?"      throws;
            0xbb "new"             New             Constant     ""     "a"      throws;
            0xbc "newarray"        Newarray        ArrayType    "i"    "a"      throws;
            0xbd "anewarray"       Anewarray       Constant     "i"    "a"      throws;
            0xbe "arraylength"     Arraylength     None         "a"    "i"      throws;
            0xbf "athrow"          Athrow          None         "a"    ""       throws;
            0xc0 "checkcast"       Checkcast       Constant     "a"    "a"      throws;
            0xc1 "instanceof"      Instanceof      Constant     "a"    "i"      throws;
            0xc2 "monitorenter"    Monitorenter    None         "a"    ""       throws;
            0xc3 "monitorexit"     Monitorexit     None         "a"    ""       throws;
            0xc4 "wide"            Wide            Wide         ""     ""       -;
            0xc5 "multianewarray"  Multianewarray  MultiArray   "?"    "a"      throws;
            0xc6 "ifnull"          Ifnull          Branch       "a"    ""       -;
            0xc7 "ifnonnull"       Ifnonnull       Branch       "a"    ""       -;
            0xc8 "goto_w"          GotoW           BranchWide   ""     ""       -;
            0xc9 "jsr_w"           JsrW            BranchWide   ""     "r"      -;
        }
    };
}
