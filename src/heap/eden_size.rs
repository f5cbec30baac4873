//! How large eden should be.
//!
//! A larger eden is collected less often and lets more objects die, a smaller
//! one stays in the cache and is collected faster. Sizes are the least size
//! times powers of two; for each the cost of a collection per byte collected is
//! remembered. While the cost matters, the next larger size is tried, unless its
//! collections would take long and there is no sign that they would be cheaper,
//! or far too long; then the cheapest is taken, or, where its collections take
//! long, a smaller one that costs hardly more.
//!
//! Where much survives, a far larger size is tried at once, as on the way there
//! each size would promote all that the larger lets die. If then, too, nearly
//! everything survives, the size makes no difference, and a small one gives the
//! shortest pauses; if less does, that size is kept, long as its collections
//! take. So it is if most of what was promoted turns out to die old.

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
/// Per cent of the least cost at which it is not only the cold cache that makes
/// short collections dearer, or the first one after a long one.
const FAR_DEARER: u64 = 200;
/// Cost, in nanoseconds per 1024 bytes collected, that does not matter. A
/// program fills eden at about a byte a nanosecond, so this is 2 per cent.
const CHEAP: u64 = 20;
/// Cost at which larger sizes are tried although collections take long: an old
/// generation with many dirty cards costs the same whatever the size of eden.
const DEAR: u64 = 160;
/// Per cent of eden that must survive for a far larger size to be tried at once.
const MUCH: usize = 25;
/// Per cent of eden at whose survival the size makes no difference.
const NEARLY_ALL: usize = 75;
/// Number of the size that is tried where much survives.
const FAR: usize = 7;
/// That trial may take so long, if all survives: no longer than a full
/// collection of a large heap.
const LONGEST_TRIAL: Duration = Duration::from_millis(500);
/// Collections after which larger sizes are tried again.
const FORGET_AFTER: u32 = 64;

/// What is known of one size.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Nanoseconds of collection per 1024 bytes collected; 0: not known.
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
    /// Whether nearly everything survived the largest eden that was tried.
    hopeless: bool,
}

/// What a young collection has found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Experience {
    /// Time on all processors.
    pub(crate) cpu: Duration,
    /// Time on the leading one.
    pub(crate) pause: Duration,
    /// Bytes allocated since the last collection, and those that had survived it.
    pub(crate) collected: usize,
    /// Bytes that survived.
    pub(crate) kept: usize,
}

impl EdenSize {
    pub(crate) fn new() -> EdenSize {
        EdenSize {
            known: [Known::default(); CLASSES],
            class: FIRST,
            collections: 0,
            patient: false,
            hopeless: false,
        }
    }

    /// The size now chosen, at most `most`.
    pub(crate) fn bytes(&self, most: usize) -> usize {
        (LEAST_EDEN << self.class).min(most)
    }

    /// Learns from a young collection in a heap that allows `most` bytes of eden.
    pub(crate) fn learn(&mut self, found: Experience, most: usize) {
        let Experience { cpu, pause, collected, kept } = found;
        if collected < self.bytes(most) / 2 {
            return; // came early, for another reason
        }
        let cost = (cpu.as_nanos() as u64 / (collected as u64 / 1024).max(1)).max(1);
        let known = &mut self.known[self.class];
        let averaged = match known.cost {
            // Nothing known, or the program does something else now.
            old if cost > old * 2 || cost * 2 < old => cost,
            old => (old * 3 + cost) / 4,
        };
        *known = Known { cost: averaged, pause };
        self.collections += 1;
        if self.collections.is_multiple_of(FORGET_AFTER) {
            let here = self.known[self.class];
            self.known = [Known::default(); CLASSES];
            self.known[self.class] = here;
        }
        let share = kept.saturating_mul(100) / collected;
        if averaged > CHEAP || pause > LONG_PAUSE {
            let class = self.choose(most, share);
            if self.collections == 1 {
                // It ran with a cold cache, and says little of the next ones.
                self.known[self.class] = Known::default();
            }
            self.class = class;
        }
    }

    /// Learns from a full collection that left `after` of `before` mature bytes.
    pub(crate) fn learn_full(&mut self, before: usize, after: usize) {
        self.patient = after < before / 2;
    }

    /// Whether nearly everything survives, whatever the size.
    pub(crate) fn nothing_dies(&self) -> bool {
        self.hopeless
    }

    fn choose(&mut self, most: usize, share: usize) -> usize {
        let largest = (0..CLASSES).rev().find(|&c| LEAST_EDEN << c < most * 2).unwrap_or(0);
        let far = self.far(largest);
        let nearly_all = share > NEARLY_ALL;
        if nearly_all && self.class >= far {
            self.hopeless = true;
        } else if share <= MUCH {
            self.hopeless = false;
        }
        if nearly_all
            && self.hopeless
            && !self.patient
            && let Some(class) = self.shorter()
        {
            return class;
        }
        if share > MUCH && self.class < far && self.known[far].cost == 0 {
            return far;
        }
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
                // Worth a try, unless less would die in it.
                0 if nearly_all || self.known[class].cost < DEAR => return class - 1,
                0 => break,
                cost if cost <= bearable => class -= 1,
                _ => break,
            }
        }
        class
    }

    /// A size with shorter collections where nearly everything survives, unless
    /// there is something else that makes them dear, such as many dirty cards.
    fn shorter(&self) -> Option<usize> {
        let least = self.known.iter().map(|known| known.cost).filter(|&cost| cost != 0).min()?;
        let bearable = |&class: &usize| self.known[class].cost <= least * FAR_DEARER / 100;
        if self.known[self.class].pause <= LONG_PAUSE {
            return Some(self.class).filter(bearable);
        }
        let smaller = if self.class > FIRST { FIRST } else { self.class.saturating_sub(1) };
        [smaller, self.class].into_iter().find(bearable)
    }

    /// The size that is tried where much survives.
    fn far(&self, largest: usize) -> usize {
        let here = self.known[self.class].pause;
        let bearable = |&class: &usize| here * (1 << (class - self.class)) <= LONGEST_TRIAL;
        let classes = self.class..=FAR.min(largest).max(self.class);
        classes.rev().find(bearable).unwrap_or(self.class)
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

    /// Learns from a collection that took `pause`.
    fn learn(size: &mut EdenSize, pause: Duration, kept: usize, most: usize) {
        let collected = size.bytes(most);
        size.learn(Experience { cpu: pause, pause, collected, kept }, most);
    }

    /// Runs collections of a program whose pauses, in microseconds, and kept
    /// megabytes depend on eden like this.
    fn settle(pause: impl Fn(usize) -> usize, kept: impl Fn(usize) -> usize) -> usize {
        const MOST: usize = 256 << 20;
        let mut size = EdenSize::new();
        for _ in 0..60 {
            let eden = size.bytes(MOST) >> 20;
            let pause = Duration::from_micros(pause(eden) as u64);
            learn(&mut size, pause, kept(eden) << 20, MOST);
        }
        size.bytes(MOST) >> 20
    }

    #[test]
    fn cheap_collections_keep_eden_small() {
        assert_eq!(settle(|_| 50, |_| 0), 4);
    }

    #[test]
    fn fixed_costs_make_eden_grow() {
        assert_eq!(settle(|_| 20_000, |_| 0), 256);
        assert_eq!(settle(|_| 1_000, |_| 0), 64);
    }

    #[test]
    fn the_size_makes_no_difference_where_everything_survives() {
        assert_eq!(settle(|mb| mb * 2_000, |mb| mb), 4);
        // So slow that 4 MB take long too.
        assert_eq!(settle(|mb| mb * 6_000, |mb| mb), 1);
    }

    #[test]
    fn dirty_cards_make_eden_grow() {
        assert_eq!(settle(|mb| 15_000 + mb * 500, |_| 0), 64);
    }

    #[test]
    fn what_dies_in_a_large_eden_keeps_it_large() {
        // 30 MB live at any time, a millisecond for each.
        let live = |mb: usize| mb.min(30);
        assert_eq!(settle(|mb| live(mb) * 1_000, live), 128);
    }

    #[test]
    fn the_first_step_is_a_long_one() {
        let mut size = EdenSize::new();
        learn(&mut size, Duration::from_millis(5), 4 << 20, 1 << 30);
        assert_eq!(size.bytes(1 << 30) >> 20, 128);
    }

    #[test]
    fn promoting_what_dies_soon_makes_eden_grow() {
        let mut size = EdenSize::new();
        for round in 0..100 {
            let eden = size.bytes(1 << 28);
            if round == 20 {
                assert_eq!(eden >> 20, 4, "nearly everything survives");
                size.learn_full(100, 20);
            }
            // 110 MB live at any time.
            let kept = eden.min(110 << 20);
            learn(&mut size, Duration::from_millis(kept as u64 >> 20), kept, 1 << 28);
        }
        assert_eq!(size.bytes(1 << 28) >> 20, 256);
    }

    #[test]
    fn a_trial_does_not_take_for_ever() {
        let mut size = EdenSize::new();
        let mut longest = Duration::ZERO;
        for _ in 0..1_000 {
            let eden = size.bytes(1 << 30);
            let pause = Duration::from_millis(eden as u64 >> 18);
            longest = longest.max(pause);
            learn(&mut size, pause, eden, 1 << 30);
        }
        assert_eq!(longest, Duration::from_millis(256));
    }
}
