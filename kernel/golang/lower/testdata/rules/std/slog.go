// Structured logs with session values.
package main

import (
	"fmt"
	"log/slog"
	"os"
	"time"
)

type id struct{ n int }

func (i id) LogValue() slog.Value { return slog.IntValue(i.n * 10) }

type lv struct{ a, B int }

func (l lv) String() string { return "lv" }

func main() {
	h := slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(g []string, a slog.Attr) slog.Attr {
		if a.Key == "time" {
			return slog.Attr{}
		}
		return a
	}})
	l := slog.New(h)
	l.Info("msg", "id", id{4}, "n", 5, "s", "a b")
	l.With("w", 1).WithGroup("g").Warn("x", "err", fmt.Errorf("bad"), "d", time.Second)
	l.Info("v", "l", lv{1, 2})
}
