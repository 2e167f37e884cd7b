package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"weft/kernel/jupyter/msg"
)

// A residue is what a kernel and its processes hold.
type residue struct {
	memory                          int64 // their own: resident and no file's, which the system can take away
	resident                        int64 // with the pages of the program's file, once for each process
	descriptors, threads, processes int
	files                           []string // in its folder for temporary files
	commands                        []string
}

func (r residue) String() string {
	return fmt.Sprintf("%.1f MB (%.1f with the program's pages), %d descriptors, %d threads, %d processes, %d temporary files", mb(r.memory), mb(r.resident), r.descriptors, r.threads, r.processes, len(r.files))
}

// mostGrowth is how much memory may have grown.
const mostGrowth = 20_000_000

// runSoak runs b.soak cells one after the other in one kernel, and compares what it holds before and after.
func (b *bench) runSoak(ctx context.Context) error {
	tmp, err := os.MkdirTemp("", "weft-soak-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	k, err := b.start(ctx, "TMPDIR="+tmp)
	if err != nil {
		return err
	}
	defer k.Close()
	k.input = func(context.Context, msg.InputRequest) (string, error) { return "an answer", nil }
	// What is made once, such as tables of packages, is no leak.
	for _, s := range soakers() {
		if err := k.soak(ctx, s); err != nil {
			return err
		}
	}
	before, err := k.settle(ctx, tmp, residue{})
	if err != nil {
		return err
	}
	fmt.Println("after each kind once: ", before)
	start, total, half := time.Now(), b.soak, residue{}
	for i, n := 0, 0; n < total; i++ {
		s := soakers()[i%len(soakers())]
		if s.rare && i/len(soakers())%10 != 0 {
			continue
		}
		if n++; n == total/2 {
			if half, err = k.settle(ctx, tmp, before); err != nil {
				return err
			}
			fmt.Println("half-way:             ", half)
		}
		if err := k.soak(ctx, s); err != nil {
			return fmt.Errorf("cell %d: %w", n, err)
		}
	}
	took := time.Since(start)
	after, err := k.settle(ctx, tmp, before)
	if err != nil {
		return err
	}
	fmt.Printf("after %d cells (%.0f s): %v\n", total, took.Seconds(), after)
	if err := k.stop(); err != nil {
		return err
	}
	left, _ := os.ReadDir(tmp)
	fmt.Printf("after the kernel's end: %d processes, %d temporary files\n", len(marked()), len(left))
	for _, f := range left {
		err = errors.Join(err, fmt.Errorf("left: %s", f.Name()))
	}
	return errors.Join(err, after.compare(before))
}

// compare says what there is more than before.
func (r residue) compare(before residue) (err error) {
	if grown := r.memory - before.memory; grown > mostGrowth {
		err = fmt.Errorf("%.1f MB more memory than before: %s; before: %s", mb(grown), strings.Join(r.commands, ", "), strings.Join(before.commands, ", "))
	}
	if r.descriptors > before.descriptors {
		err = errors.Join(err, fmt.Errorf("%d descriptors more", r.descriptors-before.descriptors))
	}
	for _, f := range r.files {
		if !slices.Contains(before.files, f) && !strings.Contains(f, "/weft-output-") {
			err = errors.Join(err, fmt.Errorf("a temporary file: %s", f))
		}
	}
	if r.processes > before.processes {
		err = errors.Join(err, fmt.Errorf("processes: %v, before %v", r.commands, before.commands))
	}
	return err
}

// soak runs one cell, interrupts it if it wants to be, and checks how it ends.
func (k *kernel) soak(ctx context.Context, s soaker) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	const sign = "the cell has come here"
	if s.interrupt {
		k.seen = func(text string) {
			if strings.Contains(text, sign) {
				k.seen = nil
				go k.Interrupt(ctx)
			}
		}
		defer func() { k.seen = nil }()
	}
	if _, err := k.run(ctx, s.source(sign)); err != nil {
		return fmt.Errorf("%s: %w", s.name, err)
	}
	if s.fails == "?" {
		return nil
	}
	if !strings.HasPrefix(k.failure, s.fails) || (s.fails == "") != (k.failure == "") {
		return fmt.Errorf("%s: ended with %q, want %q", s.name, k.failure, s.fails)
	}
	return nil
}

// settle starts a fresh evaluator and waits until the kernel has given back what it does not need: until it
// holds no more than before, or no less for some seconds.
func (k *kernel) settle(ctx context.Context, tmp string, before residue) (residue, error) {
	if err := k.must(ctx, "%limit output 1MB\n%reset"); err != nil {
		return residue{}, err
	}
	if err := k.must(ctx, `import "fmt"; fmt.Println("fresh")`); err != nil {
		return residue{}, err
	}
	least, same := k.residue(tmp), 0
	for limit := time.Now().Add(time.Minute); same < 12 && time.Now().Before(limit); {
		time.Sleep(500 * time.Millisecond)
		r := k.residue(tmp)
		if before.memory > 0 && r.compare(before) == nil && same > 4 {
			return r, nil
		}
		if r.memory < least.memory-200_000 || r.descriptors < least.descriptors || r.processes != least.processes {
			least, same = r, 0
			continue
		}
		same++
	}
	return k.residue(tmp), nil
}

func (k *kernel) residue(tmp string) residue {
	var r residue
	pids := append(descendants(k.Pid()), k.Pid())
	slices.Sort(pids)
	for _, pid := range pids {
		now := status(pid, "RssAnon:")
		all, _ := memory(pid)
		r.memory, r.resident = r.memory+now, r.resident+all
		r.descriptors += descriptors(pid)
		r.threads += threads(pid)
		r.commands = append(r.commands, fmt.Sprintf("%.1f MB %s", mb(now), command(pid)))
	}
	r.processes = len(pids)
	filepath.WalkDir(tmp, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			r.files = append(r.files, path)
		}
		return nil
	})
	return r
}
