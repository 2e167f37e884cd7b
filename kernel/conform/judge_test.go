package conform

import "testing"

func TestJudge(t *testing.T) {
	out := func(status int, stdout, panic, stderr string) Outcome {
		return Outcome{Status: status, Stdout: stdout, Sum: sum([]byte(stdout)), Panic: panic, Stderr: stderr}
	}
	fine := out(0, "1\n2\n", "", "")
	const unsupported = "cell [2] 3:4: error: unsupported here: unsafe.Pointer\n    x\n    ^\n"
	for _, tt := range []struct {
		name      string
		want, got Outcome
		mode      Mode
		kind      Kind
		cause     string
	}{
		{"same", fine, fine, Whole, Same, ""},
		{"same, with a warning", fine, out(0, "1\n2\n", "", "cell [1] 5:7: warning: x [nilness]\n"), Whole, Same, ""},
		{"same panic", out(2, "1\n", "panic: x", "goroutine 1"), out(2, "1\n", "panic: x", "in main"), Whole, Same, ""},
		{"another line", fine, out(0, "1\n3\n", "", ""), Whole, Wrong, `line 2: "3", want "2"`},
		{"a line less", fine, out(0, "1\n", "", ""), Whole, Wrong, `line 2: "", want "2"`},
		{"more", fine, out(0, "1\n2\nx", "", ""), Whole, Wrong, `line 3: "x", want ""`},
		{"another status", fine, out(4, "1\n2\n", "", "oh\nno"), Whole, Wrong, `exit status 4, want 0, after "oh"`},
		{"a panic", fine, out(2, "1\n", "panic: x", ""), Whole, Wrong, `ended with "panic: x", want exit status 0`},
		{"no panic", out(2, "", "panic: x", ""), out(0, "", "", ""), Whole, Wrong, `ended with exit status 0, want "panic: x"`},
		{"another panic", out(2, "", "panic: x", ""), out(2, "", "panic: y", ""), Whole, Wrong, `ended with "panic: y", want "panic: x"`},
		{"refused", fine, out(1, "", "", unsupported), Whole, Refused, "cell [2] 3:4: error: unsupported here: unsafe.Pointer"},
		{"refused too late", fine, out(1, "1\n", "", unsupported), Whole, Wrong,
			`refused after it had printed "1": cell [2] 3:4: error: unsupported here: unsafe.Pointer`},
		{"refused after a cell", fine, out(1, "1\n", "", unsupported), Cells, Refused, "cell [2] 3:4: error: unsupported here: unsafe.Pointer"},
		{"refused after a wrong cell", fine, out(1, "2\n", "", unsupported), Cells, Wrong,
			`refused after it had printed "2": cell [2] 3:4: error: unsupported here: unsafe.Pointer`},
		{"a panic that looks refused", fine, out(2, "", "panic: unsupported here: x", "panic: unsupported here: x"), Whole, Wrong,
			`ended with "panic: unsupported here: x", want exit status 0`},
		{"rejected", fine, out(1, "", "", "note\ncell [1] 1:2: error: undefined: x\n"), Whole, Bug, "cell [1] 1:2: error: undefined: x"},
		{"our own fault", fine, out(3, "", "", internal+"interpreter: no\nThe cell was not run"), Whole, Bug, "interpreter: no"},
		{"too slow", fine, Outcome{Status: -1, Stopped: true, Stderr: "x\n"}, Whole, Slow, `not ended in time, after "x"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if kind, cause := Judge(tt.want, tt.got, tt.mode); kind != tt.kind || cause != tt.cause {
				t.Errorf("got  %s: %s\nwant %s: %s", kind, cause, tt.kind, tt.cause)
			}
		})
	}
}

func TestPanicLine(t *testing.T) {
	for _, tt := range []struct{ stderr, want string }{
		{"", ""},
		{"hello\npanic: x\n\ngoroutine 1 [running]:\n", "panic: x"},
		{"fatal error: all goroutines are asleep - deadlock!\n", "fatal error: all goroutines are asleep - deadlock!"},
		{"panic: (*main.T) 0xc000012345\n", "panic: (*main.T) 0x?"},
		{"panic: mask 0xff\n", "panic: mask 0xff"},
		{"it said panic: no\n", ""},
	} {
		if got := panicLine(tt.stderr); got != tt.want {
			t.Errorf("panicLine(%q) = %q, want %q", tt.stderr, got, tt.want)
		}
	}
}
