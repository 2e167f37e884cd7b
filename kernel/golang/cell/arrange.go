package cell

// Arrange splits the magics of a cell by where they stand: before its Go code, between its
// declarations and statements, and behind them.
func (c *Cell) Arrange() (before, between, after []Magic) {
	first, last, any := c.extent()
	for _, m := range c.Magics {
		switch {
		case !any || m.Pos.Before(first):
			before = append(before, m)
		case last.Before(m.Pos):
			after = append(after, m)
		default:
			between = append(between, m)
		}
	}
	return before, between, after
}

// HasCode reports whether there is any Go code in the cell, apart from a package clause.
func (c *Cell) HasCode() bool {
	_, _, any := c.extent()
	return any
}

// extent is where the cell's Go code begins and ends.
func (c *Cell) extent() (first, last Pos, any bool) {
	add := func(from, to Pos) {
		if !any || from.Before(first) {
			first = from
		}
		if !any || last.Before(to) {
			last = to
		}
		any = true
	}
	if c.File != nil {
		for _, d := range c.File.Decls {
			add(c.Pos(d.Pos()), c.Pos(d.End()))
		}
	}
	for _, s := range c.Stmts {
		add(c.Pos(s.Pos()), c.Pos(s.End()))
	}
	return first, last, any
}
