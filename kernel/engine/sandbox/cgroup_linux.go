package sandbox

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

const cgroupRemedy = "give weft a cgroup of its own: systemd-run --user --scope -p Delegate=yes weft ..."

// cgroups makes groups (cgroups(7), version 2) below the one that this process is in.
type cgroups struct {
	dir         string
	controllers []string // that groups can have
}

// openCgroups looks for the place and tries whether a group can be made there.
func (h *host) openCgroups() Finding {
	no := func(err error) Finding {
		return Finding{Layer: Cgroup, Detail: err.Error(), Remedy: cgroupRemedy}
	}
	dir, err := ownCgroup()
	if err != nil {
		return no(err)
	}
	c := &cgroups{dir: dir}
	c.sweep()
	g, err := c.make()
	if err == nil {
		_, err = os.Stat(filepath.Join(g.dir, "cgroup.kill"))
		err = errors.Join(err, g.remove())
	}
	if err != nil {
		return no(err)
	}
	enabled, err := os.ReadFile(filepath.Join(dir, "cgroup.subtree_control"))
	if err != nil {
		return no(err)
	}
	c.controllers = strings.Fields(string(enabled))
	h.cgroups, h.stable.cgroups = c, c
	return Finding{Layer: Cgroup, OK: true, Detail: "groups below " + dir}
}

// sweep removes the groups of wefts that were killed. An error means that one is still in use.
func (c *cgroups) sweep() {
	old, _ := filepath.Glob(filepath.Join(c.dir, groupName+"*"))
	for _, dir := range old {
		pid, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(dir), groupName), "-")
		if n, err := strconv.Atoi(pid); err == nil && unix.Kill(n, 0) == unix.ESRCH {
			os.Remove(dir)
		}
	}
}

// groupName begins the names of groups; the number of the process that made them follows.
const groupName = "weft-sandbox-"

// ownCgroup is the folder of this process's group.
func ownCgroup() (string, error) {
	mount, err := cgroupMount()
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile("/proc/self/cgroup")
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(text)) {
		if path, ok := strings.CutPrefix(strings.TrimSpace(line), "0::"); ok {
			return filepath.Join(mount, path), nil
		}
	}
	return "", errors.New("this process is in no version 2 cgroup")
}

// cgroupMount finds where version 2 is mounted (proc_pid_mountinfo(5)).
func cgroupMount() (string, error) {
	text, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return "", err
	}
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		where, what, ok := strings.Cut(lines.Text(), " - ")
		if f := strings.Fields(where); ok && strings.HasPrefix(what, "cgroup2 ") && len(f) >= 5 {
			return f[4], nil
		}
	}
	return "", errors.New("cgroup version 2 is not mounted")
}

// controls says what the groups can bound.
func (c *cgroups) controls() Finding {
	f := Finding{Layer: Controls, Remedy: cgroupRemedy}
	if c == nil {
		f.Detail = "no cgroup"
		return f
	}
	var missing []string
	for _, want := range []string{"memory", "pids"} {
		if !strings.Contains(" "+strings.Join(c.controllers, " ")+" ", " "+want+" ") {
			missing = append(missing, want)
		}
	}
	if len(missing) > 0 {
		f.Detail = fmt.Sprintf("groups below %s have no %s", c.dir, strings.Join(missing, ", "))
		return f
	}
	return Finding{Layer: Controls, OK: true, Detail: strings.Join(c.controllers, ", ")}
}

// make makes an empty group. Of no cgroups it makes none, which has all methods.
func (c *cgroups) make() (*group, error) {
	if c == nil {
		return nil, nil
	}
	dir, err := os.MkdirTemp(c.dir, fmt.Sprintf("%s%d-*", groupName, os.Getpid()))
	if err != nil {
		return nil, err
	}
	file, err := os.Open(dir)
	if err != nil {
		return nil, errors.Join(err, os.Remove(dir))
	}
	return &group{dir, file}, nil
}

// A group holds one program with all that it starts.
type group struct {
	dir  string
	file *os.File
}

func (g *group) set(name, value string) error {
	return os.WriteFile(filepath.Join(g.dir, name), []byte(value), 0)
}

// limit bounds memory and threads.
func (g *group) limit(l Limits, controls bool) error {
	if g == nil || !controls {
		return nil
	}
	// The parent's watch stops the program at the limit itself and says so; this is for what is quicker.
	err := errors.Join(g.set("memory.max", strconv.FormatInt(l.Memory+l.Memory/4+l.Scratch, 10)), g.set("memory.oom.group", "1"),
		g.set("pids.max", strconv.Itoa(2*l.Threads+64)))
	if swap := g.set("memory.swap.max", "0"); swap != nil && !errors.Is(swap, os.ErrNotExist) {
		err = errors.Join(err, swap)
	}
	return err
}

// kill kills all members.
func (g *group) kill() {
	if g != nil {
		g.set("cgroup.kill", "1")
	}
}

// oomKilled reports whether the system has killed members for their memory.
func (g *group) oomKilled() bool {
	if g == nil {
		return false
	}
	events, err := os.ReadFile(filepath.Join(g.dir, "memory.events"))
	if err != nil {
		return false
	}
	for line := range strings.Lines(string(events)) {
		if n, ok := strings.CutPrefix(line, "oom_kill "); ok && strings.TrimSpace(n) != "0" {
			return true
		}
	}
	return false
}

// remove removes the group once its last member, which has been killed, has gone.
func (g *group) remove() error {
	if g == nil {
		return nil
	}
	defer g.file.Close()
	events, err := os.Open(filepath.Join(g.dir, "cgroup.events"))
	if err != nil {
		return err
	}
	defer events.Close()
	buf := make([]byte, 256)
	for range 100 {
		n, err := events.ReadAt(buf, 0)
		if n == 0 {
			return fmt.Errorf("read %s: %w", events.Name(), err)
		}
		if bytes.Contains(buf[:n], []byte("populated 0")) {
			break
		}
		// A change of the file is announced so.
		if _, err := unix.Poll([]unix.PollFd{{Fd: int32(events.Fd()), Events: unix.POLLPRI}}, 300); err != nil && err != unix.EINTR {
			return err
		}
	}
	return os.Remove(g.dir)
}
