package slim

import (
	"bufio"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// dropProgram advises the system that the process's unchanged file pages are not needed (madvise(2),
// MADV_DONTNEED). In the mappings that it names nothing can be lost; see clean.
func dropProgram() {
	maps, err := os.Open("/proc/self/smaps")
	if err != nil {
		return
	}
	defer maps.Close()
	for _, m := range clean(maps) {
		// An error means that the pages stay, which is no harm.
		syscall.Syscall(syscall.SYS_MADVISE, m.start, m.size, syscall.MADV_DONTNEED)
	}
}

// A mapping is a piece of the address space.
type mapping struct{ start, size uintptr }

// clean returns the private mappings of files that cannot be written to and never were, from the text
// of /proc/self/smaps (proc_pid_smaps(5)):
//
//	00400000-01a52000 r-xp 00000000 fe:00 1311       /usr/bin/weft
//	Size:              22856 kB
//	...
//	Anonymous:             0 kB
//
// Anonymous counts the pages that have been written to: a dynamic linker makes relocated data
// read-only after it has changed them, and dropping those would take the changes back.
func clean(smaps io.Reader) (found []mapping) {
	var last mapping
	candidate := false
	for lines := bufio.NewScanner(smaps); lines.Scan(); {
		f := strings.Fields(lines.Text())
		switch {
		case len(f) == 0:
		case !strings.HasSuffix(f[0], ":"):
			last, candidate = readOnlyFile(f)
		case f[0] == "Anonymous:" && candidate:
			candidate = false
			if len(f) == 3 && f[1] == "0" {
				found = append(found, last)
			}
		}
	}
	return found
}

// readOnlyFile reads the first line about a mapping.
func readOnlyFile(f []string) (mapping, bool) {
	if len(f) < 6 || len(f[1]) != 4 || f[1][:2] != "r-" || f[1][3] != 'p' || f[5][0] != '/' {
		return mapping{}, false
	}
	from, to, _ := strings.Cut(f[0], "-")
	start, err1 := strconv.ParseUint(from, 16, 64)
	end, err2 := strconv.ParseUint(to, 16, 64)
	if err1 != nil || err2 != nil || end <= start {
		return mapping{}, false
	}
	return mapping{uintptr(start), uintptr(end - start)}, true
}
