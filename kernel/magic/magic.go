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
	"time"

	"weft/kernel/golang/check"
)

// A Host is the session as a magic sees it.
type Host interface {
	// Print writes to the cell's standard output.
	Print(text string)
	// Variables lists what the session has declared, by name.
	Variables() []Variable
	// Value reads a variable, which can take a moment.
	Value(ctx context.Context, name string) Value
	// Reset forgets everything that the session declared and starts a new evaluator.
	Reset(ctx context.Context) error
	// Restart starts a new evaluator and declares again what the session declared. The text says what is there, and
	// what is lost.
	Restart(ctx context.Context) (string, error)
	// Note shows a quiet remark.
	Note(text string)
	// Shell runs a script; its output becomes the cell's. An exit status other than 0 is an *ExitStatus.
	Shell(ctx context.Context, s Script) error
	// Dir is the folder that cells run in. ChangeDir goes to another, an absolute path; DirBefore is the one that it left last,
	// or "". Path is a file's name as seen from Dir, as an absolute path; ~ is the home folder.
	Dir() string
	ChangeDir(dir string)
	DirBefore() string
	Path(name string) string
	// Environ is the environment of cells and commands, as "NAME=value", sorted.
	Environ() []string
	Setenv(name, value string)
	Unsetenv(name string)
	// Lowered returns what the interpreter would be given for this code.
	Lowered(code string) (string, error)
	// Compiled compiles a cell and runs it.
	Compiled(ctx context.Context, c Compiled) error
	// Record runs a cell and draws what its goroutines did when.
	Record(ctx context.Context, r Recording) error
	// Profile measures a cell or looks at the session, and shows where the time, the memory or the goroutines are.
	Profile(ctx context.Context, p Profiling) error
	// CompileFuncs has functions compiled that interpreted cells call.
	CompileFuncs(ctx context.Context, c Compiling) error
	// Measured runs a part of the cell, and says what that took, also if it failed.
	Measured(ctx context.Context, part func(context.Context) error) (Spent, error)
	// Repeat runs the code of a %timeit or %%timeit again and again, each time as often as next says, until that is 0. next is
	// told how long the last round took, 0 before the first.
	Repeat(ctx context.Context, c Repeated, next func(took time.Duration) int) error
	// Toolchain reports whether there is a go command, for compiled cells.
	Toolchain(ctx context.Context) bool
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
	// Racing says whether interpreted cells are looked at for data races, and whether carefully, since something
	// that earlier cells left behind does not tell what it does; SetRacing changes it from now on.
	Racing() (on, careful bool)
	SetRacing(on bool)
	// Table shows a table as an output of the cell.
	Table(t Table)
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
	// GoodCells are those that succeeded when they ran last, each in its latest text, in the order of these runs,
	// without the one that the magic stands in.
	GoodCells() []Good
	// RunAgain runs one of them again under its own number; show says whether its outputs are seen.
	RunAgain(ctx context.Context, c Good, show bool) error
	// Listing is these cells as a Go program.
	Listing(cells []Good) (Listing, error)
	// Declarations is the text of cells that declares these names, and what they need.
	Declarations(names ...string) []check.Part
	// Goroutines lists those of cells that have not ended; without rows there are none.
	Goroutines(ctx context.Context) (Table, error)
	// Limits are what cells may use; SetLimit changes one, as it is typed.
	Limits() []Limit
	SetLimit(name, value string) error
	// ShellAllowed reports whether ! and %%bash may be used here.
	ShellAllowed() bool
}

// A Repeated is code that is run again and again, as it stands in the cell of the call.
type Repeated struct {
	Line string // behind the magic and its options
	Body string // below the line. If there is none, Line is what is repeated; else it is done once before each round
}

// A Variable is a session's declaration as %who lists it.
type Variable struct {
	Name string
	Kind string // "var", "const", "func" or "type"
	Type string // as Go writes it; the signature of a func, the underlying type of a type
	Cell int    // where it was declared

	Compiled bool   // a func that runs compiled
	Lost     bool   // a var whose value ended with an evaluator
	Value    string // of a const
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
	Shell   string // of a %%magic: "bash", "sh"
	Code    int    // -1: ended by a signal
}

func (e *ExitStatus) Error() string {
	if e.Shell != "" && e.Code < 0 {
		return "the script was ended by a signal"
	}
	if e.Shell != "" {
		return fmt.Sprintf("the script ended with exit status %d", e.Code)
	}
	if e.Code < 0 {
		return fmt.Sprintf("%q was ended by a signal", e.Command)
	}
	return fmt.Sprintf("%q ended with exit status %d", e.Command, e.Code)
}

// A Call is one use of a magic.
type Call struct {
	Args    string  // the rest of the line behind the options, trimmed
	Options Options // those of the magic that were given
	Body    string  // %%name only: the cell below the first line
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
	Once    bool // a cell that %rerun runs again does without it
	// Commands says that it may stand there if a ! command stands behind it.
	Commands bool
	Go       bool // %%name only: the cell below the first line is Go
	Part     bool // %%name only: that Go runs as a cell of the session, which %rerun and %save count as one

	Group   Group    // where %lsmagic lists it; "" is Others
	Usage   string   // "%time", "%%writefile [-a] FILE"
	Options []Option // Call reads them; nil: the arguments are left as they are
	Takes   Takes    // what may stand behind it, for completion
	// Words, if it is set, lists what may stand behind the magic besides, with what each is.
	Words func() []Word
	Doc   string // the first sentence stands in %lsmagic; all of it in %help NAME
	// Example is one cell or several, with lines of CellBreak between them, that show it at work. They are run by
	// a test, in a session and folder of their own, and must end well.
	Example   string
	Toolchain bool // it needs the go command
	Run       func(ctx context.Context, h Host, c Call) error
}

// Takes says what kinds of words may stand behind a magic.
type Takes int

// Kinds of words.
const (
	Names    Takes = 1 << iota // what the session has declared
	Files                      // files and folders
	Folders                    // folders
	Environs                   // variables of the environment
	Magics                     // names of magics
	GoCode                     // Go
)

// A Word is what may stand behind a magic.
type Word struct{ Text, Detail string }

// A Registry finds magics by name. The zero value is empty; New has those of this package.
type Registry struct {
	magics map[string]Magic
}

// New returns a registry with the magics that every session has.
func New() *Registry {
	r := &Registry{magics: make(map[string]Magic)}
	for _, list := range [][]Magic{
		{helpMagic(r), lsmagicMagic(r)},
		{timeMagic(), timeitMagic(), whoMagic(), whosMagic(), historyMagic(), goroutinesMagic(), resetMagic(), restartMagic(), rerunMagic(), saveMagic(), loadMagic(), autoimportMagic(), getMagic(), limitMagic()},
		{lowerMagic(), vetMagic(), fixMagic()},
		{bashMagic("bash"), bashMagic("sh"), writefileMagic(), cdMagic(), pwdMagic(), envMagic()},
		{timelineMagic(), pprofMagic(), traceMagic()},
		compiledMagics(),
	} {
		for _, m := range list {
			r.Add(m)
		}
	}
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

// IsPart reports whether the cell below %%name is a part of the session.
func (r *Registry) IsPart(name string) bool { return r.magics[name].Part }

// TakesGo reports whether the cell below %%name is Go.
func (r *Registry) TakesGo(name string) bool { return r.magics[name].Go }

// Call runs m as the magic that a cell calls: it reads the options first.
func (m Magic) Call(ctx context.Context, h Host, c Call) error {
	if m.Options != nil {
		options, rest, err := takeOptions(c.Args, m.Options)
		if err != nil {
			return fmt.Errorf("%s: %w", m.sign(c)+m.Name, err)
		}
		c.Options, c.Args = options, rest
	}
	return m.Run(ctx, h, c)
}

// sign is % or %%, as the call has it.
func (m Magic) sign(c Call) string {
	if m.Block && (!m.Line || c.Body != "") {
		return "%%"
	}
	return "%"
}
