// Package flame draws flame graphs: what calls of functions cost, each as a block below the one that it was called
// from, as wide as its share. A Graph is drawn as an SVG document that needs no page, script or font, as HTML with
// that in an image, and as text for a terminal. The package is pure, and knows neither profiles nor cells.
package flame

import (
	"fmt"
	"html"

	"weft/kernel/display/caption"
)

// A Graph is what is drawn.
type Graph struct {
	Title   string
	Aside   string // beside the title: what was measured
	Summary string
	Root    Node
}

// A Node is a function as it was called from the ones above it.
type Node struct {
	Name     string
	Where    string // the line of its text that costs most; "" if it has none
	Amount   string // Value, as it is read
	Value    int64  // at least the sum of the Children's; of a Root without a value that sum
	Kind     Kind
	Children []Node
}

// A Kind says whose a function is.
type Kind int

// Kinds of functions.
const (
	Own     Kind = iota // the reader's
	Library             // a package's
	System              // the run time's
	Whole               // none, but all of them
	nKinds
)

func (k Kind) class() string { return [nKinds]string{"own", "lib", "sys", "all"}[k] }

func (k Kind) word() string {
	return [nKinds]string{"your functions", "functions of packages, or waits", "the run time", ""}[k]
}

// Bounds of what is drawn.
const (
	maxDepth = 24
)

// tidy is a node with text that can be shown, and values that fit together.
func tidy(n Node, depth int) Node {
	n.Name, n.Where, n.Amount = caption.Clean(n.Name), caption.Clean(n.Where), caption.Clean(n.Amount)
	n.Kind = min(max(n.Kind, Own), Whole)
	children, sum := n.Children, int64(0)
	n.Children = nil
	for _, c := range children {
		if c.Value > 0 && depth < maxDepth {
			c = tidy(c, depth+1)
			n.Children = append(n.Children, c)
			sum += c.Value
		}
	}
	n.Value = max(n.Value, sum, 1)
	return n
}

// share is a part of everything, in percent.
func (n Node) share(all int64) string {
	switch p := 100 * float64(n.Value) / float64(max(all, 1)); {
	case p < 1:
		return "<1%"
	default:
		return fmt.Sprintf("%.0f%%", p)
	}
}

// tells is a block in words.
func (n Node) tells(all int64) string {
	text := n.Name + ": "
	if n.Amount != "" {
		text += n.Amount + ", "
	}
	text += n.share(all)
	if n.Where != "" {
		text += ", " + n.Where
	}
	return text
}

func escape(s string) string { return html.EscapeString(s) }
