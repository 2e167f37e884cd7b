// Package magic holds the commands of a cell that are not Go: %name for a line, %%name for a whole
// cell, ! for the shell. It is a registry: the kernel supplies what a magic may touch as a Host, and
// other parts of the program add magics of their own. It knows no Jupyter.
package magic

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/near"
)

// A Host is the session as a magic sees it.
type Host interface {
	// Print writes to the cell's standard output.
	Print(text string)
	// Variables lists what the session has declared, by name.
	Variables() []Variable
	// Reset forgets everything that the session declared and starts a new evaluator.
	Reset(ctx context.Context) error
	// Shell runs a command line of the system's shell; its output becomes the cell's. An exit
	// status other than 0 is an *ExitStatus.
	Shell(ctx context.Context, command string) error
	// Lowered returns what the interpreter would be given for this code.
	Lowered(code string) (string, error)
	// Compiled compiles a cell and runs it.
	Compiled(ctx context.Context, c Compiled) error
	// CompileFuncs has functions compiled that interpreted cells call.
	CompileFuncs(ctx context.Context, c Compiling) error
	// Modules lists the third-party modules of the session, those that were asked for first.
	Modules() []Module
	// GetModule fetches one, or another version of it: "path" or "path@version". DropModule removes it.
	GetModule(ctx context.Context, query string) error
	DropModule(ctx context.Context, path string) error
	// Vet shows the likely mistakes in code and counts them.
	Vet(code string) (int, error)
	// Fix returns code as gofmt writes it, in newer Go, and says line by line what newer Go changed.
	Fix(code string) (text string, changes []string, err error)
	// Replace puts text into the cell, in place of its own.
	Replace(text string)
	// AutoImport says whether forgotten imports of cells are added from now on; SetAutoImport changes it.
	AutoImport() bool
	SetAutoImport(on bool)
	// Display shows something as an output of the cell, by MIME type: in place of what the cell has shown under
	// the same id, or beside everything else if id is "".
	Display(data map[string]any, id string)
	// Live reports whether what is displayed can be replaced, so that progress can be shown.
	Live() bool
	// Stoppable is ctx with an end that an interrupt of the cell brings. The function must be called.
	Stoppable(ctx context.Context) (context.Context, context.CancelFunc)
	// Cell is the cell that the magic stands in.
	Cell() Cell
	// Cells are those that were run, successful or not, each in its latest text, in the order of these runs.
	Cells() []Cell
	// Declarations is the text of cells that declares these names, and what they need.
	Declarations(names ...string) []check.Part
	// ShellAllowed reports whether ! and %%bash may be used here.
	ShellAllowed() bool
}

// A Variable is a session's declaration as %who lists it.
type Variable struct {
	Name string
	Kind string // "var", "const", "func" or "type"
	Type string // as Go writes it; the signature of a func, the underlying type of a type
	Cell int    // where it was declared

	Compiled bool // a func that runs compiled
}

// A Cell is one that was run.
type Cell struct {
	Number   int    // execution count
	ID       string // of the notebook's cell, "" if the frontend does not tell
	Source   string
	Metadata map[string]any // as the frontend tells it; JupyterLab tells that of the notebook's cell
}

// An ExitStatus is a command that ended with another status than 0.
type ExitStatus struct {
	Command string
	Code    int // -1: ended by a signal
}

func (e *ExitStatus) Error() string {
	if e.Code < 0 {
		return fmt.Sprintf("%q was ended by a signal", e.Command)
	}
	return fmt.Sprintf("%q ended with exit status %d", e.Command, e.Code)
}

// A Call is one use of a magic.
type Call struct {
	Args string // the rest of the line, trimmed
	Body string // %%name only: the cell below the first line
	// Rest runs what follows the magic in its cell. A magic that does not call it leaves that to
	// its caller, who then runs it afterwards; %%name has nothing that follows. It is nil for a
	// magic that stands behind the cell's code.
	Rest func(context.Context) error
}

// A Magic is one command.
type Magic struct {
	Name  string
	Line  bool // usable as %name
	Block bool // usable as %%name
	// Between says that %name may stand between statements: it needs neither what follows nor what the
	// cell declares.
	Between bool
	Go      bool   // %%name only: the cell below the first line is Go
	Usage   string // "%time", "%%writefile [-a] FILE"
	// Words, if it is set, lists what may stand behind the magic, for completion, with what each is.
	Words func() []Word
	Doc   string // the first sentence stands in %lsmagic; all of it in %help NAME
	Run   func(ctx context.Context, h Host, c Call) error
}

// A Word is what may stand behind a magic.
type Word struct{ Text, Detail string }

// A Registry finds magics by name. The zero value is empty; New has those of this package.
type Registry struct {
	magics map[string]Magic
}

// New returns a registry with the magics that every session has.
func New() *Registry {
	r := &Registry{magics: make(map[string]Magic)}
	for _, m := range []Magic{timeMagic(), whoMagic(), resetMagic(), autoimportMagic(), getMagic(), lowerMagic(), vetMagic(), fixMagic(), bashMagic("bash"), bashMagic("sh"), writefileMagic()} {
		r.Add(m)
	}
	for _, m := range compiledMagics() {
		r.Add(m)
	}
	r.Add(lsmagicMagic(r))
	r.Add(helpMagic(r))
	return r
}

// Add registers m, in place of an earlier one of that name.
func (r *Registry) Add(m Magic) { r.magics[m.Name] = m }

// Names lists all magics, sorted, as they are typed: "%time", "%%bash".
func (r *Registry) Names() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(r.magics)) {
		m := r.magics[name]
		if m.Line {
			names = append(names, "%"+name)
		}
		if m.Block {
			names = append(names, "%%"+name)
		}
	}
	return names
}

// Named returns the magic that is typed so ("%time", "%%bash").
func (r *Registry) Named(typed string) (Magic, bool) {
	name := strings.TrimLeft(typed, "%")
	m, ok := r.magics[name]
	return m, ok && (typed == "%"+name && m.Line || typed == "%%"+name && m.Block)
}

// Usage is how a magic is used, "" if there is none that is typed so.
func (r *Registry) Usage(typed string) string {
	m, _ := r.Named(typed)
	return m.Usage
}

// Words lists what may stand behind the magic that a line begins with; nil if it does not say.
func (r *Registry) Words(line string) []Word {
	typed, _, behind := strings.Cut(line, " ")
	m, ok := r.Named(typed)
	if !ok || !behind || m.Words == nil {
		return nil
	}
	return m.Words()
}

// TakesGo reports whether the cell below %%name is Go.
func (r *Registry) TakesGo(name string) bool { return r.magics[name].Go }

// An UnknownError is a magic that does not exist, or not in this form.
type UnknownError struct {
	Typed string // with its % or %%
	Near  string // the likeliest one that exists, or ""
}

func (e *UnknownError) Error() string {
	if e.Near != "" {
		return fmt.Sprintf("no magic %s; did you mean %s? %%lsmagic lists all", e.Typed, e.Near)
	}
	return fmt.Sprintf("no magic %s; %%lsmagic lists all", e.Typed)
}

// Find returns the magic that m calls, or an *UnknownError.
func (r *Registry) Find(m cell.Magic) (Magic, error) {
	sign := "%"
	if m.Kind == cell.Block {
		sign = "%%"
	}
	found, ok := r.magics[m.Name]
	if ok && (m.Kind == cell.Block && found.Block || m.Kind == cell.Line && found.Line) {
		return found, nil
	}
	return Magic{}, &UnknownError{Typed: sign + m.Name, Near: r.nearest(sign + m.Name)}
}

// nearest is the magic that was probably meant, "" if none is near.
func (r *Registry) nearest(typed string) string { return near.Word(typed, r.Names()) }
