package sandbox

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// mounts makes a root that holds nothing but what the program may see, and goes there. The process has a
// mount namespace of its own, so nobody else sees any of it, and it goes with the process.
func (o order) mounts() error {
	if err := unix.Sethostname([]byte("sandbox")); err != nil {
		return fmt.Errorf("set host name: %w", err)
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("make mounts private: %w", err)
	}
	if err := memory(o.Root, 4<<20, 0, "mode=755"); err != nil {
		return err
	}
	visible := slices.Concat(o.Read, o.Write, devices())
	if o.Loader != "" {
		visible = append(visible, o.Loader)
	}
	for _, path := range outermost(visible) {
		if err := show(path, o.Root); err != nil {
			return err
		}
	}
	if err := o.self(); err != nil {
		return fmt.Errorf("make %s: %w", procSelf, err)
	}
	scratch := o.Root + o.Scratch
	if err := os.MkdirAll(scratch, 0o755); err != nil {
		return fmt.Errorf("make scratch space: %w", err)
	}
	if o.Limits.Scratch > 0 {
		owner := fmt.Sprintf("mode=700,uid=%d,gid=%d", o.owner(), o.owner())
		if err := memory(scratch, o.Limits.Scratch, o.Limits.Scratch/4096, owner); err != nil {
			return err
		}
	}
	if err := unix.Mount("", o.Root, "", unix.MS_REMOUNT|unix.MS_BIND|unix.MS_RDONLY|unix.MS_NOSUID|unix.MS_NODEV, ""); err != nil {
		return fmt.Errorf("make root read-only: %w", err)
	}
	return enter(o.Root)
}

// procSelf is where a program looks itself up. There is no proc(5) in a root of its own, and Go does not
// miss it; but the race detector takes its settings and the program's name from there.
const procSelf = "/proc/self"

func (o order) self() error {
	dir := o.Root + procSelf
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if len(o.Args) > 0 {
		if err := os.Symlink(o.Args[0], filepath.Join(dir, "exe")); err != nil {
			return err
		}
	}
	environ := strings.Join(o.Env, "\x00") + "\x00"
	return os.WriteFile(filepath.Join(dir, "environ"), []byte(environ), 0o644)
}

// owner is whom the scratch space is for.
func (o order) owner() int {
	if o.UID != 0 {
		return o.UID
	}
	return os.Getuid()
}

// memory mounts a file system of a fixed size, in bytes and number of files, that lives in memory.
func memory(on string, size, files int64, options string) error {
	options += fmt.Sprintf(",size=%d,nr_inodes=%d", size, max(files, 1024))
	if err := unix.Mount("tmpfs", on, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV, options); err != nil {
		return fmt.Errorf("mount tmpfs on %s: %w", on, err)
	}
	return nil
}

// show makes a file or folder visible at the same place below root.
func show(path, root string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("show to the program: %w", err)
	}
	at := root + path
	if info.IsDir() {
		err = os.MkdirAll(at, 0o755)
	} else if err = os.MkdirAll(filepath.Dir(at), 0o755); err == nil {
		err = os.WriteFile(at, nil, 0o644)
	}
	if err == nil {
		err = unix.Mount(path, at, "", unix.MS_BIND|unix.MS_REC, "")
	}
	if err != nil {
		return fmt.Errorf("show %s to the program: %w", path, err)
	}
	return nil
}

// outermost leaves out what lies in another of the paths.
func outermost(paths []string) (out []string) {
	paths = slices.Clone(paths)
	for i := range paths {
		paths[i] = filepath.Clean(paths[i])
	}
	slices.Sort(paths)
	for _, p := range slices.Compact(paths) {
		if !slices.ContainsFunc(out, func(o string) bool { return o == "/" || strings.HasPrefix(p, o+"/") }) {
			out = append(out, p)
		}
	}
	return out
}

// enter makes root the only root there is.
func enter(root string) error {
	if err := unix.Chdir(root); err != nil {
		return fmt.Errorf("change to new root: %w", err)
	}
	if err := unix.PivotRoot(".", "."); err != nil { // the old one is now on top of the new
		return fmt.Errorf("change root: %w", err)
	}
	if err := unix.Unmount(".", unix.MNT_DETACH); err != nil {
		return fmt.Errorf("let go of the old root: %w", err)
	}
	return nil
}
