package run_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"weft/kernel/engine/native/bubble/run"
)

// TestMain is also the child that runs one program and prints its outcome.
func TestMain(m *testing.M) {
	if name := os.Getenv("RUN_TEST_PROGRAM"); name != "" {
		f := programs()[name]
		if f == nil {
			f = standard()[name]
		}
		if v, ok := panics()[name]; ok {
			f = func() { panic(v) }
		}
		crash := os.Getenv("RUN_TEST_CRASH") != ""
		out, err := run.Func(run.Options{Still: 400 * time.Millisecond, Limit: 100 * time.Hour, Crash: crash}, f)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
			panic(err)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child runs a program in a process of its own: what is blocked or busy ends with it.
func child(t *testing.T, name string) (out run.Outcome, stdout, stderr string, status int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "RUN_TEST_PROGRAM="+name, "GORACE=atexit_sleep_ms=0")
	var o, e bytes.Buffer
	cmd.Stdout, cmd.Stderr = &o, &e
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if status = cmd.ProcessState.ExitCode(); status == 0 {
		at := bytes.LastIndexByte(bytes.TrimSpace(o.Bytes()), '\n') + 1
		if err := json.Unmarshal(o.Bytes()[at:], &out); err != nil {
			t.Fatalf("%v in %s", err, o.Bytes())
		}
	}
	return out, o.String(), e.String(), status
}

// line is that of programs_test.go which carries the comment.
func line(t *testing.T, comment string) string {
	t.Helper()
	src, err := os.ReadFile("programs_test.go")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for l := range strings.Lines(string(src)) {
		n++
		if strings.HasSuffix(strings.TrimSpace(l), "// "+comment) {
			return fmt.Sprintf("programs_test.go:%d", n)
		}
	}
	t.Fatalf("no line // %s", comment)
	return ""
}

func TestOutcomes(t *testing.T) {
	for _, tt := range []struct {
		name    string
		end     run.End
		elapsed time.Duration
		total   int
		says    []string // in Explain; "@x" stands for the position of the line with the comment x
	}{
		{"returns", run.Returned, time.Second, 0, nil},
		{"own group", run.Returned, time.Hour, 0, nil},
		{"panics", run.Panicked, time.Second, 0, []string{"panic: boom"}},
		{"exits", run.Exited, time.Second, 0, []string{"Goexit"}},
		{"exits, deadlock", run.Deadlock, time.Second, 1, []string{"chan receive"}},
		{"crossed locks", run.Deadlock, time.Second, 3, []string{
			"deadlock after 1s of virtual time: all 3 goroutines wait", "(main): sync.WaitGroup.Wait",
			"sync.Mutex.Lock at @first wants b", "taken at @second takes b",
			"sync.Mutex.Lock at @second wants a", "taken at @first takes a", "circle: goroutine"}},
		{"locked twice", run.Deadlock, 0, 1, []string{"the only goroutine waits", "held by this same goroutine"}},
		{"recursive reading", run.Deadlock, time.Second, 2, []string{
			"sync.RWMutex.RLock at @reads again", "held for reading by this same goroutine, taken at @reads", "sync.RWMutex.Lock at"}},
		{"waits for nobody", run.Deadlock, time.Second, 1, []string{"(main): chan receive at"}},
		{"group too high", run.Deadlock, 0, 1, []string{"sync.WaitGroup.Wait at"}},
		{"nil channel", run.Deadlock, 0, 1, []string{"chan send (nil chan) at"}},
		{"leak", run.Leak, 0, 2, []string{"2 goroutines remain", "chan send at @leaks", "started at @leaks"}},
		{"leak by group", run.Leak, 0, 1, []string{"1 goroutine remains", "sleep at @started, started at @started"}},
		{"ticker for ever", run.Overtime, -1, 2, []string{"over the limit"}},
		{"busy", run.Still, 0, 2, []string{"stands still at 0s", "at @polls", "computes all the time"}},
		{"busy after", run.Still, 0, 1, []string{"computes all the time"}},
		{"panics, busy", run.Panicked, 0, 1, []string{"panic: boom"}},
		{"outside channel", run.Still, 0, 1, []string{"chan receive at", "made outside"}},
		{"adopted channel", run.Returned, 3 * time.Hour, 0, nil},
		{"adopted deadlock", run.Deadlock, 0, 1, []string{"(main): chan receive at"}},
		{"standard group", run.Still, 0, 1, []string{"sync.WaitGroup.Wait at"}},
		{"network", run.Still, 0, 1, []string{"IO wait at @accepts", "network"}},
		{"pipe", run.Still, 0, 1, []string{"IO wait at", "pipe"}},
		{"two writers", run.Still, 0, 3, []string{"a lock inside package io"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, _, stderr, status := child(t, tt.name)
			if status != 0 {
				t.Fatalf("status %d: %s", status, stderr)
			}
			text := out.Explain()
			if out.End != tt.end || tt.elapsed >= 0 && out.Elapsed != tt.elapsed || out.Total != tt.total || out.Remain != (tt.total > 0) {
				t.Errorf("%v after %v, %d goroutines, remain %v; want %v after %v, %d\n%s",
					out.End, out.Elapsed, out.Total, out.Remain, tt.end, tt.elapsed, tt.total, text)
			}
			for _, want := range tt.says {
				for {
					before, after, found := strings.Cut(want, "@")
					if !found {
						break
					}
					comment, rest, _ := strings.Cut(after, ",")
					if rest != "" {
						rest = "," + rest
					}
					want = before + line(t, comment) + rest
				}
				if !strings.Contains(text, want) {
					t.Errorf("does not say %q:\n%s", want, text)
				}
			}
			t.Log(text)
		})
	}
}

// TestLate holds that a program which ends has passed the limit of virtual time, whether anybody looked before or not.
func TestLate(t *testing.T) {
	for name, want := range map[string]run.End{"late": run.Overtime, "late deadlock": run.Overtime, "panics late": run.Overtime, "panics, late end": run.Panicked} {
		out, _, stderr, status := child(t, name)
		if out.End != want || want == run.Overtime && (out.Elapsed != 101*time.Hour || out.Panic != nil) || status != 0 {
			t.Errorf("%s: %v after %v, want %v; status %d, %s", name, out.End, out.Elapsed, want, status, stderr)
		}
	}
}

// TestEnds holds that what ends a process ends it, without an outcome.
func TestEnds(t *testing.T) {
	for _, tt := range []struct {
		name   string
		status int
		stderr string
	}{
		{"exit", 3, ""},
		{"fatal", 2, "fatal error: sync: unlock of unlocked mutex\n"},
		{"other panic", 2, "panic: elsewhere\n"},
	} {
		_, stdout, stderr, status := child(t, tt.name)
		if status != tt.status || stdout != "" || !strings.HasPrefix(stderr, tt.stderr) {
			t.Errorf("%s: status %d, stdout %q, stderr %q", tt.name, status, stdout, stderr)
		}
	}
}

type (
	custom  string
	number  float32
	complx  complex64
	pair    struct{ a, b int }
	failure struct{ error }
	speaks  int
)

func (speaks) String() string { return "two\nlines" }

// panics are values to panic with.
func panics() map[string]any {
	return map[string]any{
		"text": "plain", "lines": "one\ntwo\nthree", "int": -5, "uint8": uint8(200), "bool": true, "nil": nil,
		"float": 1.5e30, "small float": float32(0.1), "complex": complex(1, -2.5), "error": errors.New("an error"),
		"stringer": speaks(3), "custom": custom("c\nd"), "number": number(2), "custom complex": complx(1i),
		"duration": time.Second, "rune": 'x', "wrapped": failure{fmt.Errorf("outer: %w", os.ErrNotExist)},
		"struct": pair{1, 2}, "pointer": &pair{}, "slice": []int{1}, "func": func() {},
	}
}

// TestPanicTexts compares a recovered panic's text with what the same panic prints when it ends the process.
func TestPanicTexts(t *testing.T) {
	address := regexp.MustCompile(`0x[0-9a-f]+`)
	for name := range panics() {
		out, _, stderr, status := child(t, name)
		if status != 0 || out.End != run.Panicked {
			t.Fatalf("%s: %v, status %d, %s", name, out.End, status, stderr)
		}
		t.Setenv("RUN_TEST_CRASH", "1")
		_, _, stderr, status = child(t, name)
		os.Unsetenv("RUN_TEST_CRASH")
		want, _, _ := strings.Cut(stderr, "\n\ngoroutine ")
		want, ok := strings.CutPrefix(want, "panic: ")
		want = strings.TrimSuffix(want, " [recovered, repanicked]")
		if status != 2 || !ok {
			t.Errorf("%s: status %d\n%s", name, status, stderr)
		}
		if got := out.Panic.Text; address.ReplaceAllString(got, "0x") != address.ReplaceAllString(want, "0x") {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
