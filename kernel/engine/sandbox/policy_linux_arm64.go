package sandbox

import "golang.org/x/sys/unix"

const (
	auditArch = unix.AUDIT_ARCH_AARCH64
	hasX32    = false
)

// legacy is what the C library calls by another name here.
func legacy() []uintptr { return []uintptr{unix.SYS_FSTATAT} }

func forks() []uintptr { return nil }
