// Resilience measures what cells cost that flood, hang, crowd and die: through a real kernel process, over the
// protocol. With -soak it runs hundreds of them in one kernel and looks for what they leave. See ../README.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

func main() {
	var b bench
	flag.IntVar(&b.times, "times", 100, "interrupts of each kind, replacements, and the like")
	flag.IntVar(&b.soak, "soak", 0, "run so many cells of all kinds in one kernel instead, and look for what is left")
	flag.StringVar(&b.weft, "weft", "", "a built binary; default: it is built")
	only := flag.String("run", "", "measure only parts that match this regular expression; interrupt/NAME: only such cells")
	flag.Parse()
	var err error
	b.kind = regexp.MustCompile("")
	if _, name, ok := strings.Cut(*only, "/"); ok {
		b.kind, err = regexp.Compile(name)
		*only, _, _ = strings.Cut(*only, "/")
	}
	if err != nil {
	} else if b.only, err = regexp.Compile(*only); err == nil {
		err = b.run(context.Background())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "resilience:", err)
		os.Exit(1)
	}
}

type bench struct {
	times, soak int
	weft        string
	only, kind  *regexp.Regexp
}

func (b *bench) run(ctx context.Context) error {
	if b.weft == "" {
		dir, err := os.MkdirTemp("", "weft-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		b.weft = filepath.Join(dir, "weft")
		if out, err := exec.CommandContext(ctx, "go", "build", "-o", b.weft, "./cmd/weft").CombinedOutput(); err != nil {
			return fmt.Errorf("build weft (run this in the repository's folder): %w: %s", err, out)
		}
	}
	if b.soak > 0 {
		return b.runSoak(ctx)
	}
	for _, part := range []struct {
		name string
		f    func(context.Context) error
	}{{"flood", b.floods}, {"interrupt", b.interrupts}, {"crowd", b.crowds}, {"replace", b.replacements}, {"replay", b.replays}} {
		if !b.only.MatchString(part.name) {
			continue
		}
		if err := part.f(ctx); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
		fmt.Println()
	}
	return nil
}

// spread is the median and the worst of some times, in milliseconds.
func spread(times []time.Duration) string {
	s := slices.Sorted(slices.Values(times))
	if len(s) == 0 {
		return "-"
	}
	return fmt.Sprintf("%7.1f %7.1f", ms(s[len(s)/2]), ms(s[len(s)-1]))
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }

func middle(times []time.Duration) time.Duration {
	s := slices.Sorted(slices.Values(times))
	return s[len(s)/2]
}
