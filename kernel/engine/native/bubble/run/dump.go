package run

import (
	"cmp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"weft/kernel/engine/native/bubble/hook"
)

// remaining lists the bubble's goroutines from a stack dump, without the machinery's own, main first.
func (b *bubble) remaining() []Goroutine {
	var found []Goroutine
	main := b.main.Load()
	for text := range strings.SplitSeq(dump(), "\n\n") {
		g, number, ok := parse(text)
		if !ok || number == "" || number != b.number {
			continue
		}
		if g.ID == b.root || g.ID == b.body || strings.Contains(text, "\ncreated by testing/synctest.Test ") {
			continue
		}
		if g.ID == main {
			g.Main, g.Parent, g.Started = true, 0, hook.Place{}
		}
		found = append(found, g)
	}
	addLocks(found)
	sortGoroutines(found)
	return found
}

// sortGoroutines puts goroutines into an order that is the same in each run, main first, as far as places tell them apart: numbers
// follow the machine's processors.
func sortGoroutines(list []Goroutine) {
	slices.SortFunc(list, func(x, y Goroutine) int {
		if x.Main != y.Main {
			return map[bool]int{true: -1, false: 1}[x.Main]
		}
		return cmp.Or(comparePlaces(x.Started, y.Started), comparePlaces(x.Place, y.Place), cmp.Compare(x.State, y.State), cmp.Compare(x.ID, y.ID))
	})
}

func comparePlaces(a, b hook.Place) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
}

// addLocks adds what the hooks know and the dump does not.
func addLocks(found []Goroutine) {
	waits := map[int64]hook.WaitInfo{}
	for _, w := range hook.Waits() {
		waits[w.Goroutine] = w
	}
	births := hook.Births()
	for i := range found {
		g := &found[i]
		if p, ok := births[g.ID]; ok {
			g.Started = p
		}
		if w, ok := waits[g.ID]; ok {
			g.State = w.Op.String()
			g.Object, g.Holders, g.HoldersKnown = w.Object, w.Holders, w.Complete
		}
	}
}

// dump is the stack dump of all goroutines. The world stops for it.
func dump() string {
	const most = 64 << 20
	for size := 64 << 10; ; size *= 4 {
		buf := make([]byte, size)
		if n := runtime.Stack(buf, true); n < size || size >= most {
			return string(buf[:n])
		}
	}
}

// bubbleNumber is the number of the calling goroutine's bubble in dumps.
func bubbleNumber() string {
	buf := make([]byte, 256)
	_, number, _ := parse(string(buf[:runtime.Stack(buf, false)]))
	return number
}

// parse reads one goroutine of a dump; number is its bubble's, "" if it is in none.
func parse(text string) (g Goroutine, number string, ok bool) {
	head, rest, _ := strings.Cut(text, "\n")
	head, ok = strings.CutPrefix(head, "goroutine ")
	if !ok {
		return g, "", false
	}
	id, attributes, _ := strings.Cut(head, " [")
	g.ID, _ = strconv.ParseInt(id, 10, 64)
	attributes = strings.TrimSuffix(attributes, "]:")
	for i, a := range strings.Split(attributes, ", ") {
		if i == 0 {
			g.State, g.Durable = strings.CutSuffix(a, " (durable)")
			g.State = strings.TrimSuffix(g.State, " (scan)")
		} else if n, found := strings.CutPrefix(a, "synctest bubble "); found {
			number = n
		}
	}
	g.readFrames(rest)
	return g, number, true
}

// readFrames reads the lines below a goroutine's first: a function and its position, again and again.
func (g *Goroutine) readFrames(text string) {
	lines := strings.Split(text, "\n")
	waits := "" // in learners' words, if a primitive of ours is what waits
	for i := 0; i+1 < len(lines); i += 2 {
		if strings.HasPrefix(lines[i], "...") { // some frames are left out
			i--
			continue
		}
		file, line := position(lines[i+1])
		if created, found := strings.CutPrefix(lines[i], "created by "); found {
			f, parent, _ := strings.Cut(created, " in goroutine ")
			g.Parent, _ = strconv.ParseInt(parent, 10, 64)
			g.Started = hook.Place{Func: f, File: file, Line: line}
			break
		}
		f := lines[i]
		if at := strings.LastIndexByte(f, '('); at > 0 {
			f = f[:at]
		}
		p := hook.Place{Func: f, File: file, Line: line}
		g.Frames = append(g.Frames, p)
		switch {
		case hook.Own(f):
			if name, found := primitive(f); found && g.Place.Line == 0 {
				waits = name
			}
		case g.Place.Line == 0 && !standard(f):
			g.Place = p
		}
	}
	if waits != "" && g.Durable {
		g.State = waits
	}
}

// position reads "\t/path/x.go:12 +0x1d".
func position(s string) (file string, line int) {
	s = strings.TrimSpace(s)
	if i := strings.LastIndex(s, " +0x"); i >= 0 {
		s = s[:i]
	}
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0
	}
	line, _ = strconv.Atoi(s[i+1:])
	return s[:i], line
}

// primitive is the name that learners know one of our functions by.
func primitive(function string) (name string, ok bool) {
	_, f, ok := strings.Cut(function, "/dsync.")
	if !ok {
		return "", false
	}
	switch typ, method, _ := strings.Cut(f, "."); typ {
	case "(*reader)":
		return "sync.RWMutex.R" + method, true
	case "(*Mutex)", "(*RWMutex)", "(*WaitGroup)", "(*Cond)", "(*Once)":
		return "sync." + typ[2:len(typ)-1] + "." + method, true
	}
	return "", false
}

// standard says whether a function belongs to the standard library, by the first part of its package's path.
func standard(function string) bool {
	path := function
	if i := strings.IndexAny(path, "/."); i >= 0 {
		path = path[:i]
	}
	_, found := slices.BinarySearch(topLevel[:], path)
	return found
}

// topLevel are the first parts of the paths of the standard library's packages, sorted.
var topLevel = [...]string{"archive", "bufio", "bytes", "cmp", "compress", "container", "context", "crypto", "database",
	"debug", "embed", "encoding", "errors", "expvar", "flag", "fmt", "go", "hash", "html", "image", "index", "internal",
	"io", "iter", "log", "maps", "math", "mime", "net", "os", "path", "plugin", "reflect", "regexp", "runtime", "slices",
	"sort", "strconv", "strings", "structs", "sync", "syscall", "testing", "text", "time", "type:", "unicode", "unique",
	"unsafe", "vendor", "weak"}
