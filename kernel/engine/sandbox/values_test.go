package sandbox

import (
	"encoding/json"
	"strings"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestLevels(t *testing.T) {
	yes := func(layers ...Layer) (found []Finding) {
		for _, l := range layers {
			found = append(found, Finding{Layer: l, OK: true})
		}
		return append(found, Finding{Layer: Cgroup, Detail: "read-only"})
	}
	for _, tt := range []struct {
		found []Finding
		want  Level
	}{
		{nil, None},
		{yes(Landlock, Seccomp, Namespaces), None}, // each level needs those below
		{yes(Rlimits), Limited},
		{yes(Rlimits, Landlock, Namespaces), Limited},
		{yes(Rlimits, Landlock, Seccomp), Confined},
		{yes(Rlimits, Landlock, Seccomp, Namespaces), Isolated},
	} {
		m := newMachine(tt.found)
		if m.Level != tt.want || m.Has(Cgroup) || len(tt.found) > 0 && len(m.Missing()) != 1 {
			t.Errorf("%v: %+v, want level %s", tt.found, m, tt.want)
		}
		text, err := json.Marshal(m)
		var back Machine
		if err == nil {
			err = json.Unmarshal(text, &back)
		}
		if err != nil || back.Level != m.Level {
			t.Errorf("%s: %+v, %v", text, back, err)
		}
	}
	if l, err := ParseLevel("tight"); err == nil {
		t.Errorf("no level: %v", l)
	}
	e := &LevelError{Want: Isolated, Machine: newMachine(append(yes(Rlimits, Landlock), Finding{Layer: Seccomp, Detail: "ENOSYS"}, Finding{Layer: Namespaces, Detail: "EPERM"}))}
	if got, want := e.Error(), "sandbox level isolated is asked for, this machine reaches limited: no seccomp (ENOSYS), no namespaces (EPERM)"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestDefaults(t *testing.T) {
	for _, tt := range []struct {
		limits Limits
		kind   Kind
		want   Limits
	}{
		{Limits{}, Run, Limits{Wall: 10 * time.Second, CPU: 10 * time.Second, Memory: 512 << 20, Output: 1 << 20, Files: 256, FileSize: 16 << 20, Threads: 512}},
		{Limits{}, Build, Limits{Wall: 10 * time.Second, CPU: 10 * time.Second, Memory: 512 << 20, Output: 1 << 20, Files: 256, FileSize: 1 << 30, Threads: 512}},
		{Limits{Wall: 1, CPU: 2, Memory: 3, Output: 4, Files: 5, FileSize: 6, Threads: 7, Scratch: 8}, Run, Limits{1, 2, 3, 4, 5, 6, 7, 8}},
	} {
		if got := tt.limits.filled(tt.kind); got != tt.want {
			t.Errorf("%+v: %+v, want %+v", tt.limits, got, tt.want)
		}
	}
}

// TestWords finds the words of Go's run time however they are cut into pieces.
func TestWords(t *testing.T) {
	for _, tt := range []struct {
		text string
		want Stop
	}{
		{"fatal error: runtime: out of memory\n\ngoroutine 1", StopMemory},
		{"x\nfatal error: runtime: cannot allocate memory\n", StopMemory},
		{"runtime: failed to create new OS thread (have 130 already; errno=11)\nruntime: may need to increase max user processes (ulimit -u)\nfatal error: newosproc\n", StopThreads},
		{"runtime/cgo: pthread_create failed: Resource temporarily unavailable\nSIGABRT: abort\n", StopThreads},
		{"fatal error: runtime: out of memory\nruntime: failed to create new OS thread\n", StopMemory},
		{"panic: out of memory\n", ""},
		{"I say: fatal error: runtime: out of memory\n", ""},
		{strings.Repeat("x", 1000) + "fatal error: runtime: out of memory\n", ""},
		{"", ""},
	} {
		rapid.Check(t, func(t *rapid.T) {
			var w words
			for rest := tt.text; rest != ""; {
				n := rapid.IntRange(1, len(rest)).Draw(t, "n")
				w.add([]byte(rest[:n]))
				rest = rest[n:]
			}
			if w.stop != tt.want {
				t.Errorf("%q means %q, want %q", tt.text, w.stop, tt.want)
			}
			if cap(w.line) > 4*longest {
				t.Errorf("%d bytes are kept", cap(w.line))
			}
		})
	}
}

// TestQuota lets through as many bytes as there may be, in whatever pieces they come.
func TestQuota(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.Int64Range(0, 1000).Draw(t, "limit")
		pieces := rapid.SliceOf(rapid.IntRange(0, 400)).Draw(t, "pieces")
		var q quota
		q.left.Store(limit)
		through, all := 0, 0
		for _, n := range pieces {
			through += q.take(n)
			all += n
		}
		if int64(through) != min(limit, int64(all)) {
			t.Fatalf("%d of %d bytes came through a quota of %d", through, all, limit)
		}
	})
}

func TestExitString(t *testing.T) {
	for want, e := range map[string]Exit{
		"exit status 3":                  {Code: 3},
		"ended by signal: killed":        {Code: -1, Signal: syscall.SIGKILL},
		"stopped by its limit of memory": {Code: -1, Signal: syscall.SIGKILL, Stop: StopMemory},
	} {
		if got := e.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
