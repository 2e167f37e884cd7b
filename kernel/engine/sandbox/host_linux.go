package sandbox

import (
	"context"
	"debug/elf"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// A host is the system's part of a Sandbox.
type host struct {
	dir     string
	machine Machine
	without []Layer
	base    int // of the users that programs become: their number is added; 0 if they all are nobody
	cgroups *cgroups
	stable  *stable
}

// start hands a program to a launcher.
func (h *host) start(ctx context.Context, p Program, l Limits, streams [3]*os.File) (*confined, error) {
	file, err := os.Open(p.Path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	o := order{
		Args: append([]string{p.Path}, p.Args...), Env: slices.Clone(p.Env), Dir: p.Dir, Kind: p.Kind, Limits: l, Reserves: p.Reserves,
		Without: h.without, Read: p.Read, Write: p.Write, Files: 3 + len(p.Files),
	}
	if err := o.inspect(file, h.changes(p.Kind)); err != nil {
		return nil, err
	}
	files := append([]*os.File{file}, streams[:]...)
	files = append(files, p.Files...)
	defer h.stable.fill()
	c, err := h.hand(ctx, o, files, h.stable.take)
	if errors.Is(err, errVanished) {
		// Somebody has killed the spare. It has not become the program, or it would have said so.
		c, err = h.hand(ctx, o, files, h.stable.spawn)
	}
	return c, err
}

// hand gives the order to a launcher.
func (h *host) hand(ctx context.Context, o order, files []*os.File, from func() (*confined, error)) (_ *confined, err error) {
	c, err := from()
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, c.abandon())
		}
	}()
	if h.changes(o.Kind) {
		o.UID = h.user(c.pid())
	}
	if err := c.place(&o, h.dir); err != nil {
		return nil, err
	}
	if err := c.group.limit(o.Limits, h.machine.Has(Controls)); err != nil {
		return nil, err
	}
	r, err := c.send(ctx, o, files)
	if err != nil {
		return nil, err
	}
	c.launcherCPU, c.launcherRSS = r.CPU, r.RSS
	return c, nil
}

// changes reports whether a program of the kind becomes another user. A build keeps the user, whose
// files it needs, and loses the privileges only.
func (h *host) changes(k Kind) bool { return k == Run && h.machine.Has(Identity) && isRoot() }

// user is whom the process with this number becomes.
func (h *host) user(pid int) int {
	if h.base == 0 {
		return nobody
	}
	return h.base + pid
}

// inspect finds out what the program needs to be loaded, and whether it can be.
func (o *order) inspect(file *os.File, stranger bool) error {
	info, err := file.Stat()
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is not a file", file.Name())
	case info.Mode()&0o111 == 0 || stranger && info.Mode()&0o001 == 0:
		return fmt.Errorf("the mode %v of %s does not let the program's user execute it", info.Mode(), file.Name())
	}
	program, err := elf.NewFile(file)
	if err != nil {
		return fmt.Errorf("%s is no program for this system: %w", file.Name(), err)
	}
	for _, segment := range program.Progs {
		if segment.Type != elf.PT_INTERP || segment.Filesz > 4096 {
			continue
		}
		name := make([]byte, segment.Filesz)
		if _, err := segment.ReadAt(name, 0); err != nil {
			return fmt.Errorf("read the loader's name from %s: %w", file.Name(), err)
		}
		o.Loader = strings.TrimRight(string(name), "\x00")
		o.Read = append(slices.Clone(o.Read), libraries()...)
	}
	if o.Kind == Build { // what it starts may be dynamic as well
		o.Read = append(slices.Clone(o.Read), libraries()...)
	}
	return nil
}

// libraries are where the C library is, as far as this machine has them.
func libraries() (have []string) {
	for _, path := range []string{"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache"} {
		if _, err := os.Stat(path); err == nil {
			have = append(have, path)
		}
	}
	return have
}

// place decides where the program works, and makes that if it is on disk.
func (c *confined) place(o *order, dir string) error {
	o.Scratch = scratchInside(slices.Concat(o.Read, o.Write))
	if o.has(Namespaces) {
		o.Root = dir
	} else {
		o.Scratch = filepath.Join(dir, fmt.Sprint(c.pid()))
		c.dir = o.Scratch
		if err := os.Mkdir(c.dir, 0o700); err != nil {
			return err
		}
		if o.UID != 0 {
			if err := os.Chown(c.dir, o.UID, o.UID); err != nil {
				return err
			}
		}
	}
	if o.Dir == "" {
		o.Dir = o.Scratch
	}
	if o.Limits.Scratch > 0 {
		o.Env = append(o.Env, "TMPDIR="+o.Scratch)
	}
	return nil
}

// scratchInside is the scratch space in a root of its own. Nothing that is shown may lie in it, or it
// would be as open to changes.
func scratchInside(shown []string) string {
	const usual, other = "/tmp", "/scratch-space"
	for _, path := range shown {
		if path = filepath.Clean(path); path == usual || strings.HasPrefix(path, usual+"/") {
			return other
		}
	}
	return usual
}

// namespaces are those that a launcher gets.
const namespaces = unix.CLONE_NEWPID | unix.CLONE_NEWNS | unix.CLONE_NEWNET | unix.CLONE_NEWIPC | unix.CLONE_NEWUTS
