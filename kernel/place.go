package kernel

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"weft/kernel/engine/pipe"
)

// The session has one folder and one environment: the evaluator's, which commands and compiled cells get too.

// dir is the folder that cells run in.
func (s *Session) dir() string {
	if dir := cmp.Or(s.child.Place().Dir, s.cfg.Child.Dir); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		return "." // it has been removed
	}
	return dir
}

// path is a file as seen from that folder; ~ is the home folder.
func (s *Session) path(name string) string {
	if name == "~" || strings.HasPrefix(name, "~/") {
		if home := s.env("HOME"); home != "" {
			return filepath.Join(home, name[1:])
		}
	}
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(s.dir(), name)
}

// environ is the environment, as "NAME=value", sorted.
func (s *Session) environ() []string {
	base := s.cfg.Child.Env
	if base == nil {
		base = os.Environ()
	}
	all := map[string]string{}
	for _, e := range base {
		if name, value, ok := strings.Cut(e, "="); ok && name != "" {
			all[name] = value
		}
	}
	place := s.child.Place()
	maps.Copy(all, place.Set)
	for _, name := range place.Unset {
		delete(all, name)
	}
	all["PWD"] = s.dir()
	var list []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		list = append(list, name+"="+all[name])
	}
	return list
}

func (s *Session) env(name string) string {
	for _, e := range s.environ() {
		if value, ok := strings.CutPrefix(e, name+"="); ok {
			return value
		}
	}
	return ""
}

// Dir implements magic.Host.
func (r *run) Dir() string { return r.session.dir() }

// ChangeDir implements magic.Host.
func (r *run) ChangeDir(dir string) {
	s := r.session
	before := s.dir()
	s.mu.Lock()
	s.before = before
	s.mu.Unlock()
	s.child.Move(pipe.Place{Dir: dir})
}

// DirBefore implements magic.Host.
func (r *run) DirBefore() string {
	r.session.mu.Lock()
	defer r.session.mu.Unlock()
	return r.session.before
}

// Path implements magic.Host.
func (r *run) Path(name string) string { return r.session.path(name) }

// Environ implements magic.Host.
func (r *run) Environ() []string { return r.session.environ() }

// Setenv implements magic.Host.
func (r *run) Setenv(name, value string) {
	r.session.child.Move(pipe.Place{Set: map[string]string{name: value}})
}

// Unsetenv implements magic.Host.
func (r *run) Unsetenv(name string) { r.session.child.Move(pipe.Place{Unset: []string{name}}) }
