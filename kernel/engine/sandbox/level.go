package sandbox

import (
	"fmt"
	"slices"
	"strings"
)

// A Level says how much stands between a program and the machine. Each includes the ones before it.
type Level int

const (
	// None is a process of the same user that can do what the user can. Its real time and its output are
	// bounded, and it is killed with its process group.
	None Level = iota
	// Limited bounds processor time, memory, files, file sizes and threads as well. The environment is
	// empty, no descriptor is open but those given, and nothing that the program started outlives it.
	Limited
	// Confined means that the program sees no file but those given to it, has no network, starts no process,
	// and reaches no other process by signal, trace or memory. A defect of the kernel's file rules or
	// system call filter is one defect between it and the user's files.
	Confined
	// Isolated means that on top of this other processes, files, networks and host names do not exist
	// for it, and that its scratch space is memory of a fixed size.
	Isolated
)

// levels are the names of levels, in order.
func levels() []string { return []string{"none", "limited", "confined", "isolated"} }

func (l Level) String() string {
	if l < None || l > Isolated {
		return fmt.Sprintf("Level(%d)", int(l))
	}
	return levels()[l]
}

// ParseLevel is the inverse of [Level.String].
func ParseLevel(name string) (Level, error) {
	i := slices.Index(levels(), name)
	if i < 0 {
		return None, fmt.Errorf("no sandbox level is named %q; there are %s", name, strings.Join(levels(), ", "))
	}
	return Level(i), nil
}

// MarshalText and UnmarshalText make a level a name in JSON.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

func (l *Level) UnmarshalText(text []byte) (err error) {
	*l, err = ParseLevel(string(text))
	return err
}

// A Layer is one means of confinement.
type Layer string

const (
	Rlimits    Layer = "rlimits"    // setrlimit(2)
	Landlock   Layer = "landlock"   // landlock(7): files
	Seccomp    Layer = "seccomp"    // seccomp(2): system calls
	Namespaces Layer = "namespaces" // namespaces(7): pid, mount, net, ipc, uts
	Identity   Layer = "identity"   // a user of its own, without privileges
	Cgroup     Layer = "cgroup"     // cgroups(7) version 2: ends a whole tree of processes
	Controls   Layer = "controls"   // the cgroup's controllers: bound memory and processes
)

// layers are all layers, in the order in which they are told.
func layers() []Layer {
	return []Layer{Rlimits, Landlock, Seccomp, Namespaces, Identity, Cgroup, Controls}
}

// needs says which layers a level stands on, besides those of the levels below it. The others make
// a level stronger without raising it.
func (l Level) needs() []Layer {
	switch l {
	case Limited:
		return []Layer{Rlimits}
	case Confined:
		return []Layer{Landlock, Seccomp}
	case Isolated:
		return []Layer{Namespaces}
	}
	return nil
}

// A Finding is what a machine says to one layer.
type Finding struct {
	Layer  Layer  `json:"layer"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`           // what there is, or why it is refused
	Remedy string `json:"remedy,omitempty"` // what would help, if it is refused
}

// A Machine is what a machine allows. It is a plain value.
type Machine struct {
	Level    Level     `json:"level"` // the highest that it reaches
	Findings []Finding `json:"findings"`
}

// newMachine concludes the level from what was found.
func newMachine(found []Finding) Machine {
	m := Machine{Findings: found}
	for l := Limited; l <= Isolated; l++ {
		for _, layer := range l.needs() {
			if !m.Has(layer) {
				return m
			}
		}
		m.Level = l
	}
	return m
}

// Has reports whether the machine allows a layer.
func (m Machine) Has(layer Layer) bool {
	return slices.ContainsFunc(m.Findings, func(f Finding) bool { return f.Layer == layer && f.OK })
}

// Missing are the findings that are not OK.
func (m Machine) Missing() []Finding {
	return slices.DeleteFunc(slices.Clone(m.Findings), func(f Finding) bool { return f.OK })
}

// A LevelError reports that a machine does not reach the level that was asked for. Nothing has run.
type LevelError struct {
	Want    Level
	Machine Machine
}

func (e *LevelError) Error() string {
	var why []string
	for l := e.Machine.Level + 1; l <= e.Want; l++ {
		for _, layer := range l.needs() {
			for _, f := range e.Machine.Missing() {
				if f.Layer == layer {
					why = append(why, fmt.Sprintf("no %s (%s)", f.Layer, f.Detail))
				}
			}
		}
	}
	return fmt.Sprintf("sandbox level %s is asked for, this machine reaches %s: %s", e.Want, e.Machine.Level, strings.Join(why, ", "))
}
