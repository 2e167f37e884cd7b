package kit

import (
	"context"
	"io"
	"maps"
	"slices"
	"time"
)

// A File is a Go source file. Without a line directive, positions name it as Name. Build constraints
// in it are not looked at, as in go run FILE.
type File struct {
	Name string // without folders, ends in .go
	Text string
}

// A Package is compiled from source for a job.
type Package struct {
	Path  string // import path; that of a job's last package is always "main"
	Files []File
	// ImportMap replaces imports of this package only: {"sync": "weft/bubble/sync"} compiles its
	// `import "sync"` against another package of the job or the kit.
	ImportMap map[string]string
	// Keep marks a package of weft's own that is the same for everybody: what is compiled is kept in
	// the kit and not in the cache, and the job's compiler flags are not for it.
	Keep bool
	// NoInline leaves the functions that it calls as they are, so that they keep their names in stacks.
	NoInline bool
}

// Own is a package of weft's own, from its files by their names: see Package.Keep.
func Own(path string, files map[string][]byte) Package {
	p := Package{Path: path, Keep: true}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		p.Files = append(p.Files, File{Name: name, Text: string(files[name])})
	}
	return p
}

// A Job is a program to build.
type Job struct {
	Packages    []Package // in the order of dependency; the last one is package main
	Race        bool      // with the race detector
	Compile     []string  // more flags for the compiler, such as -m=1, -S, -N
	Link        []string  // more flags for the linker
	CompileOnly bool      // no binary is wanted
	Debug       bool      // with symbol tables and DWARF, which take time to write
	Output      string    // where the binary goes; "" leaves it in the cache
	Modules     *Modules  // third-party modules; nil if there are none
	// Run runs compiler and linker, confined say, and then there is no other way to build; nil: weft does.
	Run Run
}

// A Tool is a run of the compiler or the linker. Paths are absolute.
type Tool struct {
	Path   string
	Args   []string
	Dir    string
	Env    []string
	Read   []string  // folders that it reads
	Write  string    // a folder that it writes to
	Output io.Writer // for all that it prints; not safe for concurrent use
}

// Run runs a tool to its end. An error is that of ctx, an *[ExceededError], or that the tool failed.
type Run func(ctx context.Context, t Tool) error

// An ExceededError reports that a tool was stopped because it needed more than it was given for the text of a job.
type ExceededError struct {
	Tool  string // "compile", "link"
	Limit string // "1 GiB of memory"
}

func (e *ExceededError) Error() string { return e.Tool + " needs more than " + e.Limit }

// Modules let a job import what is in neither the standard library nor the kit. Such a job is built
// by the go command.
type Modules struct {
	GoMod string // text of a go.mod with the requirements; its module path and go line are not used
	GoSum string // text of the go.sum that belongs to it
	Proxy string // GOPROXY for this build; "" is "off": only what the module cache has
}

// A Result is what a build came to. Without diagnostics the program was built.
type Result struct {
	// Binary is the program. In the cache it stays for some minutes at least, whatever else is built;
	// a caller that needs it for longer asks for an Output, or builds again, which costs nothing then.
	Binary      string
	Diagnostics []Diagnostic
	Notes       string        // what the compiler printed for flags such as -m and -S, as it is
	Cached      bool          // nothing had to be compiled or linked
	Fallback    string        // why the go command built it; "" if compiler and linker were called directly
	Repaired    []string      // import paths of the kit's packages that were damaged and are whole again
	Compile     time.Duration // wall time
	Link        time.Duration
}

// A Diagnostic is a mistake in the code, in the compiler's words.
type Diagnostic struct {
	File string // as the line directives have it; "" if the mistake has no place
	Line int    // from 1; 0 if unknown
	Col  int    // in bytes, from 1; 0 if unknown
	Text string // may have several lines
}
