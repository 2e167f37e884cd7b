package std

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:embed generic/*/*.go
var genericSources embed.FS

// GenericSource returns Go source, by file name, of the generic functions and types of the package
// at an import path, for an interpreter that instantiates them; false if it has none. The source
// is weft's own. It is a package of the same name that may import the real one, other packages of
// this library and CompiledPath; what is not generic in the real package is not in it. It keeps to
// plain statements: no range over functions or integers, no defer.
//
// Left out, because they need the run-time system or its internals: runtime.AddCleanup, package
// weak and sql.Null.
func GenericSource(importPath string) (files map[string]string, ok bool) {
	dir := genericFolder(importPath)
	if dir == "" {
		return nil, false
	}
	entries, err := fs.ReadDir(genericSources, dir)
	if err != nil {
		panic(fmt.Sprintf("std: embedded source of %s: %v", importPath, err)) // a broken build
	}
	files = make(map[string]string)
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		text, err := fs.ReadFile(genericSources, name)
		if err != nil {
			panic(fmt.Sprintf("std: embedded source of %s: %v", importPath, err))
		}
		files[name] = string(text)
	}
	return files, true
}

// genericFolder is where the source for an import path is, or "".
func genericFolder(importPath string) string {
	switch importPath {
	case "cmp", "crypto/hkdf", "crypto/pbkdf2", "errors", "hash/maphash", "iter", "maps", "reflect", "slices", "sync", "sync/atomic", "unique",
		"weft/procs":
		return "generic/" + importPath[strings.LastIndexByte(importPath, '/')+1:]
	case "math/rand/v2":
		return "generic/rand"
	}
	return ""
}
