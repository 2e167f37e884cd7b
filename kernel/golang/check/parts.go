package check

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
)

// A Part is what is left of a committed cell's text if only some of its declarations are meant.
type Part struct {
	Cell    int    // its number
	Text    string // everything else is blanks: lines and columns are those of the cell
	Imports []Import
	// Refused says what of the wanted cannot stand in a package, such as x := 1.
	Refused []cell.Diagnostic
}

// Parts is the text that declares these names ("f", "T") and, of the session's declarations, what they need: of
// types the methods too. Names that are not declared are left out. The parts are in the order of the cells.
func (s *Session) Parts(names ...string) []Part {
	p := &parting{st: s.now(), cells: map[int]*partCell{}, wanted: map[string]bool{}}
	for _, name := range names {
		p.want(name)
	}
	for len(p.queue) > 0 {
		l := p.queue[0]
		p.queue = p.queue[1:]
		p.take(l)
	}
	var parts []Part
	for _, c := range p.cells {
		parts = append(parts, c.part())
	}
	slices.SortFunc(parts, func(a, b Part) int { return cmp.Compare(a.Cell, b.Cell) })
	return parts
}

// A parting is the work on one answer.
type parting struct {
	st     *state
	queue  []*live
	wanted map[string]bool
	cells  map[int]*partCell // by slot
}

// A partCell is a cell of which something is kept.
type partCell struct {
	*cell.Cell
	text    []byte // of what is kept so far
	imports map[Import]bool
	refused []cell.Diagnostic
}

func (p *parting) want(key string) {
	l := p.st.byKey[key]
	if l == nil || p.wanted[key] {
		return
	}
	p.wanted[key] = true
	p.queue = append(p.queue, l)
	for _, m := range p.st.methods[key] {
		p.want(m)
	}
}

// take keeps the text of a declaration and wants what it needs.
func (p *parting) take(l *live) {
	c := p.cell(l)
	if c == nil {
		return
	}
	for _, key := range l.deps {
		p.want(key)
	}
	for _, im := range l.imports {
		c.imports[im] = true
	}
	for _, d := range c.File.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && d.Pos() <= l.pos && l.pos < d.End() {
			c.keepFunc(f)
			return
		}
	}
	for _, s := range c.Stmts {
		if s.Pos() > l.pos || l.pos >= s.End() {
			continue
		}
		if d, ok := s.(*ast.DeclStmt); ok {
			p.takeGroup(c, l, d.Decl.(*ast.GenDecl))
			return
		}
		c.refused = append(c.refused, cell.Diagnostic{
			Pos: c.Pos(l.pos), Message: l.key + " is declared by a statement, and a package has none outside of its functions", Hint: "declare it with var",
		})
		return
	}
}

// cell is the cell that l is declared in.
func (p *parting) cell(l *live) *partCell {
	if c := p.cells[l.slot]; c != nil {
		return c
	}
	src := p.st.cells[l.slot]
	if src == nil {
		return nil
	}
	c := &partCell{Cell: cell.ParseAt(l.slot, src.number, src.text), imports: map[Import]bool{}}
	c.text = blanks(src.text)
	p.cells[l.slot] = c
	return c
}

// blanks are as many bytes as s has, and its lines.
func blanks(s string) []byte {
	text := []byte(s)
	for i := range text {
		if text[i] != '\n' {
			text[i] = ' '
		}
	}
	return text
}

// takeGroup keeps the part of a var, const or type declaration that declares l. Constants may count on those
// before them: of these the whole declaration is kept.
func (p *parting) takeGroup(c *partCell, l *live, g *ast.GenDecl) {
	c.keep(g.Pos(), g.Pos()+token.Pos(len(g.Tok.String())))
	if g.Lparen.IsValid() {
		c.keep(g.Lparen, g.Lparen+1)
		c.keep(g.Rparen, g.Rparen+1)
	}
	for _, spec := range g.Specs {
		own := spec.Pos() <= l.pos && l.pos < spec.End()
		if own || g.Tok == token.CONST {
			c.keep(spec.Pos(), spec.End())
			if v, ok := spec.(*ast.ValueSpec); ok {
				p.values(c, l, v)
			}
		}
	}
}

// values wants what the values of a declaration need, and takes away the names that the session has from elsewhere.
func (p *parting) values(c *partCell, l *live, v *ast.ValueSpec) {
	for _, id := range v.Names {
		other := p.st.byKey[id.Name]
		switch {
		case other == nil || other.slot != l.slot || other.pos != id.Pos():
			c.unname(id)
		default:
			p.want(id.Name)
		}
	}
	// Names that mean something else inside of a function's literal are wanted as well: more than is needed does no harm.
	for _, x := range v.Values {
		p.mentions(c, x)
	}
	if v.Type != nil {
		p.mentions(c, v.Type)
	}
}

func (p *parting) mentions(c *partCell, x ast.Expr) {
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			p.mentions(c, n.X)
			return false
		case *ast.Ident:
			p.mention(c, n)
		}
		return true
	})
}

func (p *parting) mention(c *partCell, id *ast.Ident) {
	if path, ok := p.st.imports[id.Name]; ok {
		c.imports[Import{id.Name, path}] = true
	}
	p.want(id.Name)
}

// keepFunc puts back a function with the comments above it.
func (c *partCell) keepFunc(f *ast.FuncDecl) {
	if f.Doc != nil {
		for _, comment := range f.Doc.List {
			if c.Pos(comment.Pos()).IsValid() { // else it is ours, above the cell's first line
				c.keep(comment.Pos(), comment.End())
			}
		}
	}
	c.keep(f.Type.Pos(), f.End())
}

// keep puts back a part of the cell's text, and the semicolon that ends it.
func (c *partCell) keep(from, to token.Pos) {
	if !c.Pos(from).IsValid() || !c.Pos(to).IsValid() {
		c.refused = append(c.refused, cell.Diagnostic{
			Pos: cell.Pos{Cell: c.Number, Line: 1, Col: 1}, Message: "a //line comment moves the cell's positions", Hint: "remove the comment",
		})
		return
	}
	a, b := c.Offset(c.Pos(from)), c.Offset(c.Pos(to))
	copy(c.text[a:b], c.Source[a:b])
	rest := c.Source[b:]
	if at := len(rest) - len(strings.TrimLeft(rest, " \t")); at < len(rest) && rest[at] == ';' {
		c.text[b+at] = ';'
	}
}

// unname puts _ in place of a name.
func (c *partCell) unname(id *ast.Ident) {
	at := c.Offset(c.Pos(id.Pos()))
	copy(c.text[at:], "_"+strings.Repeat(" ", len(id.Name)-1))
}

func (c *partCell) part() Part {
	p := Part{Cell: c.Number, Text: string(c.text), Refused: c.refused}
	for im := range c.imports {
		p.Imports = append(p.Imports, im)
	}
	slices.SortFunc(p.Imports, func(a, b Import) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Name, b.Name)) })
	return p
}
