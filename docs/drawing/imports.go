package drawing

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Packages returns what each package of the module at root imports of the module, without tests: folders from the
// root. Files for other systems count too.
func Packages(root string) (map[string][]string, error) {
	sets := map[string]map[string]bool{}
	err := fs.WalkDir(os.DirFS(root), ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := e.Name()
		if e.IsDir() {
			if p != "." && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || name == "build" || name == "node_modules") {
				return fs.SkipDir
			}
			if _, err := os.Stat(filepath.Join(root, p, "go.mod")); err == nil && p != "." {
				return fs.SkipDir // a module of its own
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, p), nil, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return fmt.Errorf("read imports: %w", err)
		}
		if len(f.Comments) > 0 && strings.HasPrefix(f.Comments[0].List[0].Text, "//go:build ignore") {
			return nil
		}
		dir := path.Dir(p)
		if sets[dir] == nil {
			sets[dir] = map[string]bool{}
		}
		for _, spec := range f.Imports {
			target, _ := strconv.Unquote(spec.Path.Value)
			if own, ok := strings.CutPrefix(target, "weft/"); ok {
				sets[dir][own] = true
			}
		}
		return nil
	})
	out := map[string][]string{}
	for dir, set := range sets {
		out[dir] = slices.Sorted(maps.Keys(set))
	}
	return out, err
}

// A Picture says which parts are drawn. A package belongs to the part with the longest of the folders that it is
// in; one that is in none is left out.
type Picture struct {
	File  string // in docs/pictures
	Title string
	Of    []string // folders of which each package belongs to a part
	Parts []Part
}

// A Part is one box. Without a name its folders are left out.
type Part struct {
	Name    string
	Folders []string
}

// A Graph has an arrow from each part to those that it imports. Arrows that follow from others are left out.
type Graph struct {
	Title string
	Names []string
	Down  map[string][]string
}

// Graph collects the imports of the picture's parts. Parts that import each other in a circle are an error.
func (p Picture) Graph(packages map[string][]string) (Graph, error) {
	g := Graph{Title: p.Title, Down: map[string][]string{}}
	for _, part := range p.Parts {
		if part.Name != "" {
			g.Names = append(g.Names, part.Name)
		}
	}
	direct := map[string]map[string]bool{}
	for dir, imports := range packages {
		from := p.partOf(dir)
		for _, to := range imports {
			if part := p.partOf(to); from != "" && part != "" && part != from {
				if direct[from] == nil {
					direct[from] = map[string]bool{}
				}
				direct[from][part] = true
			}
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(packages)) {
		for _, of := range p.Of {
			if strings.HasPrefix(dir, of+"/") && path.Base(dir) != "internal" && !p.has(dir) {
				return Graph{}, fmt.Errorf("%s: package %s belongs to no part: name it in docs/drawing/pictures.go", p.File, dir)
			}
		}
	}
	if circle := findCircle(g.Names, direct); circle != nil {
		return Graph{}, fmt.Errorf("%s: parts import each other in a circle: %s", p.File, strings.Join(circle, " -> "))
	}
	for _, from := range g.Names {
		for _, to := range slices.Sorted(maps.Keys(direct[from])) {
			further := false
			for _, between := range slices.Sorted(maps.Keys(direct[from])) {
				further = further || between != to && reaches(direct, between, to)
			}
			if !further {
				g.Down[from] = append(g.Down[from], to)
			}
		}
	}
	return g, nil
}

// has reports whether the package is in a part, also in one that is not drawn.
func (p Picture) has(dir string) bool {
	return slices.ContainsFunc(p.Parts, func(part Part) bool {
		return slices.ContainsFunc(part.Folders, func(f string) bool { return dir == f || strings.HasPrefix(dir, f+"/") })
	})
}

func (p Picture) partOf(dir string) string {
	name, length := "", -1
	for _, part := range p.Parts {
		for _, f := range part.Folders {
			if (dir == f || strings.HasPrefix(dir, f+"/")) && len(f) > length {
				name, length = part.Name, len(f)
			}
		}
	}
	return name
}

func reaches(direct map[string]map[string]bool, from, to string) bool {
	if from == to {
		return true
	}
	for next := range direct[from] {
		if reaches(direct, next, to) {
			return true
		}
	}
	return false
}

func findCircle(names []string, direct map[string]map[string]bool) []string {
	done := map[string]bool{}
	var way []string
	var visit func(n string) []string
	visit = func(n string) []string {
		if i := slices.Index(way, n); i >= 0 {
			return append(slices.Clone(way[i:]), n)
		}
		if done[n] {
			return nil
		}
		way = append(way, n)
		for _, next := range slices.Sorted(maps.Keys(direct[n])) {
			if c := visit(next); c != nil {
				return c
			}
		}
		way = way[:len(way)-1]
		done[n] = true
		return nil
	}
	for _, n := range names {
		if c := visit(n); c != nil {
			return c
		}
	}
	return nil
}
