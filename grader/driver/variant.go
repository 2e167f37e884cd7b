package driver

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"

	"weft/grader/submission"
	"weft/kernel/engine/native/bubble"
	"weft/kernel/engine/native/bubble/instrument"
	"weft/kernel/engine/native/kit"
	"weft/kernel/golang/std"
)

// A Variant is what a submission is built for.
type Variant int

// Variants.
const (
	Plain    Variant = iota // virtual time
	Race                    // and the race detector
	Schedule                // and seeded schedules: the submission's own text has points where a schedule may delay it
)

// imports says what stands for packages that only differ in virtual time.
func (v Variant) imports() map[string]string {
	if v == Schedule {
		return bubble.Schedule()
	}
	return bubble.Virtual()
}

// solution is the submission's package.
func (v Variant) solution(s submission.Submission) (kit.Package, error) {
	p := kit.Package{Path: SubmissionPath, ImportMap: v.imports()}
	for i, f := range s.Files {
		p.Files = append(p.Files, kit.File{Name: fileName(i, f), Text: f.Source()})
	}
	fset := token.NewFileSet()
	var trees []*ast.File
	for _, f := range p.Files {
		tree, err := parser.ParseFile(fset, f.Name, f.Text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return p, fmt.Errorf("read %s: %w", f.Name, err)
		}
		trees = append(trees, tree)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}}
	conf := types.Config{Importer: std.NewImporter(fset)}
	pkg, err := conf.Check(submission.PackageName, fset, trees, info)
	if err != nil {
		return p, fmt.Errorf("check the types of the submission: %w", err)
	}
	if text := instrument.Variables(pkg); text != nil {
		p.Files = append(p.Files, kit.File{Name: "weft_variables.go", Text: string(text)})
	}
	if v != Schedule {
		return p, nil
	}
	for i := range trees {
		text, err := instrument.Source(fset, trees[i], []byte(p.Files[i].Text), info)
		if err != nil {
			return p, err
		}
		p.Files[i].Text = string(text)
	}
	return p, nil
}
