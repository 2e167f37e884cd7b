package cross

import (
	"go/build"
	"slices"
	"strings"
	"testing"
)

// What is imported here is linked into every compiled cell.
func TestImports(t *testing.T) {
	may := []string{"context", "errors", "fmt", "hash/crc32", "io", "math", "os", "reflect", "runtime", "runtime/debug", "strconv", "sync", "syscall"}
	pkg, err := build.ImportDir(".", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pkg.Imports {
		if !slices.Contains(may, p) {
			t.Errorf("the package imports %s: what it costs each program is to be known, and then listed here", p)
		}
	}
	show, err := build.ImportDir("show", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range show.Imports {
		if strings.HasPrefix(p, "weft/") && p != "weft/kernel/display" && p != "weft/kernel/engine/native/cross" {
			t.Errorf("package show imports %s, which no program can", p)
		}
	}
}
