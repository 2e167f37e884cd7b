package child

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"weft/kernel/engine/pipe"
)

func place(cell, line, col int) pipe.Frame {
	return pipe.Frame{Cell: cell, Line: line, Col: col, Exact: true}
}

func TestParseCrash(t *testing.T) {
	const trace = `goroutine 7 [running labels:{"cell": "1"}]:
internal/runtime/maps.fatal({0x1a26d42?, 0x2cdb16437d40?})
	/usr/local/go/src/runtime/panic.go:1181 +0x18
fmt.Sprint({0x2cdb1634f710, 0x1, 0x1})
	/usr/local/go/src/fmt/print.go:277 +0x25
github.com/traefik/yaegi/interp.callBin.func10(0x2cdb16261e40)
	/go/yaegi/interp/run.go:1692 +0x1a5
weft/kernel/engine/interp.placed(0x10000030013, 0x7735940?, 0x2cdb16261e48, 0x2cdb1646eb00?, 0x2cdb168e6818?)
	/weft/kernel/engine/interp/placed.go:20 +0x30
github.com/traefik/yaegi/interp.runCfg(0x2cdb165463c0, 0x2cdb16261e40, 0x2cdb1626d4e0?, 0x171f300?)
	/go/yaegi/interp/run.go:234 +0x261
weft/kernel/engine/interp.placed(0x100000b0005, 0x2cdb166977a8?, 0x2cdb16260168, 0x100000b0005?, 0x2cdb1627dd50?)
	/weft/kernel/engine/interp/placed.go:20 +0x30
created by weft/kernel/engine/interp.(*session).eval in goroutine 6
	/weft/kernel/engine/interp/session.go:101 +0x105`
	for _, tt := range []struct {
		name, text, what string
		frames           []pipe.Frame
		gap              *pipe.Gap
	}{
		{"nothing but words", "fatal error: out of memory\n", "fatal error: out of memory", nil, nil},
		{"a trace", "fatal error: concurrent map writes\n\n" + trace + "\n", "fatal error: concurrent map writes",
			[]pipe.Frame{place(1, 3, 9), place(1, 11, 2)}, nil},
		{"the thread's stack first", "runtime: goroutine stack exceeds 268435456-byte limit\nsp=0xc0 stack=[0xc0, 0xc1]\nfatal error: stack overflow\n\nruntime stack:\nruntime.throw({0x19a15af?, 0x4?})\n\t/usr/local/go/src/runtime/panic.go:1229 +0x48\n\n" + trace,
			"fatal error: stack overflow", []pipe.Frame{place(1, 3, 9), place(1, 11, 2)}, nil},
		{"another goroutine's", "fatal error: oh\n\ngoroutine 1 [running]:\nmain.f()\n\t/f.go:1\n\n" + trace, "fatal error: oh",
			[]pipe.Frame{place(1, 3, 9), place(1, 11, 2)}, nil},
		{"a place that may be wrong", "fatal error: oh\n\ngoroutine 1 [running]:\n" + placedCall + "10000030013?, 0x0)\n\t/f.go:1\n", "fatal error: oh", nil, nil},
		{"a deep stack", "fatal error: stack overflow\n\ngoroutine 1 [running]:\n" + placedCall + "10000030013, 0x0)\n\t/f.go:1\nf()\n\t/f.go:1\n...1000 frames elided...\n" + placedCall + "10000040013, 0x0)\n\t/f.go:1\n", "fatal error: stack overflow",
			[]pipe.Frame{place(1, 3, 9), place(1, 4, 9)}, &pipe.Gap{At: 1, Calls: 400, About: true}},
	} {
		c := parseCrash(tt.text)
		if c.what != tt.what {
			t.Errorf("%s: %q, want %q", tt.name, c.what, tt.what)
		}
		if d := cmp.Diff(tt.frames, c.frames); d != "" {
			t.Errorf("%s: %s", tt.name, d)
		}
		if d := cmp.Diff(tt.gap, c.gap); d != "" {
			t.Errorf("%s: %s", tt.name, d)
		}
	}
}

// FuzzParseCrash: a learner's program can print what looks like a crash and then end.
func FuzzParseCrash(f *testing.F) {
	f.Add("fatal error: oh\n\ngoroutine 1 [running]:\n" + placedCall + "10000030013, 0x0)\n\t/f.go:1\n...12 frames elided...\n")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		c := parseCrash(text)
		if len(c.trace) > maxTrace {
			t.Errorf("a trace of %d bytes", len(c.trace))
		}
		if c.gap != nil && (c.gap.At > len(c.frames)) {
			t.Errorf("the gap is at %d of %d frames", c.gap.At, len(c.frames))
		}
	})
}
