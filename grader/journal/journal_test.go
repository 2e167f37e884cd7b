package journal

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"weft/grader/result"
)

func key(n int) Key {
	return Key{Submission: fmt.Sprint(n), Exercise: "e", Grader: "v1", Go: "go1.26", Sandbox: "confined"}
}

func verdict(points int) result.Result {
	return result.Result{Status: result.Graded, Points: points, Max: 10, Cases: []result.Case{{Name: "a", Title: "line\nbreak"}}}
}

func open(t *testing.T, dir string, fresh bool) *Journal {
	t.Helper()
	j, err := Open(dir, "03-queue", fresh)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

func keep(t *testing.T, j *Journal, k Key, r result.Result) {
	t.Helper()
	if err := j.Keep(k, r); err != nil {
		t.Fatal(err)
	}
}

func points(j *Journal, k Key) int {
	r, ok := j.Find(k)
	if !ok {
		return -1
	}
	return r.Points
}

func TestKeep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there")
	j := open(t, dir, false)
	keep(t, j, key(1), verdict(1))
	keep(t, j, key(2), verdict(2))
	keep(t, j, key(1), verdict(3))
	keep(t, j, key(4), result.Result{Status: result.Failed, Fault: "ours"})
	keep(t, j, key(5), result.Result{Status: result.Ungradable})
	again := open(t, dir, false)
	for _, j := range []*Journal{j, again} {
		if a, b, ours := points(j, key(1)), points(j, key(2)), points(j, key(4)); a != 3 || b != 2 || ours != -1 || points(j, key(5)) != 0 || j.Len() != 3 {
			t.Errorf("verdicts %d, %d, of our failure %d; %d lines", a, b, ours, j.Len())
		}
		if r, _ := j.Find(key(1)); r.Cases[0].Title != "line\nbreak" {
			t.Errorf("read back as %+v", r)
		}
	}
	if j := open(t, dir, true); j.Len() != 0 {
		t.Errorf("a fresh journal holds %d verdicts", j.Len())
	}
	if points(again, key(1)) != -1 {
		t.Error("what another process has forgotten is found")
	}
}

// Everything that a verdict depends on makes another key.
func TestKey(t *testing.T) {
	j := open(t, t.TempDir(), false)
	keep(t, j, key(1), verdict(1))
	for _, change := range []func(*Key){
		func(k *Key) { k.Submission = "x" }, func(k *Key) { k.Exercise = "x" }, func(k *Key) { k.Grader = "x" },
		func(k *Key) { k.Go = "x" }, func(k *Key) { k.Sandbox = "x" }, func(k *Key) { k.Public = true },
	} {
		k := key(1)
		if change(&k); points(j, k) != -1 {
			t.Errorf("%+v is found", k)
		}
	}
}

// However a line is cut off, the lines before it and behind it count.
func TestTorn(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "03-queue.jsonl")
	j := open(t, filepath.Dir(whole), false)
	keep(t, j, key(1), verdict(1))
	first, _ := os.ReadFile(whole)
	keep(t, j, key(2), verdict(2))
	both, _ := os.ReadFile(whole)
	for n := len(first); n < len(both); n++ {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "03-queue.jsonl"), both[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		j := open(t, dir, false)
		if points(j, key(1)) != 1 || points(j, key(2)) != -1 {
			t.Fatalf("cut at %d: verdicts %d, %d", n, points(j, key(1)), points(j, key(2)))
		}
		keep(t, j, key(3), verdict(3))
		keep(t, j, key(2), verdict(2))
		for _, j := range []*Journal{j, open(t, dir, false)} {
			if points(j, key(1)) != 1 || points(j, key(2)) != 2 || points(j, key(3)) != 3 {
				t.Fatalf("cut at %d: verdicts %d, %d, %d", n, points(j, key(1)), points(j, key(2)), points(j, key(3)))
			}
		}
		j.Close()
	}
}

func TestDamaged(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir, false)
	keep(t, j, key(1), verdict(1))
	file := j.Path()
	text, _ := os.ReadFile(file)
	damaged := strings.Repeat("\x00", 40) + "\n{}\nnull\n[1]\n" + string(text) + "{\"key\":{\"submission\":\"9\"},\"result\":{\"status\":\"error\"}}\n"
	if err := os.WriteFile(file, []byte(damaged), 0o600); err != nil {
		t.Fatal(err)
	}
	if j := open(t, dir, false); points(j, key(1)) != 1 || j.Len() != 1 {
		t.Errorf("verdict %d, %d lines", points(j, key(1)), j.Len())
	}
}

// Several processes may write one journal; here, several journals of one file.
func TestTogether(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for w := range 4 {
		j := open(t, dir, false)
		wg.Go(func() {
			for n := range 20 {
				if err := j.Keep(key(100*w+n), verdict(n)); err != nil {
					t.Error(err)
				}
				if got := points(j, key(100*w+n)); got != n && got != -1 {
					t.Errorf("verdict %d, want %d", got, n)
				}
			}
		})
	}
	wg.Wait()
	j := open(t, dir, false)
	for w := range 4 {
		for n := range 20 {
			if got := points(j, key(100*w+n)); got != n {
				t.Errorf("verdict %d of %d is %d", n, w, got)
			}
		}
	}
}
