package main

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// replacements prints how long it takes from an evaluator's death to the end of its cell and of the next one, and from
// a deadlock to its message.
func (b *bench) replacements(ctx context.Context) error {
	k, err := b.start(ctx)
	if err != nil {
		return err
	}
	defer k.Close()
	if err := k.must(ctx, "import (\n\t\"fmt\"\n\t\"os/exec\"\n\t\"time\"\n)\nfmt.Print()\n_ = exec.Command\n_ = time.Now()"); err != nil {
		return err
	}
	var empty, died, next, blocked []time.Duration
	for range b.times {
		time.Sleep(time.Second) // the spare is started when nothing has run for a while
		took, err := k.timed(ctx, `fmt.Println(1)`, "")
		if err != nil {
			return err
		}
		empty = append(empty, took)
		// The time is that of the signal: the shell which sends it takes longer to start.
		if _, err = k.run(ctx, `fmt.Println(time.Now().UnixNano()); exec.Command("kill", "-9", fmt.Sprint(os.Getpid())).Run(); select {}`); err != nil {
			return err
		}
		if !strings.HasPrefix(k.failure, "EvaluatorDied") {
			return fmt.Errorf("the evaluator did not die: %s", k.failure)
		}
		var sent int64
		fmt.Sscan(k.stdout.String(), &sent)
		died = append(died, time.Since(time.Unix(0, sent)))
		if took, err = k.timed(ctx, `fmt.Println(1)`, ""); err != nil {
			return err
		}
		next = append(next, took)
		if took, err = k.timed(ctx, `<-make(chan int)`, "Deadlock"); err != nil {
			return err
		}
		blocked = append(blocked, took)
	}
	fmt.Printf("Of %d, median and worst in ms:\n", b.times)
	for _, l := range []struct {
		name  string
		times []time.Duration
	}{
		{"a small cell", empty}, {"kill -9 by a cell: until the cell has ended", died}, {"then a small cell in the new evaluator", next},
		{"a cell that is deadlocked at once, until its end", blocked},
	} {
		fmt.Printf("%-50s %s   %.1f of a small cell\n", l.name, spread(l.times), ms(middle(l.times))/ms(middle(empty)))
	}
	return k.stop()
}

// timed runs a cell that must fail in this way, and says how long it took.
func (k *kernel) timed(ctx context.Context, code, fails string) (time.Duration, error) {
	start := time.Now()
	if _, err := k.run(ctx, code); err != nil {
		return 0, err
	}
	took := time.Since(start)
	if !strings.HasPrefix(k.failure, fails) || (fails == "") != (k.failure == "") {
		return 0, fmt.Errorf("%s: ended with %q, want %q", code, k.failure, fails)
	}
	return took, nil
}
