//! Threads that wait for each other in a circle.

use super::ThreadSnapshot;
use std::collections::HashMap;

/// Which locks count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::native) enum Locks {
    /// Monitors only.
    Monitors,
    /// Monitors and the synchronizers of `java.util.concurrent`.
    All,
}

/// The circles among the threads, each as indices in the order of waiting: each
/// waits for the next, the last for the first.
pub(in crate::native) fn cycles(threads: &[ThreadSnapshot], locks: Locks) -> Vec<Vec<usize>> {
    let by_id: HashMap<u64, usize> =
        threads.iter().enumerate().map(|(at, thread)| (thread.id, at)).collect();
    let waits_for = |at: usize| {
        let thread = &threads[at];
        // Who is in `wait` is not blocked: it waits for a notification.
        let blocked = !thread.blocked_on.is_null();
        let parked = locks == Locks::All && thread.is_parked();
        // Who owns what it waits for has just been given it.
        let owner = thread.owner.filter(|owner| (blocked || parked) && *owner != thread.id)?;
        by_id.get(&owner).copied()
    };
    circles(threads.len(), waits_for)
}

/// The circles of a graph in which each node has at most one successor.
fn circles(nodes: usize, next: impl Fn(usize) -> Option<usize>) -> Vec<Vec<usize>> {
    // For each node the walk that came by, counted from 1.
    let mut seen = vec![0; nodes];
    let mut found = Vec::new();
    for start in 0..nodes {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(node) = at.filter(|node| seen[*node] == 0) {
            seen[node] = start + 1;
            path.push(node);
            at = next(node);
        }
        let closes = at.and_then(|node| path.iter().position(|on_path| *on_path == node));
        if let Some(from) = closes {
            found.push(path.split_off(from));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn circles_are_found_once_and_without_their_tails() {
        // 0 -> 1 -> 2 -> 1, 3 -> 3, 4 -> 0, 5, 6 -> 7 -> 6
        let next = [Some(1), Some(2), Some(1), Some(3), Some(0), None, Some(7), Some(6)];
        let found = circles(next.len(), |node| next[node]);
        assert_eq!(found, vec![vec![1, 2], vec![3], vec![6, 7]]);
        assert!(circles(3, |_| None).is_empty());
        assert_eq!(circles(3, |node| Some((node + 1) % 3)), vec![vec![0, 1, 2]]);
    }
}
