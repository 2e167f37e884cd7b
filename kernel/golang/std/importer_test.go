package std

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync"
	"testing"
)

// checkSource type-checks one file with im.
func checkSource(im *Importer, fset *token.FileSet, src string) (*types.Package, error) {
	file, err := parser.ParseFile(fset, "x.go", src, 0)
	if err != nil {
		return nil, err
	}
	conf := types.Config{Importer: im}
	return conf.Check("x", fset, []*ast.File{file}, nil)
}

func TestImportEveryPackage(t *testing.T) {
	im := NewImporter(token.NewFileSet())
	for _, path := range Paths() {
		pkg, err := im.Import(path)
		if err != nil {
			t.Errorf("Import(%s): %v", path, err)
			continue
		}
		if pkg.Path() != path || pkg.Name() != Name(path) || !pkg.Complete() {
			t.Errorf("Import(%s) = path %s, name %s (want %s), complete %v", path, pkg.Path(), pkg.Name(), Name(path), pkg.Complete())
		}
		if again, _ := im.Import(path); again != pkg {
			t.Errorf("Import(%s) gave another package the second time", path)
		}
	}
}

func TestImportUnknown(t *testing.T) {
	_, err := NewImporter(token.NewFileSet()).Import("no/such")
	if u := (*UnknownError)(nil); !errors.As(err, &u) || u.Path != "no/such" {
		t.Fatalf("Import(no/such) = %v, want an UnknownError", err)
	}
}

// Types must be one, whichever package brings them in first.
func TestTypesAreShared(t *testing.T) {
	const src = `package x
import ("bufio"; "context"; "errors"; "io"; "net/http"; "os"; "sync"; "golang.org/x/sync/errgroup"; "golang.org/x/time/rate"; "slices"; "cmp")
var _ io.Reader = (*os.File)(nil)
var _ io.Writer = http.ResponseWriter(nil)
var _ *bufio.Reader = bufio.NewReader(os.Stdin)
func f(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return rate.NewLimiter(1, 1).Wait(ctx) })
	once := sync.OnceValue(func() int { return slices.MaxFunc([]int{1}, cmp.Compare[int]) })
	_ = once() + 1
	_, _ = errors.AsType[*os.PathError](g.Wait())
	return nil
}`
	fset := token.NewFileSet()
	im := NewImporter(fset)
	for _, first := range []string{"", "net/http", "golang.org/x/time/rate"} {
		if first != "" {
			if _, err := im.Import(first); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := checkSource(im, fset, src); err != nil {
			t.Errorf("after importing %q: %v", first, err)
		}
		im = NewImporter(fset)
	}
}

// One Importer serves checkers in many goroutines (completion runs beside a cell's check).
func TestImportConcurrently(t *testing.T) {
	fset := token.NewFileSet()
	im := NewImporter(fset)
	paths := Paths()
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for k := range paths {
				path := paths[(k*7+i*41)%len(paths)]
				src := "package x\nimport p \"" + path + "\"\n"
				pkg, err := im.Import(path)
				if err != nil {
					t.Errorf("Import(%s): %v", path, err)
					return
				}
				for _, name := range pkg.Scope().Names() {
					if _, isType := pkg.Scope().Lookup(name).(*types.TypeName); isType && ast.IsExported(name) {
						src += "func _" + "() { type t = p." + name + "; }\n"
					}
				}
				_, err = checkSource(im, fset, src)
				if err != nil && !strings.Contains(err.Error(), "generic type") && !strings.Contains(err.Error(), "imported as p and not used") && !strings.Contains(err.Error(), "constraint") {
					t.Errorf("check a use of %s: %v", path, err)
				}
			}
		})
	}
	wg.Wait()
}

func TestPathsByName(t *testing.T) {
	for _, tt := range []struct {
		name string
		want string
	}{
		{"rand", "math/rand/v2 math/rand crypto/rand"},
		{"template", "text/template html/template"},
		{"fmt", "fmt"},
		{"errgroup", "golang.org/x/sync/errgroup"},
		{"nosuch", ""},
	} {
		if got := strings.Join(PathsByName(tt.name), " "); got != tt.want {
			t.Errorf("PathsByName(%s) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestPathsLeaveOutInternals(t *testing.T) {
	paths := Paths()
	if !slices.IsSorted(paths) {
		t.Error("Paths is not sorted")
	}
	for _, path := range paths {
		if strings.Contains(path, "internal") || strings.Contains(path, "vendor") {
			t.Errorf("Paths lists %s", path)
		}
	}
}

func BenchmarkImport(b *testing.B) {
	for _, path := range []string{"fmt", "sync", "net/http"} {
		b.Run(strings.ReplaceAll(path, "/", "_"), func(b *testing.B) {
			for b.Loop() {
				if _, err := NewImporter(token.NewFileSet()).Import(path); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// The decoder keeps lines and drops columns.
func TestPositionsNameNoMachine(t *testing.T) {
	fset := token.NewFileSet()
	im := NewImporter(fset)
	for _, tt := range []struct{ path, name, file string }{
		{"fmt", "Println", "$GOROOT/src/fmt/print.go"},
		{"golang.org/x/sync/errgroup", "Group", "golang.org/x/sync@"},
		{"weft/display", "HTML", "weft/display/"},
	} {
		pkg, err := im.Import(tt.path)
		if err != nil {
			t.Fatal(err)
		}
		pos := fset.Position(pkg.Scope().Lookup(tt.name).Pos())
		if !strings.HasPrefix(pos.Filename, tt.file) || pos.Line < 2 {
			t.Errorf("%s.%s is declared at %v, want in %s", tt.path, tt.name, pos, tt.file)
		}
	}
}

// What weft's own cells import no list has.
func TestHidden(t *testing.T) {
	for _, path := range []string{CompiledPath, "weft/cross", "weft/cross/call"} {
		if _, err := NewImporter(token.NewFileSet()).Import(path); err != nil {
			t.Error(err)
		}
		if !Hidden(path) || slices.Contains(Paths(), path) || slices.Contains(PathsByName(Name(path)), path) {
			t.Errorf("%s is not hidden", path)
		}
	}
	for _, path := range []string{"fmt", "weft/display", "weft/crossing"} {
		if Hidden(path) {
			t.Errorf("%s is hidden", path)
		}
	}
}
