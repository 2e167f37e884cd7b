package main

import (
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"testing"
)

// Methods that a compiled type has from a field which cannot be named.

type measured struct {
	*testing.B
	times int
}

func send(c *net.TCPConn, text string) (int, error) {
	defer c.Close()
	fmt.Println(c.LocalAddr().Network())
	return c.Write([]byte(text))
}

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	got := make(chan string)
	go func() {
		c, _ := l.Accept()
		text, _ := io.ReadAll(c.(*net.TCPConn))
		got <- string(text)
	}()
	d, _ := net.Dial("tcp", l.Addr().String())
	fmt.Println(send(d.(*net.TCPConn), "low tide"))
	fmt.Println(<-got)

	u, _ := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	local := u.LocalAddr
	fmt.Println(local().Network())
	fmt.Println((*net.UDPConn).Close(u))

	var none net.TCPConn
	_, err = none.Read(nil)
	fmt.Println(err)

	r := testing.Benchmark(func(b *testing.B) {
		b.Helper()
		m := measured{b, 0}
		m.Cleanup(func() { m.times++ })
		f := b.Failed
		fmt.Println(f(), m.Skipped(), b.Name() == "")
		if b.N == 1 {
			b.SkipNow()
		}
	})
	fmt.Println(r.N)

	// An argument nil for an interface of a package that is not imported.
	slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}})).InfoContext(nil, "high tide")
}
