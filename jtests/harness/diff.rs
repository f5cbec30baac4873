//! A line difference in the unified format, for failure reports.

/// Renders the difference of two texts, at most `limit` lines of it; empty
/// when they are equal.
#[must_use]
pub fn unified(expected: &str, actual: &str, limit: usize) -> String {
    if expected == actual {
        return String::new();
    }
    let old: Vec<&str> = expected.split_inclusive('\n').collect();
    let new: Vec<&str> = actual.split_inclusive('\n').collect();
    let edits = edits(&old, &new);
    let mut out = String::new();
    let mut shown = 0;
    let mut skipped = false;
    for (index, (mark, line)) in edits.iter().enumerate() {
        let from = index.saturating_sub(2);
        let until = (index + 3).min(edits.len());
        if edits[from..until].iter().all(|(mark, _)| *mark == ' ') {
            skipped = true;
            continue;
        }
        if skipped {
            out.push_str("    @@\n");
            skipped = false;
        }
        if shown == limit {
            out.push_str("    … more\n");
            break;
        }
        shown += 1;
        let (text, missing) = match line.strip_suffix('\n') {
            Some(text) => (text, ""),
            None => (*line, "  <no newline>"),
        };
        out.push_str(&format!("    {mark}{}{missing}\n", clip(text)));
    }
    out
}

fn clip(line: &str) -> String {
    const WIDTH: usize = 240;
    if line.chars().count() <= WIDTH {
        return printable(line);
    }
    format!("{}…", printable(&line.chars().take(WIDTH).collect::<String>()))
}

/// Control characters become visible; what is printable stays.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { c.escape_default().to_string() } else { c.into() })
        .collect()
}

/// Longest common subsequence on the middle part where the texts differ; parts
/// too large for the quadratic table are reported as replaced whole.
fn edits<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(char, &'a str)> {
    const TABLE: usize = 4_000_000;
    let prefix = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let suffix = old[prefix..].iter().rev().zip(new[prefix..].iter().rev());
    let suffix = suffix.take_while(|(a, b)| a == b).count();
    let (a, b) = (&old[prefix..old.len() - suffix], &new[prefix..new.len() - suffix]);
    let mut edits: Vec<_> = old[..prefix].iter().map(|line| (' ', *line)).collect();
    if a.len() * b.len() > TABLE {
        edits.extend(a.iter().map(|line| ('-', *line)));
        edits.extend(b.iter().map(|line| ('+', *line)));
    } else {
        edits.extend(middle(a, b));
    }
    edits.extend(old[old.len() - suffix..].iter().map(|line| (' ', *line)));
    edits
}

fn middle<'a>(a: &[&'a str], b: &[&'a str]) -> Vec<(char, &'a str)> {
    let width = b.len() + 1;
    let mut common = vec![0u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i * width + j] = if a[i] == b[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut edits = Vec::new();
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            edits.push((' ', a[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == b.len()
            || (i < a.len() && common[(i + 1) * width + j] >= common[i * width + j + 1])
        {
            edits.push(('-', a[i]));
            i += 1;
        } else {
            edits.push(('+', b[j]));
            j += 1;
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_changes_with_context() {
        let diff = unified("1\n2\n3\n4\n5\n6\n", "1\n2\n3\nx\n5\n6\n", 40);
        assert_eq!(diff, "    @@\n     2\n     3\n    -4\n    +x\n     5\n     6\n");
        assert_eq!(unified("a", "a", 9), "");
    }
}
