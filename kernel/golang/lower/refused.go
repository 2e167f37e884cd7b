package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"weft/kernel/golang/std"
)

// refusedUses are objects of compiled packages that tell of the running program what is not true of
// an interpreted one, with what to do instead.
var refusedUses = map[string]string{
	"runtime.SetFinalizer": "clean up in a deferred call",
	"runtime.MemProfile":   "measure with runtime.ReadMemStats",
	"plugin.Open":          "put what it has into a module, which compiled cells can import",
	"syscall.Exec":         "start a process with package os/exec",
	"syscall.Dup2":         "syscall.Dup3(from, to, 0) does the same",
	"testing.Main":         "%%test runs the tests of a cell",
	"log.Lshortfile":       "leave the flag out", "log.Llongfile": "leave the flag out",
}

// refuseUses refuses the cell's uses of such objects.
func (l *lowering) refuseUses() {
	var uses []*ast.Ident
	for id, o := range l.own.info.Uses {
		if o.Pkg() != nil && refusedUses[o.Pkg().Path()+"."+o.Name()] != "" && o.Parent() == o.Pkg().Scope() {
			uses = append(uses, id)
		}
	}
	slices.SortFunc(uses, func(a, b *ast.Ident) int { return int(a.Pos() - b.Pos()) })
	for _, id := range uses {
		l.guard(id.Pos(), func() {
			var o types.Object = l.own.info.Uses[id]
			l.refuse(id.Pos(), o.Pkg().Name()+"."+o.Name()+", since the program is interpreted", refusedUses[o.Pkg().Path()+"."+o.Name()])
		})
	}
}

// refusePackages refuses the cell's uses of packages that only compiled code has: those of modules.
func (l *lowering) refusePackages() {
	var uses []*ast.Ident
	for id, o := range l.own.info.Uses {
		if p, ok := o.(*types.PkgName); ok && std.ThirdParty(p.Imported().Path()) {
			uses = append(uses, id)
		}
	}
	for _, spec := range l.unit.Cell.File.Imports { // for its effects, which there would be none of
		path, err := strconv.Unquote(spec.Path.Value)
		if err == nil && spec.Name != nil && spec.Name.Name == "_" && std.ThirdParty(path) {
			l.guard(spec.Pos(), func() { l.refusePackage(spec.Path.Pos(), path) })
		}
	}
	slices.SortFunc(uses, func(a, b *ast.Ident) int { return int(a.Pos() - b.Pos()) })
	for _, id := range uses {
		l.guard(id.Pos(), func() {
			l.refusePackage(id.Pos(), l.own.info.Uses[id].(*types.PkgName).Imported().Path())
		})
	}
}

func (l *lowering) refusePackage(pos token.Pos, path string) {
	l.refuse(pos, "package "+path+", which only compiled code can use", "begin the cell with %%native, or move it into a cell of functions alone: they are compiled, and other cells can call them")
}
