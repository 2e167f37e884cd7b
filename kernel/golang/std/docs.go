package std

import (
	"encoding/json"
	"fmt"
	"go/build"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	"weft/kernel/golang/std/internal/comments"
	"weft/kernel/golang/std/internal/pack"
)

// Doc returns the doc comment, as text in Go's doc syntax, of a package ("fmt."), a package-level
// name ("fmt.Println", "math/rand/v2.IntN"), a method or field ("sync.WaitGroup.Add",
// "net/http.Request.Header"), or a predeclared name ("builtin.append"). It is "" if there is no
// comment, or none can be had: comments are in the binary if it was built with the tag docs, else
// they are read from the Go installation, which has those of the standard library only.
func Doc(key string) string {
	path, name := splitKey(key)
	return shared().of(path)[name]
}

// splitKey cuts a key at the first dot after its last slash.
func splitKey(key string) (path, name string) {
	start := strings.LastIndexByte(key, '/') + 1
	path, name, _ = strings.Cut(key[start:], ".")
	return key[:start] + path, name
}

var shared = sync.OnceValue(func() *docs {
	d := &docs{goroot: goroot(), packages: make(map[string]map[string]string)}
	if embeddedDocs != "" {
		packed, err := pack.Open(embeddedDocs)
		if err != nil {
			panic(fmt.Sprintf("std: embedded docs: %v", err)) // a broken build
		}
		d.packed = packed
	}
	return d
})

// docs finds doc comments and keeps those of the packages that were asked for.
type docs struct {
	packed *pack.Archive // nil if this binary has none
	goroot string        // "" if there is no Go installation

	mu       sync.Mutex
	packages map[string]map[string]string // by import path, then by name
}

// of returns a package's comments by name. Failure is an empty answer: a missing doc is no error
// to the one who looks at it.
func (d *docs) of(path string) map[string]string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if m, ok := d.packages[path]; ok {
		return m
	}
	var m map[string]string
	if Name(path) != "" || path == "builtin" {
		m = d.read(path)
	}
	d.packages[path] = m
	return m
}

func (d *docs) read(path string) map[string]string {
	if d.packed != nil {
		var m map[string]string
		if text, err := d.packed.Read(path); err == nil && json.Unmarshal(text, &m) == nil {
			return m
		}
	}
	if d.goroot == "" {
		return nil
	}
	ctx := build.Default
	ctx.GOROOT, ctx.CgoEnabled = d.goroot, false
	m, err := comments.Read(ctx, filepath.Join(d.goroot, "src", filepath.FromSlash(path)), path)
	if err != nil {
		return nil
	}
	return m
}

// goroot finds an installation of Go with sources: $GOROOT, the one that built this binary, or
// that of the go command on PATH.
func goroot() string {
	candidates := []string{os.Getenv("GOROOT"), build.Default.GOROOT}
	if command, err := exec.LookPath("go"); err == nil {
		if command, err = filepath.EvalSymlinks(command); err == nil {
			candidates = append(candidates, filepath.Dir(filepath.Dir(command)))
		}
	}
	for _, dir := range candidates {
		if dir == "" {
			continue
		}
		if _, err := os.Stat(filepath.Join(dir, "src", "fmt", "print.go")); err == nil {
			return dir
		}
	}
	return ""
}
