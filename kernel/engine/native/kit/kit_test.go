package kit

import (
	"os"
	"os/exec"
	"testing"
)

// shared opens the kit that all tests share.
func shared(t *testing.T, change ...func(*Options)) *Kit {
	t.Helper()
	o := Options{Cache: t.TempDir()}
	for _, c := range change {
		c(&o)
	}
	k, err := Open(t.Context(), o)
	if m := (*Missing)(nil); err != nil {
		_ = m
		t.Fatal(err)
	}
	return k
}

func run(t *testing.T, binary string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), binary).CombinedOutput()
	if err != nil {
		t.Fatalf("run %s: %v\n%s", binary, err, out)
	}
	return string(out)
}

func program(text string) Job {
	return Job{Packages: []Package{{Path: "main", Files: []File{{"main.go", text}}}}}
}

func TestHello(t *testing.T) {
	k := shared(t, func(o *Options) { o.Progress = func(s Step) { t.Logf("%+v", s) } })
	job := program("package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"hello\") }\n")
	r, err := k.Build(t.Context(), job)
	if err != nil || len(r.Diagnostics) > 0 {
		t.Fatalf("Build = %+v, %v", r, err)
	}
	if out := run(t, r.Binary); out != "hello\n" {
		t.Errorf("the program printed %q", out)
	}
	t.Log(r.Compile, r.Link, os.Getpid(), k.dir)
}
