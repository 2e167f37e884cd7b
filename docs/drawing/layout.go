package drawing

import (
	"cmp"
	"slices"
)

// A node is a box, or a bend (no name) of an arrow that passes a rank.
type node struct {
	name     string
	rank, at int
	x, width float64
	up, down []*node
}

const (
	letter  = 7.7 // width of a letter in a box
	margin  = 11.0
	gap     = 18.0
	bend    = 6.0
	height  = 30.0
	spacing = 74.0 // from rank to rank
)

// layout arranges the graph in ranks, each part above all that it imports.
func layout(g Graph) [][]*node {
	nodes := map[string]*node{}
	for _, name := range g.Names {
		nodes[name] = &node{name: name, width: letter*float64(len(name)) + 2*margin}
	}
	// The rank of a part is the longest way to it from above; parts that nobody imports go as far down as they may.
	for range g.Names {
		for _, from := range g.Names {
			for _, to := range g.Down[from] {
				nodes[to].rank = max(nodes[to].rank, nodes[from].rank+1)
			}
		}
	}
	imported := map[string]bool{}
	for _, to := range g.Down {
		for _, name := range to {
			imported[name] = true
		}
	}
	for _, name := range g.Names {
		if to := g.Down[name]; !imported[name] && len(to) > 0 {
			nodes[name].rank = slices.MinFunc(toNodes(nodes, to), func(a, b *node) int { return cmp.Compare(a.rank, b.rank) }).rank - 1
		}
	}
	var ranks [][]*node
	place := func(n *node) {
		for len(ranks) <= n.rank {
			ranks = append(ranks, nil)
		}
		ranks[n.rank] = append(ranks[n.rank], n)
	}
	for _, name := range g.Names {
		place(nodes[name])
	}
	for _, name := range g.Names {
		for _, to := range g.Down[name] {
			from := nodes[name]
			for r := from.rank + 1; r < nodes[to].rank; r++ {
				b := &node{rank: r, width: bend}
				join(from, b)
				place(b)
				from = b
			}
			join(from, nodes[to])
		}
	}
	order(ranks)
	spread(ranks)
	return ranks
}

func toNodes(nodes map[string]*node, names []string) []*node {
	var out []*node
	for _, n := range names {
		out = append(out, nodes[n])
	}
	return out
}

func join(a, b *node) { a.down, b.up = append(a.down, b), append(b.up, a) }

// order sorts the ranks so that few arrows cross: each node near the middle of its neighbours, from both sides in
// turn, and keeps the best order that it has seen.
func order(ranks [][]*node) {
	number := func() {
		for _, rank := range ranks {
			for i, n := range rank {
				n.at = i
			}
		}
	}
	number()
	best, least := snapshot(ranks), crossings(ranks)
	for turn := range 24 {
		for i := range ranks {
			r, side := ranks[i], func(n *node) []*node { return n.up }
			if turn%2 == 1 {
				r, side = ranks[len(ranks)-1-i], func(n *node) []*node { return n.down }
			}
			slices.SortStableFunc(r, func(a, b *node) int { return cmp.Compare(middle(a, side(a)), middle(b, side(b))) })
			number()
		}
		if c := crossings(ranks); c < least {
			best, least = snapshot(ranks), c
		}
	}
	copy(ranks, best)
	number()
}

func snapshot(ranks [][]*node) [][]*node {
	var out [][]*node
	for _, r := range ranks {
		out = append(out, slices.Clone(r))
	}
	return out
}

func middle(n *node, neighbours []*node) float64 {
	if len(neighbours) == 0 {
		return float64(n.at)
	}
	sum := 0.0
	for _, o := range neighbours {
		sum += float64(o.at)
	}
	return sum / float64(len(neighbours))
}

func crossings(ranks [][]*node) int {
	count := 0
	for _, rank := range ranks {
		for i, a := range rank {
			for _, b := range rank[i+1:] {
				for _, x := range a.down {
					for _, y := range b.down {
						if y.at < x.at {
							count++
						}
					}
				}
			}
		}
	}
	return count
}

// spread gives each node its place across, near its neighbours, without changing the order.
func spread(ranks [][]*node) {
	for _, rank := range ranks {
		x := 0.0
		for _, n := range rank {
			n.x = x + n.width/2
			x += n.width + gap
		}
	}
	for range 60 {
		for _, rank := range ranks {
			for _, n := range rank {
				if near := append(slices.Clone(n.up), n.down...); len(near) > 0 {
					sum := 0.0
					for _, o := range near {
						sum += o.x
					}
					n.x += 0.6 * (sum/float64(len(near)) - n.x)
				}
			}
			apart(rank)
		}
	}
	left := ranks[0][0].x
	for _, rank := range ranks {
		left = min(left, rank[0].x-rank[0].width/2)
	}
	for _, rank := range ranks {
		for _, n := range rank {
			n.x += 12 - left
		}
	}
}

// apart pushes the nodes of a rank apart until none touches another, half to each side.
func apart(rank []*node) {
	for range 4 * len(rank) {
		for i := 1; i < len(rank); i++ {
			a, b := rank[i-1], rank[i]
			if over := a.x + a.width/2 + gap - (b.x - b.width/2); over > 0 {
				a.x -= over / 2
				b.x += over / 2
			}
		}
	}
	for i := 1; i < len(rank); i++ { // what is left of it
		a, b := rank[i-1], rank[i]
		b.x = max(b.x, a.x+a.width/2+gap+b.width/2)
	}
}
