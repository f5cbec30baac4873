//! Divides a rectangle among sizes such that the pieces are near to squares:
//! the squarified treemap of Bruls, Huizing and van Wijk.

/// A rectangle.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Rect {
    pub(super) fn area(&self) -> f64 {
        self.width * self.height
    }

    /// Without a margin, and `top` more at the top.
    pub(super) fn inside(&self, margin: f64, top: f64) -> Rect {
        Rect {
            x: self.x + margin,
            y: self.y + margin + top,
            width: (self.width - 2.0 * margin).max(0.0),
            height: (self.height - 2.0 * margin - top).max(0.0),
        }
    }
}

/// The pieces for `sizes`, which descend, in their order. Together they fill
/// the rectangle.
pub(super) fn squarify(sizes: &[f64], rect: Rect) -> Vec<Rect> {
    let total: f64 = sizes.iter().sum();
    let scale = if total > 0.0 { rect.area() / total } else { 0.0 };
    let areas: Vec<f64> = sizes.iter().map(|size| size * scale).collect();
    let mut pieces = Vec::with_capacity(sizes.len());
    let mut rest = rect;
    let mut start = 0;
    while start < areas.len() {
        let side = rest.width.min(rest.height);
        let mut end = start + 1;
        let mut sum = areas[start];
        while end < areas.len() {
            let more = sum + areas[end];
            if worst(areas[start], areas[end], more, side)
                > worst(areas[start], areas[end - 1], sum, side)
            {
                break;
            }
            sum = more;
            end += 1;
        }
        rest = row(&areas[start..end], sum, rest, &mut pieces);
        start = end;
    }
    pieces
}

/// The greatest ratio of sides in a row with these extreme areas and this sum.
fn worst(largest: f64, smallest: f64, sum: f64, side: f64) -> f64 {
    let (sum, side) = (sum * sum, side * side);
    if sum == 0.0 || side == 0.0 || smallest == 0.0 {
        return f64::INFINITY;
    }
    (side * largest / sum).max(sum / (side * smallest))
}

/// Lays a row along the shorter side; what remains of the rectangle.
fn row(areas: &[f64], sum: f64, rest: Rect, pieces: &mut Vec<Rect>) -> Rect {
    let upright = rest.width >= rest.height;
    let side = if upright { rest.height } else { rest.width };
    let thickness = if side > 0.0 { sum / side } else { 0.0 };
    let mut at = 0.0;
    for area in areas {
        let length = if thickness > 0.0 { area / thickness } else { 0.0 };
        pieces.push(if upright {
            Rect { x: rest.x, y: rest.y + at, width: thickness, height: length }
        } else {
            Rect { x: rest.x + at, y: rest.y, width: length, height: thickness }
        });
        at += length;
    }
    if upright {
        let width = (rest.width - thickness).max(0.0);
        Rect { x: rest.x + thickness, width, ..rest }
    } else {
        let height = (rest.height - thickness).max(0.0);
        Rect { y: rest.y + thickness, height, ..rest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_paper() {
        let rect = Rect { x: 0.0, y: 0.0, width: 6.0, height: 4.0 };
        let sizes = [6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0];
        let pieces = squarify(&sizes, rect);
        assert_eq!(pieces[0], Rect { x: 0.0, y: 0.0, width: 3.0, height: 2.0 });
        assert_eq!(pieces[1], Rect { x: 0.0, y: 2.0, width: 3.0, height: 2.0 });
        for (piece, size) in pieces.iter().zip(sizes) {
            assert!((piece.area() - size).abs() < 1e-9);
            assert!(piece.x >= 0.0 && piece.x + piece.width <= 6.0 + 1e-9);
            assert!(piece.y >= 0.0 && piece.y + piece.height <= 4.0 + 1e-9);
        }
    }

    #[test]
    fn nothing_to_divide() {
        let empty = Rect { x: 0.0, y: 0.0, width: 0.0, height: 0.0 };
        assert_eq!(squarify(&[1.0, 1.0], empty).len(), 2);
        assert_eq!(squarify(&[0.0], Rect { width: 5.0, height: 5.0, ..empty }).len(), 1);
        assert!(squarify(&[], empty).is_empty());
    }
}
