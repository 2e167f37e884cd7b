//go:build linux && (amd64 || arm64)

package sandbox

import (
	"encoding/binary"
	"testing"

	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

// seen is what a filter sees of a call, for an emulator that reads words as networks send them.
func seen(arch uint32, call uintptr, args ...uint64) []byte {
	b := make([]byte, 64)
	binary.BigEndian.PutUint32(b[offsetCall:], uint32(call))
	binary.BigEndian.PutUint32(b[offsetArch:], arch)
	for i, a := range args {
		binary.BigEndian.PutUint32(b[low(i):], uint32(a))
		binary.BigEndian.PutUint32(b[high(i):], uint32(a>>32))
	}
	return b
}

// TestPolicy runs the filters in an emulator, which needs no process to be confined.
func TestPolicy(t *testing.T) {
	const pid, program = 77, 300
	allow, eperm, enosys, kill := uint32(unix.SECCOMP_RET_ALLOW), unix.SECCOMP_RET_ERRNO|uint32(unix.EPERM), unix.SECCOMP_RET_ERRNO|uint32(unix.ENOSYS), uint32(unix.SECCOMP_RET_KILL_PROCESS)
	thread := uint64(unix.CLONE_VM | unix.CLONE_FS | unix.CLONE_FILES | unix.CLONE_SIGHAND | unix.CLONE_SYSVSEM | unix.CLONE_THREAD)
	for _, tt := range []struct {
		name       string
		call       uintptr
		args       []uint64
		run, build uint32
	}{
		{"write", unix.SYS_WRITE, nil, allow, allow},
		{"socket", unix.SYS_SOCKET, nil, eperm, eperm},
		{"socketpair", unix.SYS_SOCKETPAIR, nil, eperm, eperm},
		{"ptrace", unix.SYS_PTRACE, nil, eperm, eperm},
		{"unknown", 5000, nil, eperm, eperm},
		{"thread", unix.SYS_CLONE, []uint64{thread}, allow, allow},
		{"thread in a user namespace", unix.SYS_CLONE, []uint64{thread | unix.CLONE_NEWUSER}, eperm, eperm},
		{"process", unix.SYS_CLONE, []uint64{uint64(unix.SIGCHLD)}, eperm, allow},
		{"process, upper bits", unix.SYS_CLONE, []uint64{unix.CLONE_THREAD << 32}, eperm, allow},
		{"process in a pid namespace", unix.SYS_CLONE, []uint64{uint64(unix.SIGCHLD) | unix.CLONE_NEWPID}, eperm, eperm},
		{"clone3", unix.SYS_CLONE3, nil, enosys, enosys},
		{"signal to itself", unix.SYS_TGKILL, []uint64{pid}, allow, allow},
		{"signal to another", unix.SYS_TGKILL, []uint64{pid + 1}, eperm, allow}, // a tool's child has another number
		{"kill itself", unix.SYS_KILL, []uint64{pid}, allow, eperm},
		{"kill all", unix.SYS_KILL, []uint64{0xffffffffffffffff}, eperm, eperm},
		{"private memory", unix.SYS_MMAP, []uint64{0, 0, 0, unix.MAP_PRIVATE | unix.MAP_ANON | unix.MAP_NORESERVE}, allow, allow},
		{"shared memory", unix.SYS_MMAP, []uint64{0, 0, 0, unix.MAP_SHARED | unix.MAP_ANON}, eperm, allow},
		{"shared memory, checked", unix.SYS_MMAP, []uint64{0, 0, 0, unix.MAP_SHARED_VALIDATE}, eperm, allow},
		{"huge memory", unix.SYS_MMAP, []uint64{0, 0, 0, unix.MAP_PRIVATE | unix.MAP_HUGETLB}, eperm, allow},
		{"become the program", unix.SYS_EXECVEAT, []uint64{program, 0, 0, 0, unix.AT_EMPTY_PATH}, allow, allow},
		{"become another", unix.SYS_EXECVEAT, []uint64{3, 0, 0, 0, unix.AT_EMPTY_PATH}, eperm, allow},
		{"become a path", unix.SYS_EXECVEAT, []uint64{program, 0, 0, 0, 0}, eperm, allow},
		{"execve", unix.SYS_EXECVE, nil, eperm, allow},
		{"read a limit", unix.SYS_PRLIMIT64, []uint64{0, unix.RLIMIT_NOFILE, 0, 1 << 40}, allow, allow},
		{"set a limit", unix.SYS_PRLIMIT64, []uint64{0, unix.RLIMIT_NOFILE, 0x1000}, eperm, eperm},
		{"set a limit, upper bits", unix.SYS_PRLIMIT64, []uint64{0, unix.RLIMIT_NOFILE, 1 << 40}, eperm, eperm},
		{"name memory", unix.SYS_PRCTL, []uint64{unix.PR_SET_VMA}, allow, allow},
		{"outlive the parent", unix.SYS_PRCTL, []uint64{unix.PR_SET_PDEATHSIG}, eperm, allow},
		{"duplicate a descriptor", unix.SYS_FCNTL, []uint64{1, unix.F_DUPFD_CLOEXEC}, allow, allow},
		{"own a descriptor", unix.SYS_FCNTL, []uint64{1, unix.F_SETOWN}, eperm, eperm},
		{"type for another", unix.SYS_IOCTL, []uint64{0, unix.TIOCSTI}, eperm, eperm},
		{"is it a terminal", unix.SYS_IOCTL, []uint64{0, unix.TCGETS}, allow, allow},
		{"ask for the personality", unix.SYS_PERSONALITY, []uint64{0xffffffff}, allow, allow},
		{"change the personality", unix.SYS_PERSONALITY, []uint64{0x0040000}, eperm, eperm},
	} {
		for kind, want := range []uint32{tt.run, tt.build} {
			vm, err := bpf.NewVM(newPolicy(Kind(kind), pid, program).instructions())
			if err != nil {
				t.Fatal(err)
			}
			got, err := vm.Run(seen(auditArch, tt.call, tt.args...))
			if uint32(got) != want || err != nil {
				t.Errorf("kind %d, %s: %#x, %v, want %#x", kind, tt.name, got, err, want)
			}
			got, err = vm.Run(seen(unix.AUDIT_ARCH_I386, tt.call, tt.args...))
			if uint32(got) != kill || err != nil {
				t.Errorf("kind %d, %s by the calls of another architecture: %#x, %v", kind, tt.name, got, err)
			}
			if hasX32 {
				if got, _ := vm.Run(seen(auditArch, tt.call|1<<30, tt.args...)); uint32(got) != kill {
					t.Errorf("kind %d, %s by x32: %#x", kind, tt.name, got)
				}
			}
		}
	}
}

// TestPolicySize stays within what the kernel takes, in each jump and in all.
func TestPolicySize(t *testing.T) {
	for _, kind := range []Kind{Run, Build} {
		p := newPolicy(kind, 1, 300)
		filter, err := p.assemble()
		if err != nil || len(filter) > 4096 {
			t.Errorf("%d instructions, %v", len(filter), err)
		}
		for _, g := range p.guards {
			if n := len(g.block()); n > 255 {
				t.Errorf("call %d: a jump over %d instructions", g.call, n)
			}
			for _, call := range p.allow {
				if call == g.call {
					t.Errorf("call %d is guarded, so to allow it says nothing", call)
				}
			}
		}
	}
}
