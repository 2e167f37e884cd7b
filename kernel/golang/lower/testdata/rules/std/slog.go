package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"
	"strings"
	"time"
)

type Secret string

func (Secret) LogValue() slog.Value { return slog.StringValue("REDACTED") }

type User struct {
	ID   int
	Name string
	pw   Secret
}

func (u User) LogValue() slog.Value {
	return slog.GroupValue(slog.Int("id", u.ID), slog.String("name", u.Name), slog.Any("pw", u.pw))
}

type Point struct{ X, Y int }
type St int

func (s St) String() string { return fmt.Sprintf("St(%d)", int(s)) }

type Txt struct{ a int }

func (t Txt) MarshalText() ([]byte, error) { return []byte(fmt.Sprint("txt", t.a)), nil }

type myErr struct{ code int }

func (m *myErr) Error() string { return fmt.Sprint("myErr ", m.code) }

type h struct {
	w     *bytes.Buffer
	attrs []slog.Attr
	group string
}

func (x *h) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelInfo }
func (x *h) Handle(_ context.Context, r slog.Record) error {
	fmt.Fprintf(x.w, "%s|%s|%s", x.group, r.Level, r.Message)
	for _, a := range x.attrs {
		fmt.Fprintf(x.w, " %v", a)
	}
	r.Attrs(func(a slog.Attr) bool { fmt.Fprintf(x.w, " %s=%v", a.Key, a.Value.Resolve()); return true })
	x.w.WriteByte('\n')
	return nil
}
func (x *h) WithAttrs(as []slog.Attr) slog.Handler {
	c := *x
	c.attrs = append(append([]slog.Attr{}, x.attrs...), as...)
	return &c
}
func (x *h) WithGroup(g string) slog.Handler { c := *x; c.group = g; return &c }

type lv struct{ l slog.Level }

func (l lv) Level() slog.Level { return l.l }

type prefix struct{ w *os.File }

func (p prefix) Write(b []byte) (int, error) { return fmt.Fprintf(p.w, "LOG %s", b) }
func noTime(g []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && len(g) == 0 {
		return slog.Attr{}
	}
	return a
}
func main() {
	for _, hd := range []slog.Handler{slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime, Level: lv{slog.LevelDebug}}), slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime})} {
		l := slog.New(hd)
		l.Info("hi", "user", User{1, "bob", "x"}, "p", Point{1, 2}, "pp", &Point{3, 4}, "st", St(3), "txt", Txt{4}, "sec", Secret("p"), "list", []Point{{5, 6}}, "m", map[string]St{"a": 1})
		l.Error("bad", "err", &myErr{5}, slog.Any("e2", errors.New("plain")), slog.Duration("d", time.Second), slog.Group("g", "st", St(1), "p", Point{}))
		l.With("a", St(9)).WithGroup("G").Warn("w", "x", Point{7, 8}, "nil", nil)
		l.Debug("dbg", "k", struct {
			A int
			b string
		}{1, "x"})
	}
	b := &bytes.Buffer{}
	l := slog.New(&h{w: b})
	l.Info("m", "u", User{2, "al", "pw"}, "st", St(2), "e", &myErr{1})
	l.Debug("no")
	l.With("w", 1).WithGroup("grp").Error("e", slog.Any("p", Point{1, 1}))
	fmt.Print(b.String())
	lg := log.New(prefix{os.Stdout}, "[x] ", log.Lmsgprefix)
	lg.Println("hello", St(4), Point{1, 2})
	lg.Printf("%v %T %+v", St(5), St(5), Point{1, 2})
	lg.Print(&myErr{3})
	var sb strings.Builder
	log.SetOutput(&sb)
	log.SetFlags(0)
	log.Println(St(1), User{1, "z", "q"})
	fmt.Print(sb.String())
	fmt.Println(slog.AnyValue(St(3)).Kind(), slog.AnyValue(User{}).Kind(), slog.AnyValue(Point{}), slog.AnyValue(St(3)).Any().(St))
}
