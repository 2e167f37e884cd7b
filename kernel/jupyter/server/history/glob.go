package history

// A glob is a compiled pattern; see Store.Search. The rules are those of SQLite's GLOB, which
// clients know from ipykernel.
type glob []token

// A token matches one character, or any text.
type token struct {
	kind   byte // '*', '?', '[' or 'c'
	char   rune // of 'c'
	negate bool // of '['
	ranges [][2]rune
}

func compile(pattern string) glob {
	var g glob
	p := []rune(pattern)
	for i := 0; i < len(p); i++ {
		switch p[i] {
		case '*':
			if len(g) == 0 || g[len(g)-1].kind != '*' {
				g = append(g, token{kind: '*'})
			}
		case '?':
			g = append(g, token{kind: '?'})
		case '[':
			set, n := parseSet(p[i:])
			g = append(g, set)
			i += n - 1
		default:
			g = append(g, token{kind: 'c', char: p[i]})
		}
	}
	return g
}

// parseSet reads a set from its [ on and returns its length. Without an end it is just a [.
func parseSet(p []rune) (token, int) {
	t := token{kind: '['}
	i := 1
	if i < len(p) && p[i] == '^' {
		t.negate = true
		i++
	}
	for first := true; i < len(p); first = false {
		if p[i] == ']' && !first {
			return t, i + 1
		}
		lo, hi := p[i], p[i]
		i++
		if i+1 < len(p) && p[i] == '-' && p[i+1] != ']' {
			hi = p[i+1]
			i += 2
		}
		t.ranges = append(t.ranges, [2]rune{lo, hi})
	}
	return token{kind: 'c', char: '['}, 1
}

// match reports whether the whole text matches. When the text after a * does not match, the *
// takes one character more; only the latest * ever has to, so the time is at most the product
// of the lengths.
func (g glob) match(s string) bool {
	text := []rune(s)
	i, star, resume := 0, -1, 0
	for j := 0; j < len(text); {
		switch {
		case i < len(g) && g[i].kind == '*':
			star, resume = i, j
			i++
		case i < len(g) && g[i].matches(text[j]):
			i++
			j++
		case star >= 0:
			resume++
			i, j = star+1, resume
		default:
			return false
		}
	}
	for i < len(g) && g[i].kind == '*' {
		i++
	}
	return i == len(g)
}

func (t token) matches(c rune) bool {
	switch t.kind {
	case '?':
		return true
	case 'c':
		return c == t.char
	}
	for _, r := range t.ranges {
		if r[0] <= c && c <= r[1] {
			return !t.negate
		}
	}
	return t.negate
}
