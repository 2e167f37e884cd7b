package sandbox

import (
	"fmt"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// probe runs in a launcher that has been started with o's namespaces, and tries what a program's own
// launcher would do, as far as that can be tried. It is the last thing that the process does.
func (o order) probe() (r reply) {
	var found []Finding
	found = append(found, tried(Rlimits, o.limits(), "setrlimit", ""))
	if o.has(Namespaces) {
		found = append(found, tried(Namespaces, o.mounts(), "pid, mount, net, ipc, uts; a root of its own", namespacesRemedy))
	}
	if o.UID != 0 {
		detail, err := "a user for each program", become(o.UID)
		if r.Base = firstUID; err != nil {
			r.Base = 0
			detail, err = "nobody, the same for all programs", become(nobody)
		}
		found = append(found, tried(Identity, err, detail, "start weft as an ordinary user, or allow setuid and setgid"))
	}
	return reply{Ready: true, Probed: found, Base: r.Base}
}

const namespacesRemedy = "start weft where it may make namespaces: allow unprivileged user namespaces (sysctl user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns=0), or give its container CAP_SYS_ADMIN"

func tried(layer Layer, err error, detail, remedy string) Finding {
	if err != nil {
		return Finding{Layer: layer, Detail: err.Error(), Remedy: remedy}
	}
	return Finding{Layer: layer, OK: true, Detail: detail}
}

// probeLandlock asks the kernel for its version.
func probeLandlock() Finding {
	const remedy = "use a kernel from 6.2 on, with landlock among its security modules (lsm=...,landlock on its command line)"
	v, err := landlockVersion()
	switch {
	case err == unix.ENOSYS:
		return Finding{Layer: Landlock, Detail: "the kernel, or the container's filter, does not have it", Remedy: remedy}
	case err == unix.EOPNOTSUPP:
		return Finding{Layer: Landlock, Detail: "the kernel was started without it", Remedy: remedy}
	case err != nil:
		return Finding{Layer: Landlock, Detail: err.Error(), Remedy: remedy}
	case v < leastLandlock:
		return Finding{Layer: Landlock, Detail: fmt.Sprintf("version %d does not keep files from being cut, version %d does", v, leastLandlock), Remedy: remedy}
	}
	return Finding{Layer: Landlock, OK: true, Detail: fmt.Sprintf("version %d", v)}
}

// probeSeccomp asks whether filters can be set that refuse a call.
func probeSeccomp() Finding {
	if !hasFilter {
		return Finding{Layer: Seccomp, Detail: "weft has no filter for this architecture", Remedy: "use amd64 or arm64"}
	}
	action := uint32(unix.SECCOMP_RET_ERRNO)
	if _, _, errno := unix.RawSyscall(unix.SYS_SECCOMP, unix.SECCOMP_GET_ACTION_AVAIL, 0, uintptr(unsafe.Pointer(&action))); errno != 0 {
		return Finding{Layer: Seccomp, Detail: "no filters: " + errno.Error(), Remedy: "use a kernel with CONFIG_SECCOMP_FILTER"}
	}
	return Finding{Layer: Seccomp, OK: true, Detail: "a list of calls, all others refused"}
}

func isRoot() bool { return os.Geteuid() == 0 }
