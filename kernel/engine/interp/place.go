package interp

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"weft/kernel/engine/child/group"
	"weft/kernel/engine/pipe"
)

// A place is the folder and the environment that the parent knows of.
type place struct {
	dir string
	env []string // as os.Environ gives it
}

func here() place {
	dir, _ := os.Getwd() // "" if it has been removed
	return place{dir: dir, env: os.Environ()}
}

// move goes where the parent says.
func (s *session) move(p *pipe.Place) {
	if p == nil {
		return
	}
	s.placing.Lock()
	defer s.placing.Unlock()
	for _, name := range p.Unset {
		os.Unsetenv(name)
	}
	for name, value := range p.Set {
		if name == "GODEBUG" {
			value += "," + labelSetting // see child.environment
		}
		os.Setenv(name, value)
	}
	if p.Dir != "" {
		if err := os.Chdir(p.Dir); err != nil {
			fmt.Fprintf(os.Stderr, "weft: the folder of this session is gone: %v\n", err)
		} else {
			os.Setenv("PWD", p.Dir)
		}
	}
	s.place = here()
}

// labelSetting is the setting of the run time's by which goroutines are told apart.
const labelSetting = "tracebacklabels=1"

// moved is what cells have changed since the parent was last told, nil if nothing.
func (s *session) moved() *pipe.Place {
	s.placing.Lock()
	defer s.placing.Unlock()
	before, now := s.place, here()
	if before.dir == now.dir && slices.Equal(before.env, now.env) {
		return nil
	}
	s.place = now
	p := &pipe.Place{Set: map[string]string{}}
	if before.dir != now.dir {
		p.Dir = now.dir
	}
	old := variables(before.env)
	for name, value := range variables(now.env) {
		if was, ok := old[name]; !ok || was != value {
			p.Set[name] = strings.TrimSuffix(value, ","+labelSetting)
		}
		delete(old, name)
	}
	for name := range old {
		p.Unset = append(p.Unset, name)
	}
	return p
}

// variables are those of an environment, but for what is between the parent and this process.
func variables(env []string) map[string]string {
	all := map[string]string{}
	for _, e := range env {
		if name, value, ok := strings.Cut(e, "="); ok && name != "" && name != group.Variable {
			all[name] = value
		}
	}
	return all
}
