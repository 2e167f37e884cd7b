package slice

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"weft/kernel/engine/native/cross"
	"weft/kernel/needs"
)

// A builder builds programs with one go command.
type builder struct {
	t       *testing.T
	dir     string
	overlay map[string]string
	names   []string
}

func newBuilder(t *testing.T) *builder {
	t.Helper()
	needs.Tools(t, "go")
	return &builder{t: t, dir: t.TempDir(), overlay: map[string]string{}}
}

// ourPackages are where the module has what programs import as weft/cross and the like.
var ourPackages = strings.NewReplacer(`"weft/cross`, `"weft/kernel/engine/native/cross`, `"weft/display`, `"weft/kernel/display`)

// add adds a program.
func (b *builder) add(name string, files ...File) {
	here, err := os.Getwd()
	if err != nil {
		b.t.Fatal(err)
	}
	for _, f := range files {
		real := filepath.Join(b.dir, name, f.Name)
		write(b.t, real, ourPackages.Replace(f.Text))
		b.overlay[filepath.Join(here, "programs", name, f.Name)] = real
	}
	b.names = append(b.names, name)
}

// build builds them all.
func (b *builder) build() {
	b.t.Helper()
	text, err := json.Marshal(map[string]any{"Replace": b.overlay})
	if err != nil {
		b.t.Fatal(err)
	}
	write(b.t, filepath.Join(b.dir, "overlay.json"), string(text))
	write(b.t, filepath.Join(b.dir, "bin", "keep"), "")
	ctx, cancel := context.WithTimeout(b.t.Context(), 10*time.Minute)
	defer cancel()
	args := []string{"build", "-trimpath", "-overlay", filepath.Join(b.dir, "overlay.json"), "-ldflags=-s -w", "-o", filepath.Join(b.dir, "bin") + string(filepath.Separator)}
	for _, n := range b.names {
		args = append(args, "./programs/"+n)
	}
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.t.Fatalf("build: %v\n%s", err, out)
	}
}

// place is a line of a cell in a stack trace.
var place = regexp.MustCompile(`(cell\[\d+\]:\d+)(:\d+)?( \+0x[0-9a-f]+)?$`)

// run is what a program prints, shows (behind =>), and of a crash the text and the lines of cells. in and out
// are files for variables, "" for none.
func (b *builder) run(name, in, out string, args ...string) string {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.t.Context(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, filepath.Join(b.dir, "bin", name), args...)
	stdout := b.create(name + ".stdout")
	defer stdout.Close()
	var stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = stdout, &stderr
	cmd.Env = append(os.Environ(), cross.Variable+"="+cross.Version)
	eventsR, eventsW := b.pipe()
	answersR, answersW := b.pipe()
	defer eventsR.Close()
	defer answersW.Close()
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		b.t.Fatal(err)
	}
	defer null.Close()
	inFile, outFile := null, null
	if in != "" {
		if inFile, err = os.Open(in); err != nil {
			b.t.Fatal(err)
		}
		defer inFile.Close()
	}
	if out != "" {
		if outFile, err = os.Create(out); err != nil {
			b.t.Fatal(err)
		}
		defer outFile.Close()
	}
	cmd.ExtraFiles = []*os.File{eventsW, answersR, null, inFile, outFile}
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	eventsW.Close()
	answersR.Close()
	text, seen := "", int64(0)
	printed := func() {
		data, err := os.ReadFile(stdout.Name())
		if err != nil {
			b.t.Fatal(err)
		}
		text += string(data[seen:])
		seen = int64(len(data))
	}
	for {
		e, err := cross.ReadEvent(eventsR)
		if err != nil {
			if !errors.Is(err, io.EOF) {
				b.t.Errorf("%s: events: %v", name, err)
			}
			break
		}
		printed()
		switch e.Kind {
		case cross.Fault:
			text += "fault: " + e.Text + "\n"
			continue
		case cross.Result, cross.Display:
			for _, p := range e.Data {
				if p.MIME == "text/plain" {
					text += "=> " + string(p.Data) + "\n"
				}
			}
		}
		if err := cross.WriteAnswer(answersW, cross.Answer{Seq: e.Seq}); err != nil {
			b.t.Errorf("%s: answer: %v", name, err)
		}
	}
	err = cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		b.t.Fatal(err)
	}
	printed()
	for i, l := range strings.Split(stderr.String(), "\n") {
		if i == 0 && l != "" {
			text += l + "\n"
		} else if m := place.FindStringSubmatch(l); m != nil {
			text += "at " + m[1] + "\n"
		}
	}
	if exit != nil {
		text += fmt.Sprintf("exit status %d\n", exit.ExitCode())
	}
	return text
}

func (b *builder) create(name string) *os.File {
	b.t.Helper()
	f, err := os.Create(filepath.Join(b.dir, name))
	if err != nil {
		b.t.Fatal(err)
	}
	return f
}

func (b *builder) pipe() (r, w *os.File) {
	b.t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		b.t.Fatal(err)
	}
	return r, w
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
