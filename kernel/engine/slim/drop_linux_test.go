package slim

import (
	"slices"
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	for _, tt := range []struct {
		head, anonymous string
		want            []mapping
	}{
		{"00400000-01a52000 r-xp 00000000 fe:00 1311 /usr/bin/weft", "0 kB", []mapping{{0x400000, 0x1652000}}},
		{"01a52000-03a00000 r--p 01652000 fe:00 1311 /usr/bin/my weft", "0 kB", []mapping{{0x1a52000, 0x1fae000}}},
		{"01a52000-03a00000 r--p 01652000 fe:00 1311 /usr/bin/weft", "12 kB", nil}, // relocated, then made read-only
		{"03a00000-03b00000 rw-p 03600000 fe:00 1311 /usr/bin/weft", "0 kB", nil},
		{"7f00-7f10 r--s 00000000 fe:00 1311 /shared", "0 kB", nil},
		{"c000000000-c000400000 rw-p 00000000 00:00 0", "8 kB", nil},
		{"7ffd1000-7ffd5000 r--p 00000000 00:00 0 [vvar]", "0 kB", nil},
		{"7ffd1000-7ffd5000 r-xp 00000000 00:00 0 [vdso]", "0 kB", nil},
		{"zz-01a52000 r-xp 00000000 fe:00 1311 /usr/bin/weft", "0 kB", nil},
		{"01a52000 r-xp 00000000 fe:00 1311 /usr/bin/weft", "0 kB", nil},
	} {
		text := tt.head + "\nSize:  4 kB\nRss:  4 kB\nAnonymous:       " + tt.anonymous + "\nVmFlags: rd ex mr mw me sd\n"
		// A second mapping shows that one says nothing about the next.
		second := "7f0000000000-7f0000001000 r--p 00000000 fe:00 7 /lib/x.so\nAnonymous:  0 kB\n"
		want := append(slices.Clone(tt.want), mapping{0x7f0000000000, 0x1000})
		if got := clean(strings.NewReader(text + second)); !slices.Equal(got, want) {
			t.Errorf("%s, %s: %x, want %x", tt.head, tt.anonymous, got, want)
		}
	}
}
