package group

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/sys/unix"
)

// killMarked kills the processes of this user whose environment has the mark, except for one, and
// returns how many it found alive.
func killMarked(mark string, except int) int {
	want := append([]byte(Variable+"="+mark), 0)
	dir, err := os.Open("/proc")
	if err != nil {
		return 0
	}
	defer dir.Close()
	names, _ := dir.Readdirnames(-1)
	found := 0
	for _, name := range names {
		pid, err := strconv.Atoi(name)
		if err != nil || pid == except {
			continue
		}
		// Zombies and other users' processes have no readable environment.
		env, err := os.ReadFile(filepath.Join("/proc", name, "environ"))
		if err != nil || !has(env, want) {
			continue
		}
		if unix.Kill(pid, unix.SIGKILL) == nil {
			found++
		}
	}
	return found
}

// has reports whether the environment block env has the entry want, which ends in a zero byte.
func has(env, want []byte) bool {
	for len(env) > 0 {
		entry, rest, _ := bytes.Cut(env, []byte{0})
		if bytes.Equal(entry, want[:len(want)-1]) {
			return true
		}
		env = rest
	}
	return false
}
