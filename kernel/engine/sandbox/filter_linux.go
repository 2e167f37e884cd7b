package sandbox

import (
	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

// Offsets in what a filter sees of a call (struct seccomp_data, seccomp(2)). All machines here are
// little endian, so an argument's low word comes first.
const (
	offsetCall = 0
	offsetArch = 4
	offsetArgs = 16
)

func low(arg int) uint32  { return offsetArgs + 8*uint32(arg) }
func high(arg int) uint32 { return low(arg) + 4 }

// A guard lets a system call through with certain arguments only.
type guard struct {
	call   uintptr
	checks []check // all must hold
	errno  unix.Errno
}

// A check wants a word of the call's arguments, masked, to be one of a set.
type check struct {
	offset uint32
	mask   uint32 // 0: the whole word
	oneOf  []uint32
}

// A policy is what a filter allows. Everything that it does not name is refused with EPERM.
type policy struct {
	arch   uint32
	x32    bool // the machine has a second set of calls, from 1<<30 on
	allow  []uintptr
	guards []guard
}

// instructions returns the filter. A call of another architecture, whose numbers mean other things,
// ends the process.
func (p policy) instructions() []bpf.Instruction {
	kill := bpf.RetConstant{Val: unix.SECCOMP_RET_KILL_PROCESS}
	allow := bpf.RetConstant{Val: unix.SECCOMP_RET_ALLOW}
	out := []bpf.Instruction{
		bpf.LoadAbsolute{Off: offsetArch, Size: 4},
		bpf.JumpIf{Cond: bpf.JumpEqual, Val: p.arch, SkipTrue: 1},
		kill,
		bpf.LoadAbsolute{Off: offsetCall, Size: 4},
	}
	if p.x32 {
		out = append(out, bpf.JumpIf{Cond: bpf.JumpLessThan, Val: 1 << 30, SkipTrue: 1}, kill)
	}
	for _, g := range p.guards {
		block := g.block()
		out = append(out, bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: uint32(g.call), SkipTrue: uint8(len(block))})
		out = append(out, block...)
	}
	for _, call := range p.allow {
		out = append(out, bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: uint32(call), SkipTrue: 1}, allow)
	}
	return append(out, refuse(unix.EPERM))
}

// block decides the guard's call; it never runs over its end.
func (g guard) block() (out []bpf.Instruction) {
	for _, c := range g.checks {
		out = append(out, bpf.LoadAbsolute{Off: c.offset, Size: 4})
		if c.mask != 0 {
			out = append(out, bpf.ALUOpConstant{Op: bpf.ALUOpAnd, Val: c.mask})
		}
		for i, v := range c.oneOf {
			out = append(out, bpf.JumpIf{Cond: bpf.JumpEqual, Val: v, SkipTrue: uint8(len(c.oneOf) - i)})
		}
		out = append(out, refuse(g.errno))
	}
	return append(out, bpf.RetConstant{Val: unix.SECCOMP_RET_ALLOW})
}

func refuse(errno unix.Errno) bpf.Instruction {
	return bpf.RetConstant{Val: unix.SECCOMP_RET_ERRNO | uint32(errno)}
}

// assemble makes the filter what the kernel takes.
func (p policy) assemble() ([]unix.SockFilter, error) {
	raw, err := bpf.Assemble(p.instructions())
	if err != nil {
		return nil, err
	}
	out := make([]unix.SockFilter, len(raw))
	for i, r := range raw {
		out[i] = unix.SockFilter{Code: r.Op, Jt: r.Jt, Jf: r.Jf, K: r.K}
	}
	return out, nil
}
