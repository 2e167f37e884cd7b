package kit

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"weft/kernel/golang/std"
)

// Core lists the packages that every kit has from the start: what programs of a concurrency course
// import. The others are added when a job imports them, or by [Kit.Prepare].
func Core() []string {
	return slices.Concat([]string{
		"bufio", "bytes", "cmp", "container/heap", "container/list", "container/ring", "context",
		"encoding/gob", "encoding/json", "errors", "flag", "fmt", "hash/fnv", "io", "io/fs", "iter", "log", "maps",
		"math", "math/bits", "math/cmplx", "math/rand", "math/rand/v2", "os", "os/signal",
		"path", "path/filepath", "reflect", "regexp", "runtime", "runtime/debug", "runtime/pprof",
		"slices", "sort", "strconv", "strings", "sync", "sync/atomic",
		"testing", "testing/internal/testdeps", "testing/synctest", "text/tabwriter", "time",
		"unicode", "unicode/utf8", "unique",
	}, slices.DeleteFunc(slices.Sorted(maps.Keys(unpacked().paths)), forGrading))
}

// forGrading reports whether only the judges of exercises and the sandbox use a package: it is made when one is built.
func forGrading(path string) bool {
	return hasPrefix(path, "github.com/google/go-cmp/", "pgregory.net/") || forSandbox(path)
}

// forSandbox reports whether only the sandbox's launcher uses a package. Its sources are packed without what the race detector asks of them.
func forSandbox(path string) bool {
	return hasPrefix(path, "golang.org/x/net/", "golang.org/x/sys/", "weft/engine/")
}

func hasPrefix(path string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(path, prefix) })
}

// All lists every package that learners can import and programs can use in a variant, and those of the judges of exercises.
func All(withRace bool) []string {
	grading := slices.DeleteFunc(slices.Sorted(maps.Keys(unpacked().paths)), func(p string) bool {
		return !forGrading(p) || withRace && forSandbox(p)
	})
	return slices.Concat(Core(), grading, slices.DeleteFunc(std.Paths(), func(p string) bool { return p == "unsafe" || p == "plugin" }))
}

// has reports whether the kit can provide a package: it is the standard library's, or in the embedded sources.
func (k *Kit) has(path string) bool {
	if path == "unsafe" || unpacked().paths[path] {
		return true
	}
	first, _, _ := strings.Cut(path, "/")
	if first == "" || strings.Contains(first, ".") || first == "cmd" || first == "vendor" || first == "builtin" || first == "weft" || !filepath.IsLocal(filepath.FromSlash(path)) {
		return false
	}
	if m := k.manifest(plain); m != nil {
		if _, ok := m.Packages[path]; ok {
			return true
		}
	}
	files, err := filepath.Glob(filepath.Join(k.chain.Root, "src", filepath.FromSlash(path), "*.go"))
	if err != nil || len(files) == 0 {
		return false
	}
	info, err := os.Stat(files[0])
	return err == nil && info.Mode().IsRegular()
}
