package kit

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestBuildsAreKept(t *testing.T) {
	k := shared(t)
	for i, tt := range []struct {
		text   string
		cached bool
	}{
		{hello, false}, {hello, true}, {hello + "\n", false}, {hello, true},
	} {
		r := build(t, k, program(tt.text))
		if r.Cached != tt.cached {
			t.Errorf("build %d: cached %v", i, r.Cached)
		}
		if got := run(t, r.Binary); got.Stdout != "hello\n" {
			t.Errorf("build %d: the program did %+v", i, got)
		}
	}
	binary := build(t, k, program(hello)).Binary
	damage(t, binary)
	r := build(t, k, program(hello))
	if got := run(t, r.Binary); r.Cached || got.Stdout != "hello\n" {
		t.Errorf("after damage: cached %v, the program did %+v", r.Cached, got)
	}
	// Another session's cache is another one.
	if r := build(t, shared(t), program(hello)); r.Cached {
		t.Error("a build came from a cache of others")
	}
	if left, _ := filepath.Glob(filepath.Join(k.cache.dir, "making-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestCacheForgets(t *testing.T) {
	c, err := openCache(t.TempDir(), 1000)
	if err != nil {
		t.Fatal(err)
	}
	put := func(key string, age time.Duration) {
		t.Helper()
		from := filepath.Join(c.dir, "new")
		if err := os.WriteFile(from, bytes.Repeat([]byte("x"), 300), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := c.put(key, ".a", from, "note of "+key); err != nil {
			t.Fatal(err)
		}
		then := time.Now().Add(-age)
		if err := os.Chtimes(c.file(key, ".a"), then, then); err != nil {
			t.Fatal(err)
		}
	}
	// What a process left behind that died goes too, but not what a live one works in.
	dead, alive := filepath.Join(c.dir, "making-dead"), filepath.Join(c.dir, "making-alive")
	for dir, age := range map[string]time.Duration{dead: 2 * oldestScratch, alive: time.Hour} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		then := time.Now().Add(-age)
		if err := os.Chtimes(dir, then, then); err != nil {
			t.Fatal(err)
		}
	}
	put("a", 3*time.Hour)
	put("b", 5*time.Hour)
	put("c", 4*time.Hour)
	if _, text, ok := c.get("b", ".a"); !ok || text != "note of b" { // which makes it young
		t.Fatalf("get(b) = %q, %v", text, ok)
	}
	put("d", time.Hour) // 1200 bytes: at most 750 may stay
	var left []string
	for _, key := range []string{"a", "b", "c", "d"} {
		if _, _, ok := c.get(key, ".a"); ok {
			left = append(left, key)
		}
	}
	if !slices.Equal(left, []string{"b", "d"}) {
		t.Errorf("left in the cache: %v, want b and d", left)
	}
	if _, err := os.Stat(dead); err == nil {
		t.Error("a dead process's folder is still there")
	}
	if _, err := os.Stat(alive); err != nil {
		t.Errorf("a live process's folder: %v", err)
	}
	// What is young stays even in a cache that is too small.
	for i := range 5 {
		put(fmt.Sprint("young", i), 0)
	}
	for i := range 5 {
		if _, _, ok := c.get(fmt.Sprint("young", i), ".a"); !ok {
			t.Errorf("young%d was forgotten", i)
		}
	}
	if c.size <= c.limit || c.enough <= c.size {
		t.Errorf("the next build looks through the folder again: %d bytes, of which %d are enough", c.size, c.enough)
	}
	// What was whole at the last look is looked at again when it has changed.
	file := c.file("young0", ".a")
	for _, text := range []string{"y", "x"} {
		if err := os.WriteFile(file, bytes.Repeat([]byte(text), 300), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, _, ok := c.get("young0", ".a"); ok != (text == "x") {
			t.Errorf("a file of %q is found: %v", text, ok)
		}
	}
}
