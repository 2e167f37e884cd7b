// Package memory says how much memory there is, how much this process uses, and puts a hard limit on it where the
// system can. Sizes are in bytes; those that people read are decimal.
//
// It owns the system's ways to tell and to limit; it does not decide what a limit is, nor what happens at it.
package memory

import (
	"runtime/metrics"
	"strconv"
)

// A Machine is how much memory programs can have here.
type Machine struct {
	Bytes int64  // 0: not known
	From  string // what says so: "the machine", "the container (cgroup)"
}

// Default is the limit of a process of which nobody has said more: half of what there is. 0: none, because that is
// not known.
func Default() int64 { return Here().Bytes / 2 }

// Used is the memory that this process's Go run time uses, garbage included that has not been collected yet. What is
// free in its heap is not: it is taken first, and given back when memory becomes scarce.
func Used() int64 {
	s := [...]metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}, {Name: "/memory/classes/heap/free:bytes"}}
	metrics.Read(s[:])
	return int64(s[0].Value.Uint64() - s[1].Value.Uint64() - s[2].Value.Uint64())
}

// Live is what the last collection has left of the heap.
func Live() int64 {
	s := [...]metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s[:])
	return int64(s[0].Value.Uint64())
}

// Size writes a number of bytes: "3.9 GB", "35 MB".
func Size(n int64) string {
	switch {
	case n >= 1e12:
		return strconv.FormatFloat(float64(n)/1e12, 'f', 1, 64) + " TB"
	case n >= 1e9:
		return strconv.FormatFloat(float64(n)/1e9, 'f', 1, 64) + " GB"
	case n >= 1e6:
		return strconv.FormatInt((n+5e5)/1e6, 10) + " MB"
	}
	return strconv.FormatInt((n+500)/1e3, 10) + " kB"
}
