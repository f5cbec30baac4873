//! How large eden should be.
//!
//! A larger eden is collected less often and lets more objects die, a smaller
//! one stays in the cache and is collected faster. Sizes are the least size
//! times powers of two; for each the cost of a collection per byte allocated is
//! remembered. While the cost matters, the next larger size is tried, unless its
//! collections would take long and there is no sign that they would be cheaper,
//! or far too long; then the cheapest is taken, or, where its collections take long, a smaller
//! one that costs hardly more. If most of what was promoted turns out to die
//! old, eden is too small to let it die young, and long collections are accepted.

use std::time::Duration;

/// Least eden.
const LEAST_EDEN: usize = 1 << 20;
/// Number of the size to start with: small enough to stay in the cache.
const FIRST: usize = 2;
/// Sizes that are told apart.
const CLASSES: usize = 16;
/// Collections longer than this are worth avoiding.
const LONG_PAUSE: Duration = Duration::from_millis(8);
/// Collections longer than this are too long, whatever they cost.
const TOO_LONG: Duration = Duration::from_millis(30);
/// Per cent of the least cost that shorter collections may cost.
const BEARABLE: u64 = 125;
/// Cost, in nanoseconds per 1024 bytes allocated, that does not matter. A
/// program fills eden at about a byte a nanosecond, so this is 4 per cent.
const CHEAP: u64 = 40;
/// Cost at which larger sizes are tried although collections take long: an old
/// generation with many dirty cards costs the same whatever the size of eden.
const DEAR: u64 = 160;
/// Collections after which larger sizes are tried again.
const FORGET_AFTER: u32 = 64;

/// What is known of one size.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Nanoseconds of collection per 1024 bytes allocated; 0: not known.
    cost: u64,
    pause: Duration,
}

/// Chooses the size of eden.
#[derive(Debug)]
pub(crate) struct EdenSize {
    known: [Known; CLASSES],
    class: usize,
    collections: u32,
    /// Whether long collections are accepted.
    patient: bool,
}

impl EdenSize {
    pub(crate) fn new() -> EdenSize {
        EdenSize {
            known: [Known::default(); CLASSES],
            class: FIRST,
            collections: 0,
            patient: false,
        }
    }

    /// The size now chosen, at most `most`.
    pub(crate) fn bytes(&self, most: usize) -> usize {
        (LEAST_EDEN << self.class).min(most)
    }

    /// Learns from a young collection that took `cpu` on all processors, `pause`
    /// on one, after `allocated` bytes, in a heap that allows `most` bytes of
    /// eden.
    pub(crate) fn learn(&mut self, cpu: Duration, pause: Duration, allocated: usize, most: usize) {
        if allocated < self.bytes(most) / 2 {
            return; // came early, for another reason
        }
        let cost = (cpu.as_nanos() as u64 / (allocated as u64 / 1024).max(1)).max(1);
        let known = &mut self.known[self.class];
        let averaged = if known.cost == 0 { cost } else { (known.cost * 3 + cost) / 4 };
        *known = Known { cost: averaged, pause };
        self.collections += 1;
        if self.collections.is_multiple_of(FORGET_AFTER) {
            for neighbour in [self.class.checked_sub(1), Some(self.class + 1)] {
                if let Some(known) = neighbour.and_then(|class| self.known.get_mut(class)) {
                    *known = Known::default();
                }
            }
        }
        if averaged > CHEAP || pause > LONG_PAUSE {
            self.class = self.choose(most);
        }
    }

    /// Learns from a full collection that left `after` of `before` mature bytes.
    pub(crate) fn learn_full(&mut self, before: usize, after: usize) {
        self.patient = after < before / 2;
    }

    fn choose(&self, most: usize) -> usize {
        let largest = (0..CLASSES).rev().find(|&c| LEAST_EDEN << c < most * 2).unwrap_or(0);
        let known = || (0..=largest).filter(|&c| self.known[c].cost != 0);
        let from = if self.patient { known().next_back().unwrap_or(0) } else { self.class };
        let larger = from + 1;
        if larger <= largest && self.known[larger].cost == 0 && self.may_explore() {
            return larger;
        }
        let Some(best) = known().min_by_key(|&c| self.known[c].cost) else { return self.class };
        let bearable = self.known[best].cost * BEARABLE / 100;
        let mut class = best;
        while class > 0 && !self.patient && self.known[class].pause > LONG_PAUSE {
            match self.known[class - 1].cost {
                0 => return class - 1, // worth a try
                cost if cost <= bearable => class -= 1,
                _ => break,
            }
        }
        class
    }

    /// Whether a larger size is worth a try: if its collections will not take
    /// long either, or the last step has made them cheaper, or they cost much.
    fn may_explore(&self) -> bool {
        let here = self.known[self.class];
        let smaller = self.class.checked_sub(1).map_or(0, |class| self.known[class].cost);
        let short = here.pause * 2 <= LONG_PAUSE;
        let dear = here.cost > DEAR && here.pause < TOO_LONG;
        self.patient || short || dear || here.cost < smaller / 10 * 8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs collections of a program whose pauses depend on eden like this.
    fn settle(pause: impl Fn(usize) -> u64) -> usize {
        const MOST: usize = 256 << 20;
        let mut size = EdenSize::new();
        for _ in 0..60 {
            let eden = size.bytes(MOST);
            let pause = Duration::from_micros(pause(eden >> 20));
            size.learn(pause, pause, eden, MOST);
        }
        size.bytes(MOST) >> 20
    }

    #[test]
    fn cheap_collections_keep_eden_small() {
        assert_eq!(settle(|_| 50), 4);
    }

    #[test]
    fn fixed_costs_make_eden_grow() {
        assert_eq!(settle(|_| 20_000), 256);
        assert_eq!(settle(|_| 1_000), 32);
    }

    #[test]
    fn collections_are_shortened_where_that_costs_little() {
        // Everything survives, at half a megabyte a millisecond.
        assert_eq!(settle(|mb| mb as u64 * 2_000), 4);
        // Six times slower.
        assert_eq!(settle(|mb| mb as u64 * 6_000), 1);
    }

    #[test]
    fn dirty_cards_make_eden_grow() {
        assert_eq!(settle(|mb| 15_000 + mb as u64 * 500), 64);
    }

    #[test]
    fn growing_structures_keep_pauses_short() {
        assert!(settle(|mb| mb as u64 * 1000 + 20) <= 8);
    }

    #[test]
    fn promoting_what_dies_soon_makes_eden_grow() {
        // 70 MB survive at any time.
        let pause = |eden: usize| Duration::from_millis(eden.min(70 << 20) as u64 >> 20);
        let mut size = EdenSize::new();
        for round in 0..100 {
            if round == 20 {
                assert!(size.bytes(1 << 28) < 64 << 20);
                size.learn_full(100, 20);
            }
            let eden = size.bytes(1 << 28);
            size.learn(pause(eden), pause(eden), eden, 1 << 28);
        }
        assert_eq!(size.bytes(1 << 28) >> 20, 256);
    }

    #[test]
    fn a_hopeless_size_is_not_tried() {
        let mut size = EdenSize::new();
        let mut largest = 0;
        for _ in 0..1_000 {
            let eden = size.bytes(1 << 30);
            largest = largest.max(eden >> 20);
            let pause = Duration::from_millis(eden as u64 >> 18);
            size.learn(pause, pause, eden, 1 << 30);
        }
        assert_eq!(largest, 8, "a pause of 32 ms");
    }
}
