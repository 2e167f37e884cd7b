package kit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A plan is a job whose imports are known.
type plan struct {
	job     Job
	variant variant
	units   []unit
	paths   []string // of the kit's packages that the units import, sorted
	cgo     bool     // a file imports "C"
	viaGo   string   // why only the go command can build it; "" if compiler and linker can
	key     string   // of the binary

	places      map[string]token.Position // of each path's first import
	diagnostics []Diagnostic              // imports that nobody can provide
}

// A unit is one package of a job.
type unit struct {
	Package
	main    bool
	imports []string // as compiled against, sorted
	key     string   // hash of all that the compiled package depends on
}

// plan resolves the imports of a job. An error is a mistake of the caller.
func (k *Kit) plan(job Job) (*plan, error) {
	p := &plan{job: job, variant: variantOf(job.Race), places: make(map[string]token.Position)}
	keys := make(map[string]string) // of the job's packages so far
	for i, pkg := range job.Packages {
		u := unit{Package: pkg, main: i == len(job.Packages)-1}
		if u.main {
			u.Path = "main"
		}
		if err := u.check(keys); err != nil {
			return nil, err
		}
		// The go command's order, in which variables are initialised.
		u.Files = slices.SortedFunc(slices.Values(u.Files), func(a, b File) int { return strings.Compare(a.Name, b.Name) })
		for _, f := range u.Files {
			p.resolve(k, &u, f, keys)
		}
		slices.Sort(u.imports)
		u.imports = slices.Compact(u.imports)
		u.key = k.unitKey(p, u, keys)
		keys[u.Path] = u.key
		p.units = append(p.units, u)
	}
	if job.Modules != nil {
		p.viaGo = "it has third-party modules"
	}
	if len(p.units) == 0 {
		return nil, fmt.Errorf("build a program: no package")
	}
	slices.Sort(p.paths)
	p.paths = slices.Compact(p.paths)
	p.key = hash("binary", k.id, p.variant, keys, job.Link, job.Debug, job.Modules)
	return p, nil
}

// check finds what would make the compiler fail for reasons that are not in the code.
func (u unit) check(earlier map[string]string) error {
	fail := func(format string, args ...any) error {
		return fmt.Errorf("build package %q: %s", u.Path, fmt.Sprintf(format, args...))
	}
	if _, ok := earlier[u.Path]; ok || u.Path == "" || strings.ContainsAny(u.Path, " \\=\n\"`") || path.Clean(u.Path) != u.Path || u.Path[0] == '/' || u.Path[0] == '.' {
		return fail("its path is not valid, or twice in the job")
	}
	if len(u.Files) == 0 {
		return fail("it has no files")
	}
	names := make(map[string]bool)
	for _, f := range u.Files {
		if names[f.Name] || !strings.HasSuffix(f.Name, ".go") || strings.ContainsAny(f.Name, "/\\:\n") || strings.HasPrefix(f.Name, "-") {
			return fail("%q is not a file name, or there are two of it", f.Name)
		}
		names[f.Name] = true
	}
	return nil
}

// directives are what the go command, and not the compiler, does something about.
func directives() []string { return []string{"//go:debug ", "//go:embed "} }

// resolve notes what one file imports. What cannot be parsed is left to the compiler to report.
func (p *plan) resolve(k *Kit, u *unit, f File, earlier map[string]string) {
	for _, d := range directives() {
		if strings.HasPrefix(f.Text, d) || strings.Contains(f.Text, "\n"+d) {
			p.viaGo = "it has " + strings.TrimSpace(d)
		}
	}
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, f.Name, f.Text, parser.ImportsOnly|parser.SkipObjectResolution)
	if file == nil {
		return
	}
	for _, spec := range file.Imports {
		target, err := strconv.Unquote(spec.Path.Value)
		if err != nil || target == "" {
			continue
		}
		if to, ok := u.ImportMap[target]; ok {
			target = to
		}
		at := fset.PositionFor(spec.Pos(), true) // as the go command has it
		if _, known := p.places[target]; !known {
			p.places[target] = at
		}
		_, own := earlier[target]
		switch {
		case target == "unsafe":
			continue
		case target == "C":
			p.cgo, p.viaGo = true, "it uses cgo"
			continue
		case own:
		case k.has(target):
			p.paths = append(p.paths, target)
		case p.job.Modules == nil:
			p.diagnostics = append(p.diagnostics, Diagnostic{at.Filename, at.Line, at.Column, notFound(target)})
		}
		u.imports = append(u.imports, target)
	}
}

// notFound is the go command's wording, without its advice for folders with a go.mod.
func notFound(target string) string {
	if first, _, _ := strings.Cut(target, "/"); strings.Contains(first, ".") {
		return "no required module provides package " + target
	}
	return "package " + target + " is not in std"
}

// unitKey is the hash of what the compiled package depends on.
func (k *Kit) unitKey(p *plan, u unit, earlier map[string]string) string {
	flags := p.job.Compile
	if u.Keep {
		flags = nil
	}
	depends := make(map[string]string)
	for _, target := range u.imports {
		depends[target] = earlier[target] // "" for the kit's own: they go with its identity
	}
	files := make(map[string][]byte) // as bytes: text that is not UTF-8 would be encoded as other text
	for _, f := range u.Files {
		files[f.Name] = []byte(f.Text)
	}
	return hash("package", k.id, p.variant, u.Path, files, u.ImportMap, flags, u.NoInline, depends)
}

// hash is that of plain values; maps count in the order of their keys.
func hash(values ...any) string {
	h := sha256.New()
	if err := json.NewEncoder(h).Encode(values); err != nil {
		panic(err) // they are plain
	}
	return hex.EncodeToString(h.Sum(nil))[:40]
}
