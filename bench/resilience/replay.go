package main

import (
	"context"
	"fmt"
	"time"
)

// replays measures the end of an evaluator: from the cell that kills it to its error, by when another has the
// session's declarations, and to the answer of the next cell. Beside it stands what the same kernel takes for a cell
// that does nothing, and what it took to run the declaring cells first.
func (b *bench) replays(ctx context.Context) error {
	fmt.Printf("the evaluator ends: median and worst of %d, in ms\n", b.times)
	fmt.Printf("%-34s %15s %15s %15s %15s %10s\n", "", "to the error", "the next cell", "both", "a plain cell", "first run")
	for _, cells := range []int{0, 20, 200} {
		for _, warm := range []bool{true, false} {
			if cells == 200 && !warm {
				continue
			}
			if err := b.replay(ctx, cells, warm); err != nil {
				return err
			}
		}
	}
	return nil
}

// spareReady is how long the kernel is left alone so that a spare is ready.
const spareReady = time.Second

func (b *bench) replay(ctx context.Context, cells int, warm bool) error {
	k, err := b.start(ctx)
	if err != nil {
		return err
	}
	defer k.stop()
	if err := k.must(ctx, "import (\"fmt\"; \"os\"; \"syscall\")\nfmt.Sprint(os.Args)"); err != nil {
		return err
	}
	began := time.Now()
	for i := range cells {
		if err := k.must(ctx, declarations(i)); err != nil {
			return err
		}
	}
	first := time.Since(began)
	var death, next, both, plain []time.Duration
	for range b.times {
		if warm {
			time.Sleep(spareReady)
		}
		began := time.Now()
		if err := k.must(ctx, "1"); err != nil {
			return err
		}
		plain = append(plain, time.Since(began))
		began = time.Now()
		if _, err := k.run(ctx, "syscall.Kill(os.Getpid(), syscall.SIGKILL)\nselect {}"); err != nil {
			return err
		}
		dead := time.Now()
		if k.failure == "" {
			return fmt.Errorf("the evaluator lives")
		}
		last := "2"
		if cells > 0 {
			last = fmt.Sprintf("T%d{2}.double() + f%d(1)", cells-1, cells-1)
		}
		if err := k.must(ctx, last); err != nil {
			return err
		}
		death, next, both = append(death, dead.Sub(began)), append(next, time.Since(dead)), append(both, time.Since(began))
	}
	name := fmt.Sprintf("%d declaring cells", cells)
	if !warm {
		name += ", no spare yet"
	}
	fmt.Printf("%-34s %s %s %s %s %10.0f\n", name, spread(death), spread(next), spread(both), spread(plain), ms(first))
	return nil
}

// declarations is a cell as learners write them: a type, its method, a function that uses the one of the cell
// before, a constant, and a variable.
func declarations(i int) string {
	before := "n"
	if i > 0 {
		before = fmt.Sprintf("f%d(n)", i-1)
	}
	return fmt.Sprintf(`type T%[1]d struct{ n int }

func (t T%[1]d) double() int { return 2 * t.n }

const limit%[1]d = 10 + %[1]d

func f%[1]d(n int) int {
	if n > limit%[1]d {
		return T%[1]d{n}.double()
	}
	return %[2]s + 1
}

v%[1]d := f%[1]d(%[1]d)`, i, before)
}
