//go:build linux

package sandbox

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

// TestProbe tells the level of machines that refuse one thing or another, and shows that a program runs there.
func TestProbe(t *testing.T) {
	here, err := Probe(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		machine string
		missing []Layer // at least
		level   Level   // at most
	}{
		{"as it is", nil, here.Level},
		{"without namespaces", []Layer{Namespaces}, Confined},
		{"without mounts", []Layer{Namespaces}, Confined},
		{"without landlock", []Layer{Landlock}, Limited},
		{"without filters", []Layer{Seccomp}, Limited},
		{"without all", []Layer{Namespaces, Landlock, Seccomp}, Limited},
		{"without users", []Layer{Identity}, here.Level},
		{"without new calls", []Layer{Cgroup}, here.Level}, // clone3
	} {
		out, err := exec.Command("/proc/self/exe", "attack", "emulate", tt.machine).CombinedOutput()
		text := strings.TrimSpace(string(out))
		if err != nil {
			t.Errorf("%s: %v\n%s", tt.machine, err, text)
			continue
		}
		level := min(tt.level, here.Level)
		if !strings.HasPrefix(text, level.String()+" ") {
			t.Errorf("%s: want level %s, got\n%s", tt.machine, level, text)
		}
		for _, layer := range tt.missing {
			if !strings.Contains(text, fmt.Sprintf("no %s: ", layer)) {
				t.Errorf("%s: %s is missing, got\n%s", tt.machine, layer, text)
			}
		}
		for _, f := range here.Findings {
			// Nothing else is said to be missing, but what stands on it.
			if f.OK && !slices.Contains(tt.missing, f.Layer) && strings.Contains(text, fmt.Sprintf("no %s: ", f.Layer)) && f.Layer != Controls && f.Layer != Cgroup {
				t.Errorf("%s: %s is there, got\n%s", tt.machine, f.Layer, text)
			}
		}
		if !strings.HasSuffix(text, "exit status 5") {
			t.Errorf("%s: a program there: %s", tt.machine, text)
		}
	}
}

// emulate makes this process's machine one that refuses something, and tells what it is like.
func emulate(kind string) {
	runtime.LockOSThread()
	refusals := map[uintptr]unix.Errno{}
	noClone := func() {
		refusals[unix.SYS_CLONE3] = unix.ENOSYS
		refusals[unix.SYS_UNSHARE] = unix.EPERM
	}
	landlock := []uintptr{unix.SYS_LANDLOCK_CREATE_RULESET, unix.SYS_LANDLOCK_ADD_RULE, unix.SYS_LANDLOCK_RESTRICT_SELF}
	clone := false
	switch kind {
	case "without namespaces":
		noClone()
		clone = true
	case "without mounts":
		refusals[unix.SYS_MOUNT] = unix.EPERM
	case "without landlock":
		for _, call := range landlock {
			refusals[call] = unix.EOPNOTSUPP
		}
	case "without filters":
		refusals[unix.SYS_SECCOMP] = unix.ENOSYS
	case "without all":
		noClone()
		clone = true
		for _, call := range append(landlock, unix.SYS_SECCOMP) {
			refusals[call] = unix.ENOSYS
		}
	case "without users":
		refusals[unix.SYS_SETRESUID] = unix.EPERM
		refusals[unix.SYS_SETGROUPS] = unix.EPERM
	case "without new calls":
		refusals[unix.SYS_CLONE3] = unix.ENOSYS
	}
	program := []bpf.Instruction{bpf.LoadAbsolute{Off: offsetCall, Size: 4}}
	for call, errno := range refusals {
		program = append(program, bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: uint32(call), SkipTrue: 1}, refuse(errno))
	}
	if clone {
		program = append(program,
			bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: unix.SYS_CLONE, SkipTrue: 3},
			bpf.LoadAbsolute{Off: low(0), Size: 4},
			bpf.JumpIf{Cond: bpf.JumpBitsNotSet, Val: namespaces | unix.CLONE_NEWUSER, SkipTrue: 1},
			refuse(unix.EPERM))
	}
	program = append(program, bpf.RetConstant{Val: unix.SECCOMP_RET_ALLOW})
	raw, err := bpf.Assemble(program)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	filter := make([]unix.SockFilter, len(raw))
	for i, r := range raw {
		filter[i] = unix.SockFilter{Code: r.Op, Jt: r.Jt, Jf: r.Jf, K: r.K}
	}
	prog := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
	if _, _, errno := unix.RawSyscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0, uintptr(unsafe.Pointer(&prog))); errno != 0 {
		fmt.Println(errno)
		os.Exit(1)
	}
	fmt.Println(syscall.Exec("/proc/self/exe", []string{os.Args[0], "attack", "machine"}, os.Environ()))
	os.Exit(1)
}

// machine tells what this machine is like, and runs a program at its level.
func machine() {
	s, err := Open(context.Background(), Options{})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(s.Machine().Level, "is the level")
	for _, f := range s.Machine().Missing() {
		fmt.Printf("no %s: %s (%s)\n", f.Layer, f.Detail, f.Remedy)
	}
	exit, err := s.Run(context.Background(), Program{Path: "/proc/self/exe", Args: []string{"attack", "exit", "5"}, Reserves: raced, Env: []string{"GORACE=atexit_sleep_ms=0"}}, Limits{}, s.Machine().Level)
	if err := errors.Join(err, s.Close()); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(exit)
}
