package lint

import (
	"strings"
	"testing"

	"weft/grader/exercise"
)

func TestStatement(t *testing.T) {
	const starter = `package solution

import "context"

// A Job is given.
type Job struct {
	ID  int // of the job
	Run func(context.Context) error
}

type Pool struct{ jobs chan Job }

// Process does it.
func Process(ctx context.Context, jobs []Job) (int, error) { return 0, nil }

func (p *Pool) Submit(j Job) {}
`
	for _, tt := range []struct{ name, block, want string }{
		{"the same", "type Job struct {\n\tID int\n\n\tRun func(context.Context) error // blocks\n}\n\nfunc Process(ctx context.Context,\n\tjobs []Job) (int, error)", ""},
		{"another result", "func Process(ctx context.Context, jobs []Job) error", `"func Process(ctx context.Context, jobs []Job) error"`},
		{"another name of a parameter", "func Process(c context.Context, jobs []Job) (int, error)", "it says"},
		{"another field", "type Job struct{ ID string }", `it says "Job struct{ ID string }"`},
		{"a method", "func (p *Pool) Submit(j Job)", ""},
		{"another method", "func (p *Pool) Submit(j *Job)", "Submit(j *Job)"},
		{"another receiver", "func (p Pool) Submit(j Job)", "func (p Pool) Submit"},
		{"an example", "n, err := Process(ctx, jobs)", ""},
		{"a function of its own", "func main() { Process(nil, nil) }", ""},
		{"a whole file", "package solution\n\nfunc Process() {}", "func Process()"},
		{"shortened", "type Job struct { ... }", ""},
	} {
		r := &Report{}
		r.statement(&exercise.Exercise{Starter: starter, Statement: "# Title\n\n```go\n" + tt.block + "\n```\n\n```\nfunc Process()\n```\n"})
		text := ""
		for _, p := range r.Problems {
			text += p.File + ": " + p.Text + "\n"
		}
		if (text == "") != (tt.want == "") || !strings.Contains(text, tt.want) {
			t.Errorf("%s: want %q, problems:\n%s", tt.name, tt.want, text)
		}
	}
}
