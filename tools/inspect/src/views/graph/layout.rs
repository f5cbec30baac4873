//! Places for nodes: layers from top to bottom, or from left to right, after Sugiyama.
//!
//! Edges that would close a circle count as turned round; each node lies below
//! those that lead to it; an edge over several layers bends at a point in each;
//! the order within the layers is improved by sweeps that move each node to the
//! mean of its neighbours.

use super::model::Graph;

/// Width of a character and height of a line, in pixels.
const CHARACTER: f64 = 7.25;
pub(super) const LINE: f64 = 15.0;
pub(super) const MARGIN: f64 = 8.0;
const GAP: f64 = 18.0;
const LAYER_GAP: f64 = 42.0;
/// Sweeps over the layers, down and up in turn.
const SWEEPS: usize = 8;
/// Bends of edges, at most. Beyond, long edges are straight.
const MAX_BENDS: usize = 200_000;

/// A place with its size.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// The middle.
    pub(super) x: f64,
    /// The upper edge.
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Place {
    /// With the axes exchanged.
    fn turned(self) -> Place {
        let Place { x, y, width, height } = self;
        Place { x: y + height / 2.0, y: x - width / 2.0, width: height, height: width }
    }
}

/// Where everything lies.
pub(super) struct Layout {
    /// Of the graph's nodes.
    pub(super) nodes: Vec<Place>,
    /// For each edge of the graph the points where it bends, from its start on.
    pub(super) bends: Vec<Vec<(f64, f64)>>,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Layout {
    /// With the axes exchanged.
    fn turned(mut self) -> Layout {
        self.nodes.iter_mut().for_each(|place| *place = place.turned());
        self.bends.iter_mut().flatten().for_each(|(x, y)| std::mem::swap(x, y));
        Layout { width: self.height, height: self.width, ..self }
    }
}

/// Width of a text in pixels.
fn text_width(text: &str) -> f64 {
    text.chars().count() as f64 * CHARACTER
}

pub(super) fn layout(graph: &Graph) -> Layout {
    let count = graph.nodes.len();
    let forward = acyclic(graph);
    let mut layer = layers(count, &forward);
    let mut places: Vec<Place> = graph
        .nodes
        .iter()
        .map(|node| Place {
            width: node.label.iter().map(|l| text_width(l)).fold(20.0, f64::max) + 2.0 * MARGIN,
            height: node.label.len() as f64 * LINE + 2.0 * MARGIN,
            ..Place::default()
        })
        .collect();
    if graph.sideways {
        places.iter_mut().for_each(|place| *place = place.turned());
    }
    let mut chains: Vec<Vec<usize>> = Vec::new();
    let mut links: Vec<(usize, usize)> = Vec::new();
    for &(from, to) in &forward {
        let mut chain = Vec::new();
        let mut last = from;
        if from != to && places.len() < count + MAX_BENDS {
            for between in layer[from] + 1..layer[to] {
                places.push(Place::default());
                layer.push(between);
                let bend = places.len() - 1;
                links.push((last, bend));
                chain.push(bend);
                last = bend;
            }
        }
        if from != to {
            links.push((last, to));
        }
        chains.push(chain);
    }
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); layer.iter().max().map_or(0, |m| m + 1)];
    for (node, &row) in layer.iter().enumerate() {
        rows[row].push(node);
    }
    order(&mut rows, &links, places.len());
    let (width, height) = place(&rows, &links, &mut places);
    let bends = graph.edges.iter().zip(&forward).zip(&chains).map(|((edge, &(from, _)), chain)| {
        let point = |&bend: &usize| (places[bend].x, places[bend].y);
        let mut points: Vec<(f64, f64)> = chain.iter().map(point).collect();
        if edge.from != from {
            points.reverse();
        }
        points
    });
    let bends: Vec<Vec<(f64, f64)>> = bends.collect();
    places.truncate(count);
    let layout = Layout { nodes: places, bends, width, height };
    if graph.sideways { layout.turned() } else { layout }
}

/// The edges, those turned round that lead back in a walk in depth.
fn acyclic(graph: &Graph) -> Vec<(usize, usize)> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); graph.nodes.len()];
    for (number, edge) in graph.edges.iter().enumerate() {
        next[edge.from].push(number);
    }
    let mut state = vec![State::New; graph.nodes.len()];
    let mut turned = vec![false; graph.edges.len()];
    for root in 0..graph.nodes.len() {
        // A stack of our own: the graph may be as deep as it is large.
        let mut stack = vec![(root, 0)];
        if state[root] != State::New {
            continue;
        }
        state[root] = State::Open;
        while let Some((node, at)) = stack.last_mut() {
            let Some(&edge) = next[*node].get(*at) else {
                state[*node] = State::Done;
                stack.pop();
                continue;
            };
            *at += 1;
            let to = graph.edges[edge].to;
            match state[to] {
                State::New => {
                    state[to] = State::Open;
                    stack.push((to, 0));
                }
                State::Open => turned[edge] = true,
                State::Done => {}
            }
        }
    }
    let edges = graph.edges.iter().zip(turned);
    edges.map(|(e, turned)| if turned { (e.to, e.from) } else { (e.from, e.to) }).collect()
}

/// For each node the length of the longest path to it.
fn layers(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut open = vec![0usize; count];
    for &(from, to) in edges.iter().filter(|(from, to)| from != to) {
        next[from].push(to);
        open[to] += 1;
    }
    let mut layer = vec![0; count];
    let mut ready: Vec<usize> = (0..count).filter(|&node| open[node] == 0).collect();
    while let Some(node) = ready.pop() {
        for &to in &next[node] {
            layer[to] = layer[to].max(layer[node] + 1);
            open[to] -= 1;
            if open[to] == 0 {
                ready.push(to);
            }
        }
    }
    layer
}

/// Neighbours above and below.
fn neighbours(links: &[(usize, usize)], count: usize) -> [Vec<Vec<usize>>; 2] {
    let mut both = [vec![Vec::new(); count], vec![Vec::new(); count]];
    for &(from, to) in links {
        both[0][to].push(from);
        both[1][from].push(to);
    }
    both
}

/// Brings the nodes of each row into an order with fewer crossings.
fn order(rows: &mut [Vec<usize>], links: &[(usize, usize)], count: usize) {
    let neighbours = neighbours(links, count);
    let mut position = vec![0.0; count];
    let number = |row: &[usize], position: &mut [f64]| {
        row.iter().enumerate().for_each(|(at, &node)| position[node] = at as f64);
    };
    rows.iter().for_each(|row| number(row, &mut position));
    for sweep in 0..SWEEPS {
        let up = sweep % 2;
        for step in 0..rows.len() {
            let row = if up == 1 { rows.len() - 1 - step } else { step };
            let mean = |node: usize| {
                let near = &neighbours[up][node];
                if near.is_empty() {
                    return position[node];
                }
                near.iter().map(|&n| position[n]).sum::<f64>() / near.len() as f64
            };
            let mut keyed: Vec<(f64, usize)> =
                rows[row].iter().map(|&node| (mean(node), node)).collect();
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            rows[row] = keyed.into_iter().map(|(_, node)| node).collect();
            number(&rows[row], &mut position);
        }
    }
}

/// Gives the nodes their places; returns width and height of the whole.
fn place(rows: &[Vec<usize>], links: &[(usize, usize)], places: &mut [Place]) -> (f64, f64) {
    let neighbours = neighbours(links, places.len());
    let mut y = GAP;
    for row in rows {
        let mut x = GAP;
        let height = row.iter().map(|&node| places[node].height).fold(0.0, f64::max);
        for &node in row {
            let place = &mut places[node];
            place.x = x + place.width / 2.0;
            place.y = y + (height - place.height) / 2.0;
            x += place.width + GAP;
        }
        y += height + LAYER_GAP;
    }
    for sweep in 0..SWEEPS {
        let up = sweep % 2;
        for step in 0..rows.len() {
            let row = &rows[if up == 1 { rows.len() - 1 - step } else { step }];
            pull(row, &neighbours[up], places);
        }
    }
    let left = places.iter().map(|p| p.x - p.width / 2.0).fold(f64::MAX, f64::min);
    let shift = if left == f64::MAX { 0.0 } else { GAP - left };
    places.iter_mut().for_each(|place| place.x += shift);
    let right = places.iter().map(|p| p.x + p.width / 2.0).fold(0.0, f64::max);
    (right + GAP, (y - LAYER_GAP + GAP).max(GAP))
}

/// Moves the nodes of a row towards the mean of their neighbours as far as
/// order and sizes allow.
fn pull(row: &[usize], neighbours: &[Vec<usize>], places: &mut [Place]) {
    let wanted = |node: usize, places: &[Place]| {
        let near = &neighbours[node];
        if near.is_empty() {
            return places[node].x;
        }
        near.iter().map(|&n| places[n].x).sum::<f64>() / near.len() as f64
    };
    // From the left each goes right as far as it wants; then from the right
    // those that have gone too far come back. The mean of both is fair.
    let goals: Vec<f64> = row.iter().map(|&node| wanted(node, places)).collect();
    let distance = |a: usize, b: usize| (places[a].width + places[b].width) / 2.0 + GAP;
    let mut left = goals.clone();
    for at in 1..row.len() {
        left[at] = left[at].max(left[at - 1] + distance(row[at - 1], row[at]));
    }
    let mut right = goals;
    for at in (0..row.len().saturating_sub(1)).rev() {
        right[at] = right[at].min(right[at + 1] - distance(row[at], row[at + 1]));
    }
    for (at, &node) in row.iter().enumerate() {
        places[node].x = (left[at] + right[at]) / 2.0;
    }
}
