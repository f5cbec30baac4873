//! Instructions of two bytes that a processor for Java bytecode once had. No class
//! file may contain them; the tool of release 17 shows damaged code with them.

/// The prefixes of those that any program may use, and of the privileged ones.
const PREFIXES: [u8; 2] = [254, 255];

/// By the byte behind either prefix; the privileged ones have longer names.
const SHARED: &[(u8, &str)] = &[
    (0, "load_ubyte"),
    (1, "load_byte"),
    (2, "load_char"),
    (3, "load_short"),
    (4, "load_word"),
    (10, "load_char_oe"),
    (11, "load_short_oe"),
    (12, "load_word_oe"),
    (16, "ncload_ubyte"),
    (17, "ncload_byte"),
    (18, "ncload_char"),
    (19, "ncload_short"),
    (20, "ncload_word"),
    (26, "ncload_char_oe"),
    (27, "ncload_short_oe"),
    (28, "ncload_word_oe"),
    (30, "cache_flush"),
    (32, "store_byte"),
    (34, "store_short"),
    (36, "store_word"),
    (42, "store_short_oe"),
    (44, "store_word_oe"),
    (48, "ncstore_byte"),
    (50, "ncstore_short"),
    (52, "ncstore_word"),
    (58, "ncstore_short_oe"),
    (60, "ncstore_word_oe"),
    (62, "zero_line"),
];

const UNPRIVILEGED: &[(u8, &str)] = &[(5, "ret_from_sub"), (63, "enter_sync_method")];

const PRIVILEGED: &[(u8, &str)] = &[
    (5, "ret_from_trap"),
    (6, "read_dcache_tag"),
    (7, "read_dcache_data"),
    (14, "read_icache_tag"),
    (15, "read_icache_data"),
    (22, "powerdown"),
    (23, "read_scache_data"),
    (31, "cache_index_flush"),
    (38, "write_dcache_tag"),
    (39, "write_dcache_data"),
    (46, "write_icache_tag"),
    (47, "write_icache_data"),
    (54, "reset"),
    (55, "write_scache_data"),
];

/// The name of the instruction that these bytes are, if they are one.
pub(super) fn name(prefix: u8, code: u8) -> Option<String> {
    let privileged = PREFIXES.iter().position(|&known| known == prefix)? == 1;
    let own = if privileged { PRIVILEGED } else { UNPRIVILEGED };
    let found = SHARED.iter().chain(own).find(|(known, _)| *known == code);
    let name = match (found, code) {
        (Some((_, name)), _) => (*name).to_owned(),
        (None, 64..=95) if privileged => format!("read_reg_{}", code - 64),
        (None, 96..=127) if privileged => format!("write_reg_{}", code - 96),
        _ => return None,
    };
    Some(if privileged { format!("priv_{name}") } else { name })
}
