package headless

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"weft/kernel/jupyter/client"
	"weft/kernel/jupyter/client/internal/toy"
	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/nbformat"
	"weft/kernel/jupyter/server"
	"weft/kernel/jupyter/wire"
	"weft/kernel/leaks"
)

// The test binary is also the kernel that tests start.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "toy-kernel" {
		if err := toy.Main(os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	leaks.Main(m)
}

func long(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

func connect(t *testing.T, k *toy.Kernel) *client.Client {
	t.Helper()
	conn, err := kernelspec.NewIPC(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s, err := server.New(server.Config{Connection: conn}, k)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx) }()
	tr := &client.Trace{}
	tr.AllowLate()
	c, err := client.Connect(long(t), conn, client.Options{Trace: tr})
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := tr.Check(); err != nil && !strings.Contains(t.Name(), "Stuck") {
			t.Error(err)
		}
		c.Close()
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	return c
}

// notebook makes code cells of the sources. "#tag: source" gives a cell a tag, "md: text" is
// a text cell.
func notebook(sources ...string) *nbformat.Notebook {
	nb := &nbformat.Notebook{Minor: nbformat.Minor}
	for i, source := range sources {
		c := nbformat.Cell{Type: nbformat.Code, ID: fmt.Sprintf("cell-%d", i), Source: source, Metadata: map[string]any{}}
		if tag, rest, ok := strings.Cut(source, ": "); ok && strings.HasPrefix(source, "#") {
			c.Source = rest
			c.Metadata["tags"] = []any{tag[1:]}
		}
		if text, ok := strings.CutPrefix(source, "md: "); ok {
			c.Type, c.Source = nbformat.Markdown, text
		}
		nb.Cells = append(nb.Cells, c)
	}
	return nb
}

// shown is what a cell shows, one word per output.
func shown(c nbformat.Cell) string {
	words := []string{}
	if c.ExecutionCount != nil {
		words = append(words, fmt.Sprintf("[%d]", *c.ExecutionCount))
	}
	for _, o := range c.Outputs {
		switch o.Type {
		case nbformat.Stream:
			words = append(words, o.Name+"="+o.Text)
		case nbformat.DisplayData:
			words = append(words, fmt.Sprintf("display=%v%v", o.Data["text/plain"], o.Metadata))
		case nbformat.ExecuteResult:
			words = append(words, fmt.Sprintf("result[%d]=%v", *o.ExecutionCount, o.Data["text/plain"]))
		case nbformat.Error:
			words = append(words, "error="+o.EName+":"+o.EValue)
		}
	}
	return strings.ReplaceAll(strings.Join(words, " "), "\n", "/")
}

func statuses(r Report) string {
	var all []string
	for _, c := range r.Cells {
		s := string(c.Status)
		if c.Allowed {
			s += " (allowed)"
		}
		all = append(all, s)
	}
	return strings.Join(all, ", ")
}

func TestRun(t *testing.T) {
	for _, tt := range []struct {
		name  string
		cells []string
		o     Options
		want  []string // what the code cells show
		ended string   // their statuses
	}{
		{"streams are merged while they stay the same",
			[]string{"print a\nprint b\neprint c\nprint d"}, Options{},
			[]string{"[1] stdout=a/b/ stderr=c/ stdout=d/"}, "ok"},
		{"results and displays",
			[]string{"md: text", "display x one\nresult two", "result three"}, Options{},
			[]string{"[1] display=onemap[] result[1]=two", "[2] result[2]=three"}, "ok, ok"},
		{"an update reaches earlier cells and all displays of the id",
			[]string{"display x 1\ndisplay x 2\ndisplay y 3", "update x new\nupdate unknown z\nprint end"}, Options{},
			[]string{"[1] display=newmap[] display=newmap[] display=3map[]", "[2] stdout=end/"}, "ok, ok"},
		{"clear", []string{"print a\nclear\nprint b", "print c\nclear"}, Options{}, []string{"[1] stdout=b/", "[2]"}, "ok, ok"},
		{"clear with wait", []string{"print a\nclear wait\nprint b", "print c\nclear wait"}, Options{},
			[]string{"[1] stdout=b/", "[2] stdout=c/"}, "ok, ok"},
		{"a cleared display is not updated", []string{"display x 1\nclear\nupdate x 2\nprint a"}, Options{},
			[]string{"[1] stdout=a/"}, "ok"},
		{"stops at a failure", []string{"print a\nfail no", "print never"}, Options{},
			[]string{"[1] stdout=a/ error=ToyError:no", ""}, "failed, not run"},
		{"goes on if errors are allowed", []string{"fail no", "print b"}, Options{AllowErrors: true},
			[]string{"[1] error=ToyError:no", "[2] stdout=b/"}, "failed (allowed), ok"},
		{"a cell may be expected to fail", []string{"#raises-exception: fail no", "print b"}, Options{},
			[]string{"[1] error=ToyError:no", "[2] stdout=b/"}, "failed (allowed), ok"},
		{"and need not", []string{"#raises-exception: print a"}, Options{}, []string{"[1] stdout=a/"}, "ok"},
		{"skipped", []string{"#skip-execution: fail no", " \n", "print c"}, Options{},
			[]string{"", "", "[1] stdout=c/"}, "skipped, skipped, ok"},
		{"late output goes to the cell that started it", []string{"late display x from one", "print two"}, Options{},
			[]string{"[1] display=from onemap[]", "[2] stdout=two/"}, "ok, ok"},
		{"no questions", []string{"ask x"}, Options{},
			[]string{"[1] error=ToyError:input is not possible: the frontend does not take questions (allow_stdin is false)"}, "failed"},
		{"questions", []string{"ask x"}, Options{Input: func(context.Context, msg.InputRequest) (string, error) { return "y", nil }},
			[]string{"[1] stdout=got y/"}, "ok"},
		{"timeout", []string{"print blocks\nblock", "print never"}, Options{Timeout: time.Hour},
			[]string{"[1] stdout=blocks/ error=ToyError:interrupted", ""}, "timed out, not run"},
		{"timeout, going on", []string{"print blocks\nblock", "print b"}, Options{Timeout: time.Hour, AllowErrors: true},
			[]string{"[1] stdout=blocks/ error=ToyError:interrupted", "[2] stdout=b/"}, "timed out, ok"},
		{"nothing to do", []string{"md: text"}, Options{}, nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			nb := notebook(tt.cells...)
			k := blocking{connect(t, &toy.Kernel{}), make(chan struct{}, 1)}
			tt.o.pass = k.pass
			report, err := Run(long(t), k, nb, tt.o)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range nb.Cells {
				if c.Type == nbformat.Code {
					got = append(got, shown(c))
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("outputs (-want +got):\n%s", diff)
			}
			if got := statuses(report); got != tt.ended {
				t.Errorf("statuses %s, want %s", got, tt.ended)
			}
			if failed := report.Failure() != nil; failed != (strings.Contains(tt.ended, "failed,") || strings.HasSuffix(tt.ended, "failed") || strings.Contains(tt.ended, "timed out")) {
				t.Errorf("Failure = %+v", report.Failure())
			}
			if err := nb.Validate(); err != nil {
				t.Error(err)
			}
			if len(report.Problems) > 0 {
				t.Errorf("problems %q", report.Problems)
			}
		})
	}
}

// blocking is a kernel whose cells run out of time when they have printed "blocks", and only then.
type blocking struct {
	*client.Client
	printed chan struct{}
}

func (k blocking) Execute(ctx context.Context, code string, o client.ExecuteOptions) (msg.ExecuteReply, error) {
	output := o.Output
	o.Output = func(m *wire.Message) {
		output(m)
		if m.Header.MsgType == msg.TypeStream && strings.Contains(string(m.Content), "blocks") {
			k.printed <- struct{}{}
		}
	}
	return k.Client.Execute(ctx, code, o)
}

// pass is Options.pass: an hour is over when the cell blocks, and no other time ever is.
func (k blocking) pass(ctx context.Context, d time.Duration) bool {
	if d != time.Hour {
		<-ctx.Done()
		return false
	}
	select {
	case <-k.printed:
		return true
	case <-ctx.Done():
		return false
	}
}

func TestStaleOutputs(t *testing.T) {
	nb := notebook("fail x", "print a", "#skip-execution: old", " ")
	for i := range nb.Cells {
		seven := 7
		nb.Cells[i].ExecutionCount = &seven
		nb.Cells[i].Outputs = []nbformat.Output{{Type: nbformat.Stream, Name: "stdout", Text: "old"}}
		nb.Cells[i].Metadata["execution"] = map[string]any{"iopub.status.busy": "then"}
		nb.Cells[i].Metadata["own"] = "kept"
	}
	if _, err := Run(long(t), connect(t, &toy.Kernel{}), nb, Options{}); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"[1] error=ToyError:x", "", "[7] stdout=old", ""} {
		if got := shown(nb.Cells[i]); got != want {
			t.Errorf("cell %d shows %q, want %q", i, got, want)
		}
		if nb.Cells[i].ID != fmt.Sprintf("cell-%d", i) || nb.Cells[i].Metadata["own"] != "kept" {
			t.Errorf("cell %d lost its id or metadata: %+v", i, nb.Cells[i])
		}
	}
	if nb.Cells[0].Metadata["execution"] != nil || nb.Cells[2].Metadata["execution"] == nil {
		t.Error("times of the earlier run: want them removed from what ran, kept where nothing did")
	}
	want := map[string]any{"name": "toy", "version": "1", "mimetype": "text/x-toy", "file_extension": ".toy"}
	if diff := cmp.Diff(want, nb.Metadata["language_info"]); diff != "" {
		t.Errorf("language_info (-want +got):\n%s", diff)
	}
}

func TestProgress(t *testing.T) {
	var now time.Duration // each look at the clock takes a second
	clock := func() time.Time { now += time.Second; return time.Unix(0, 0).Add(now) }
	var got []string
	nb := notebook("md: a", "print a", "#skip-execution: b", "fail c", "print d")
	report, err := Run(long(t), connect(t, &toy.Kernel{}), nb, Options{Now: clock, Progress: func(p Progress) {
		line := fmt.Sprintf("%d of %d, index %d, %v", p.Cell, p.Cells, p.Index, p.Elapsed)
		if p.Result != nil {
			line += fmt.Sprintf(", %s after %v", p.Result.Status, p.Result.Elapsed)
		}
		got = append(got, line)
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"1 of 3, index 1, 1s", "1 of 3, index 1, 3s, ok after 1s",
		"2 of 3, index 3, 4s", "2 of 3, index 3, 6s, failed after 1s",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if report.Elapsed != 7*time.Second {
		t.Errorf("Elapsed = %v, want 7s", report.Elapsed)
	}
	if f := report.Failure(); f == nil || f.ID != "cell-3" || f.EValue != "c" || len(f.Traceback) != 1 {
		t.Errorf("Failure = %+v", f)
	}
}

func TestNumbersKeepTheirDigits(t *testing.T) {
	nb := notebook("number 123456789012345678901234567890.10")
	if _, err := Run(long(t), connect(t, &toy.Kernel{}), nb, Options{}); err != nil {
		t.Fatal(err)
	}
	data, err := nb.Bytes()
	if err != nil || !strings.Contains(string(data), `"application/json": 123456789012345678901234567890.10`) {
		t.Errorf("%s, %v", data, err)
	}
}

// What a notebook cannot hold is said in its place; nothing else is lost.
func TestUnstorable(t *testing.T) {
	var nested any
	for range 400 {
		nested = []any{nested}
	}
	k := &toy.Kernel{Do: map[string]func(context.Context, string, *server.Output) error{
		"deep": func(_ context.Context, _ string, out *server.Output) error {
			out.Display(msg.Bundle{"application/json": nested}, nil, "")
			return nil
		},
		"wrong": func(_ context.Context, _ string, out *server.Output) error {
			out.Result(msg.Bundle{"text/plain": 5}, nil)
			return nil
		},
	}}
	nb := notebook("print a\ndeep\nwrong\nprint b")
	report, err := Run(long(t), connect(t, k), nb, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Problems) != 2 || !strings.Contains(report.Problems[0], "cell 1: a message cannot be stored: display_data: nested deeper") ||
		!strings.Contains(report.Problems[1], "execute_result: data: text/plain: want a string") {
		t.Errorf("problems %q", report.Problems)
	}
	if got := shown(nb.Cells[0]); !strings.HasPrefix(got, "[1] stdout=a/ stderr=cell 1: a message") || !strings.HasSuffix(got, "stdout=b/") {
		t.Errorf("shows %q", got)
	}
	if err := nb.Validate(); err != nil {
		t.Error(err)
	}
}

func TestStuckCell(t *testing.T) {
	nb := notebook("print blocks\nstuck", "print never")
	k := blocking{connect(t, &toy.Kernel{}), make(chan struct{}, 1)}
	report, err := Run(long(t), k, nb, Options{Timeout: time.Hour, Grace: time.Minute, AllowErrors: true,
		pass: func(ctx context.Context, d time.Duration) bool { return d == time.Minute || k.pass(ctx, d) }})
	if err != nil || !report.Stuck || statuses(report) != "timed out, not run" {
		t.Errorf("%+v, %v", report, err)
	}
	if got := shown(nb.Cells[0]); got != "[1] stdout=blocks/ error=Timeout:the cell took longer than 1h0m0s and did not end within 1m0s of an interrupt" {
		t.Errorf("shows %q", got)
	}
}

func TestContextStuckEndsRun(t *testing.T) {
	ctx, cancel := context.WithCancel(long(t))
	k := &toy.Kernel{Do: map[string]func(context.Context, string, *server.Output) error{
		"cancel": func(context.Context, string, *server.Output) error { cancel(); return nil },
	}}
	nb := notebook("print a\nask x\ncancel\nblock", "print never")
	report, err := Run(ctx, connect(t, k), nb, Options{Input: func(context.Context, msg.InputRequest) (string, error) { return "", nil }})
	if !errors.Is(err, context.Canceled) || statuses(report) != "stopped, not run" {
		t.Errorf("%s, %v", statuses(report), err)
	}
	if _, err := Run(ctx, connect(t, k), notebook("print a"), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("context that has ended: %v", err)
	}
}

func TestKernelDies(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	k, err := client.Start(long(t), client.Command(exe, "toy-kernel", "{connection_file}"), client.StartOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	nb := notebook("print a", "display x b\nask ready?\nexit alas", "print never")
	report, err := Run(long(t), k, nb, Options{Input: func(context.Context, msg.InputRequest) (string, error) { return "", nil }})
	var dead *client.DeadError
	if !errors.As(err, &dead) || !strings.Contains(err.Error(), "cell 2") || statuses(report) != "ok, died, not run" {
		t.Errorf("%s, %v", statuses(report), err)
	}
	if got := shown(nb.Cells[0]); got != "[1] stdout=a/" {
		t.Errorf("the first cell shows %q", got)
	}
	if got := shown(nb.Cells[1]); !strings.Contains(got, "error=DeadKernel:") || !strings.Contains(got, "exit status 3") || !strings.Contains(got, "alas") {
		t.Errorf("the second cell shows %q", got)
	}
	if err := nb.Validate(); err != nil {
		t.Error(err)
	}
}
