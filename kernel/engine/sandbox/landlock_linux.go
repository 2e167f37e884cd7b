package sandbox

import (
	"fmt"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// leastLandlock is the oldest version of landlock that keeps files from being changed: the third was
// the first to know truncation.
const leastLandlock = 3

// landlockVersion asks the kernel.
func landlockVersion() (int, error) {
	v, _, errno := unix.RawSyscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	if errno != 0 {
		return 0, errno
	}
	return int(v), nil
}

// What landlock decides about, by version, and what of it a file that is no folder can have.
const (
	fsVersion3  = unix.LANDLOCK_ACCESS_FS_TRUNCATE<<1 - 1
	fsOfFiles   = unix.LANDLOCK_ACCESS_FS_EXECUTE | unix.LANDLOCK_ACCESS_FS_READ_FILE | unix.LANDLOCK_ACCESS_FS_WRITE_FILE | unix.LANDLOCK_ACCESS_FS_TRUNCATE
	fsRead      = unix.LANDLOCK_ACCESS_FS_READ_FILE | unix.LANDLOCK_ACCESS_FS_READ_DIR
	fsDevice    = unix.LANDLOCK_ACCESS_FS_READ_FILE | unix.LANDLOCK_ACCESS_FS_WRITE_FILE
	fsExecute   = unix.LANDLOCK_ACCESS_FS_EXECUTE
	fsWrite     = fsRead | (fsVersion3 &^ (fsExecute | unix.LANDLOCK_ACCESS_FS_MAKE_CHAR | unix.LANDLOCK_ACCESS_FS_MAKE_BLOCK | unix.LANDLOCK_ACCESS_FS_MAKE_SOCK))
	netVersion4 = unix.LANDLOCK_ACCESS_NET_BIND_TCP | unix.LANDLOCK_ACCESS_NET_CONNECT_TCP
	scopes6     = unix.LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | unix.LANDLOCK_SCOPE_SIGNAL
)

// A ruleset is a landlock ruleset under construction.
type ruleset struct{ fd int }

// newRuleset asks for everything that the kernel's version has, and it has at least leastLandlock.
func newRuleset() (*ruleset, error) {
	version, err := landlockVersion()
	if err != nil {
		return nil, fmt.Errorf("landlock: %w", err)
	}
	if version < leastLandlock {
		return nil, fmt.Errorf("landlock: version %d is too old, %d is needed", version, leastLandlock)
	}
	attr := unix.LandlockRulesetAttr{Handled_access_fs: fsVersion3}
	size := unsafe.Sizeof(attr.Handled_access_fs)
	if version >= 4 {
		attr.Handled_access_net = netVersion4
		size = unsafe.Offsetof(attr.Scoped)
	}
	if version >= 5 {
		attr.Handled_access_fs |= unix.LANDLOCK_ACCESS_FS_IOCTL_DEV
	}
	if version >= 6 {
		attr.Scoped = scopes6
		size = unsafe.Offsetof(attr.Quiet_access_fs)
	}
	fd, _, errno := unix.RawSyscall(unix.SYS_LANDLOCK_CREATE_RULESET, uintptr(unsafe.Pointer(&attr)), size, 0)
	if errno != 0 {
		return nil, fmt.Errorf("landlock: create ruleset: %w", errno)
	}
	return &ruleset{int(fd)}, nil
}

// path allows access to a file, or to a folder and all below it.
func (r *ruleset) path(path string, access uint64) error {
	fd, err := unix.Open(path, unix.O_PATH|unix.O_CLOEXEC, 0)
	if err != nil {
		return &os.PathError{Op: "landlock: open", Path: path, Err: err}
	}
	defer unix.Close(fd)
	if err := r.file(fd, access); err != nil {
		return &os.PathError{Op: "landlock: allow", Path: path, Err: err}
	}
	return nil
}

func (r *ruleset) file(fd int, access uint64) error {
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil {
		return err
	}
	if st.Mode&unix.S_IFMT != unix.S_IFDIR {
		access &= fsOfFiles
	}
	rule := unix.LandlockPathBeneathAttr{Allowed_access: access, Parent_fd: int32(fd)}
	_, _, errno := unix.RawSyscall6(unix.SYS_LANDLOCK_ADD_RULE, uintptr(r.fd), unix.LANDLOCK_RULE_PATH_BENEATH, uintptr(unsafe.Pointer(&rule)), 0, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// restrict puts the calling thread under the rules.
func (r *ruleset) restrict() error {
	defer unix.Close(r.fd)
	if _, _, errno := unix.RawSyscall(unix.SYS_LANDLOCK_RESTRICT_SELF, uintptr(r.fd), 0, 0); errno != 0 {
		return fmt.Errorf("landlock: restrict: %w", errno)
	}
	return nil
}
