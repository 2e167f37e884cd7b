package lint

import (
	"strings"
	"testing"

	"weft/grader/exercise"
)

func TestPackages(t *testing.T) {
	for _, tt := range []struct {
		name             string
		packages         []string
		mustUse, mustNot []string
		want             string // the problem; "" for none
	}{
		{"in order", []string{"sync", "net/http", "context", "math/rand/v2"}, []string{"sync", "sync.Mutex.Lock"}, []string{"net/http.Client.Do", "context.Context.Done", "os", "time.Sleep", "math/rand/v2.IntN"}, ""},
		{"a package", []string{"sync", "contxt"}, nil, nil, `packages: there is no package "contxt" in the standard library (did you mean context?)`},
		{"a module", []string{"example.org/queue"}, nil, nil, `packages: there is no package "example.org/queue"`},
		{"a forbidden package", []string{"sync"}, nil, []string{"synk.Cond"}, `static: must-not-use: there is no package "synk" in the standard library (did you mean sync?)`},
		{"a symbol", []string{"sync"}, nil, []string{"sync.Mutx"}, "static: must-not-use: package sync has no Mutx (did you mean Mutex?)"},
		{"a method", []string{"sync"}, []string{"sync.Mutex.Luck"}, nil, "static: must-use: package sync has no Mutex.Luck"},
		{"a method of a function", []string{"time"}, nil, []string{"time.Sleep.Now"}, "package time has no Sleep.Now"},
		{"what nobody can use", []string{"sync"}, []string{"sync/atomic"}, nil, "static: must-use: sync/atomic cannot be used, as packages does not list sync/atomic"},
	} {
		e := &exercise.Exercise{}
		e.Packages, e.Static = tt.packages, exercise.Static{MustUse: tt.mustUse, MustNotUse: tt.mustNot}
		r := &Report{}
		r.packages(e)
		got := ""
		for _, p := range r.Problems {
			got += p.File + ": " + p.Text + "\n"
		}
		if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) || strings.Count(got, "\n") > 1 {
			t.Errorf("%s: want %q, problems:\n%s", tt.name, tt.want, got)
		}
	}
}
