//! Changes that know nothing of the format: bytes, lengths, and pieces of
//! other inputs.

use crate::random::Random;

/// The longest input that is made.
const MAX_LENGTH: usize = 64 << 10;

/// Numbers that counts and lengths fear.
const BORDERS: [u8; 7] = [0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff, 0x40];

/// Changes up to five places of `bytes`; `other` donates pieces.
pub fn bytes(bytes: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(5) {
        if bytes.is_empty() {
            bytes.push(random.below(256) as u8);
        }
        let at = random.below(bytes.len());
        let end = bytes.len().min(at + 1 + random.below(16));
        match random.below(9) {
            0 => bytes.truncate(at),
            1 => {
                let value = BORDERS[random.below(BORDERS.len())];
                bytes[at..].iter_mut().take(4).for_each(|byte| *byte = value);
            }
            2 => bytes[at] = BORDERS[random.below(BORDERS.len())],
            3 => bytes[at] = bytes[at].wrapping_add(1),
            4 => bytes[at] = bytes[at].wrapping_sub(1),
            5 => drop(bytes.drain(at..end)),
            6 => {
                let piece = bytes[at..end].to_vec();
                let most = if random.chance(10) { 400 } else { 3 };
                let times = 1 + random.below(most);
                bytes.splice(at..at, piece.repeat(times));
            }
            7 if !other.is_empty() => {
                let from = random.below(other.len());
                let to = other.len().min(from + 1 + random.below(64));
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            _ => bytes[at] ^= 1 << random.below(8),
        }
        bytes.truncate(MAX_LENGTH);
    }
    bytes
}
