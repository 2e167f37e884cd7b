package lower

import "go/ast"

// chainPart is how many links of an if-else chain are lowered inside each other. The rest comes after
// them, behind a flag that the last one sets: the interpreter's parser does not go deeper than 1000.
const chainPart = 100

// ifStmt lowers an if and what is behind its else.
func (f *fn) ifStmt(x *ast.IfStmt) string {
	if _, isLink := f.links[x]; isLink {
		return f.ifLink(x)
	}
	rest := f.cutChain(x)
	if rest == nil {
		return f.ifLink(x)
	}
	flag := f.l.temp("rest")
	f.links[rest] = flag
	s := f.ifLink(x)
	delete(f.links, rest)
	return "{\n" + flag + " := false\n" + s + "\nif " + flag + " {\n" + f.block([]ast.Stmt{rest}) + "}\n}"
}

// cutChain is the link of a long chain where it is cut, nil if it is not. A variable of a link is
// known in all that follow, so there is no cut behind one that declares any. The links before it are
// remembered.
func (f *fn) cutChain(x *ast.IfStmt) *ast.IfStmt {
	var links []*ast.IfStmt
	for x.Init == nil {
		next, ok := x.Else.(*ast.IfStmt)
		if !ok {
			return nil
		}
		if len(links) < chainPart {
			links = append(links, next)
			x = next
			continue
		}
		if f.links == nil {
			f.links = map[*ast.IfStmt]string{}
		}
		for _, l := range links {
			f.links[l] = ""
		}
		return next
	}
	return nil
}

// ifLink lowers a chain from x on, up to a link that is cut off.
func (f *fn) ifLink(x *ast.IfStmt) string {
	init := ""
	if x.Init != nil {
		init = f.stmt(x.Init)
	}
	s := "if " + f.condition(x.Cond, f.expr(x.Cond)) + " {\n"
	if init != "" {
		init += f.takeChecks()
	}
	s += f.block(x.Body.List) + "}"
	switch e := x.Else.(type) {
	case *ast.BlockStmt:
		s += " else {\n" + f.block(e.List) + "}"
	case *ast.IfStmt:
		if flag := f.links[e]; flag != "" {
			s += " else {\n" + flag + " = true\n}"
			break
		}
		f.l.scopes -= scopesOfStmt / 2 // an if alone needs less
		s += " else {\n" + f.block([]ast.Stmt{e}) + "}"
		f.l.scopes += scopesOfStmt / 2
	}
	if init != "" {
		return "{\n" + init + s + "\n}"
	}
	return s
}
