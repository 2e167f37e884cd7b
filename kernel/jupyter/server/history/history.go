// Package history remembers the inputs and results of cells over sessions, in a file that several
// kernels share. It owns the file's format; it knows no messages and no language.
//
// The file has one JSON object per line and is only ever appended to, one write per line under a
// lock. Plain lines rather than a database: they cost no memory and no time at start-up, a broken
// line costs only itself, and people can read, search and delete them. When the file
// has reached its size it becomes the ".old" one and a new one begins.
//
// Whatever happens to the file, the current session is complete: it is kept in memory too.
package history

import (
	"cmp"
	"slices"
	"sync"
)

// An Entry is one cell.
type Entry struct {
	Session int
	Line    int // the execution count
	Input   string
	Output  *string // text of the result, nil if there was none
}

// A Store is the history as one kernel sees it. It is safe for concurrent use.
type Store struct {
	file    *file
	onError func(error)

	mu      sync.Mutex
	session int     // of this kernel, 0 until it is needed
	own     []Entry // of this session
}

// Open returns the history in the file path; "" keeps it in memory only. Nothing is read or
// written before it is needed. onError is told what goes wrong with the file, each time.
func Open(path string, onError func(error)) *Store {
	s := &Store{onError: onError}
	if path != "" {
		s.file = &file{path: path, max: maxFile}
	}
	return s
}

// Session is the number of the current session: one more than any before it.
func (s *Store) Session() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.begin()
}

// begin takes a session number if there is none yet. s.mu is held.
func (s *Store) begin() int {
	if s.session != 0 {
		return s.session
	}
	s.session = 1
	if s.file != nil {
		n, err := s.file.beginSession()
		if err != nil {
			s.onError(err)
		}
		s.session = n
	}
	return s.session
}

// Add remembers the input of a cell of this session.
func (s *Store) Add(line int, input string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	session := s.begin()
	s.own = append(s.own, Entry{Session: session, Line: line, Input: input})
	s.save(record{Session: session, Line: line, Input: &input})
}

// AddOutput remembers the result of a cell that was added before.
func (s *Store) AddOutput(line int, output string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := len(s.own) - 1; i >= 0; i-- {
		if s.own[i].Line == line {
			s.own[i].Output = &output
			s.save(record{Session: s.session, Line: line, Output: &output})
			return
		}
	}
}

func (s *Store) save(r record) {
	if s.file == nil {
		return
	}
	if err := s.file.append(r); err != nil {
		s.onError(err)
	}
}

// Tail returns the last n entries, oldest first.
func (s *Store) Tail(n int) []Entry {
	all := s.all()
	return all[max(0, len(all)-max(0, n)):]
}

// Range returns the lines of a session from start up to, not including, stop; a negative stop
// means the end. Session 0 is the current one, -1 the one before it.
func (s *Store) Range(session, start, stop int) []Entry {
	if session <= 0 {
		session += s.Session()
	}
	var found []Entry
	for _, e := range s.all() {
		if e.Session == session && e.Line >= start && (stop < 0 || e.Line < stop) {
			found = append(found, e)
		}
	}
	return found
}

// Search returns the last n entries whose whole input matches pattern, oldest first; n <= 0
// means all. In pattern, * stands for any text, ? for any character, [a-z] and [^a-z] for one of
// a set. With unique, of equal inputs only the latest is returned.
func (s *Store) Search(pattern string, n int, unique bool) []Entry {
	var found []Entry // latest first
	seen := map[string]bool{}
	g := compile(pattern)
	for _, e := range slices.Backward(s.all()) {
		if n > 0 && len(found) == n {
			break
		}
		if unique && seen[e.Input] || !g.match(e.Input) {
			continue
		}
		seen[e.Input] = true
		found = append(found, e)
	}
	slices.Reverse(found)
	return found
}

// all returns the entries of all sessions in order.
func (s *Store) all() []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	session := s.begin()
	var all []Entry
	if s.file != nil {
		records, err := s.file.read()
		if err != nil {
			s.onError(err)
		}
		all = entries(records, session)
	}
	all = append(all, s.own...)
	slices.SortStableFunc(all, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Session, b.Session), cmp.Compare(a.Line, b.Line))
	})
	return all
}

// entries puts the records of inputs and outputs together, leaving out one session.
func entries(records []record, without int) []Entry {
	type key struct{ session, line int }
	var all []Entry
	at := map[key]int{}
	for _, r := range records {
		k := key{r.Session, r.Line}
		switch i, known := at[k]; {
		case r.Session == without:
		case r.Input != nil:
			at[k] = len(all)
			all = append(all, Entry{Session: r.Session, Line: r.Line, Input: *r.Input})
		case r.Output != nil && known:
			all[i].Output = r.Output
		}
	}
	return all
}
