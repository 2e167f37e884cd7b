package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type rot13 struct{ r io.Reader }

func (x rot13) Read(p []byte) (int, error) {
	n, err := x.r.Read(p)
	for i := range p[:n] {
		c := p[i]
		switch {
		case c >= 'a' && c <= 'z':
			p[i] = 'a' + (c-'a'+13)%26
		case c >= 'A' && c <= 'Z':
			p[i] = 'A' + (c-'A'+13)%26
		}
	}
	return n, err
}

type counter struct {
	n     int64
	lines int
}

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	c.lines += bytes.Count(p, []byte("\n"))
	return len(p), nil
}

type wt struct{ data string }

func (w wt) Read(p []byte) (int, error) { return 0, errors.New("read must not be used") }
func (w wt) WriteTo(o io.Writer) (int64, error) {
	n, err := io.WriteString(o, "WT:"+w.data)
	return int64(n), err
}

type rf struct {
	bytes.Buffer
	used bool
}

func (r *rf) ReadFrom(x io.Reader) (int64, error) { r.used = true; return r.Buffer.ReadFrom(x) }

type sw struct{ strings.Builder }

func (s *sw) WriteString(x string) (int, error) { return s.Builder.WriteString("[" + x + "]") }

type byter struct {
	s string
	i int
}

func (b *byter) ReadByte() (byte, error) {
	if b.i >= len(b.s) {
		return 0, io.EOF
	}
	b.i++
	return b.s[b.i-1], nil
}

type closer struct {
	io.Reader
	name string
}

func (c closer) Close() error { fmt.Println("close", c.name); return nil }

type seeker struct{ *strings.Reader }
type multi struct{ ws []io.Writer }

func (m *multi) Write(p []byte) (n int, err error) {
	for _, w := range m.ws {
		if n, err = w.Write(p); err != nil {
			return
		}
	}
	return len(p), nil
}

type limited struct {
	io.Writer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	if len(p) > l.left {
		n, _ := l.Writer.Write(p[:l.left])
		l.left = 0
		return n, io.ErrShortWrite
	}
	l.left -= len(p)
	return l.Writer.Write(p)
}

type ra string

func (r ra) ReadAt(p []byte, off int64) (int, error) {
	if off >= int64(len(r)) {
		return 0, io.EOF
	}
	n := copy(p, r[off:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}
func main() {
	b, err := io.ReadAll(rot13{strings.NewReader("Uryyb, Jbeyq!")})
	fmt.Println(string(b), err)
	c := &counter{}
	n, err := io.Copy(c, strings.NewReader("a\nb\nc"))
	fmt.Println(n, err, c.n, c.lines)
	var buf bytes.Buffer
	n, err = io.Copy(&buf, wt{"xyz"})
	fmt.Println(n, err, buf.String())
	r := &rf{}
	n, err = io.Copy(r, io.LimitReader(strings.NewReader("hello world"), 5))
	fmt.Println(n, err, r.String(), r.used)
	s := &sw{}
	io.WriteString(s, "abc")
	fmt.Fprintf(s, "%d", 5)
	fmt.Println(s.String())
	var rc io.ReadCloser = closer{strings.NewReader("zz"), "one"}
	b, _ = io.ReadAll(rc)
	fmt.Println(string(b))
	rc.Close()
	if _, ok := rc.(io.Writer); ok {
		fmt.Println("BAD")
	}
	if cl, ok := rc.(io.Closer); ok {
		cl.Close()
	}
	var rs io.ReadSeeker = seeker{strings.NewReader("0123456789")}
	rs.Seek(4, io.SeekStart)
	b, _ = io.ReadAll(rs)
	fmt.Println(string(b))
	if w, ok := rs.(io.WriterTo); ok {
		rs.Seek(0, 0)
		w.WriteTo(os.Stdout)
		fmt.Println()
	}
	m := &multi{[]io.Writer{c, os.Stdout, &buf}}
	fmt.Fprintln(m, "to all")
	fmt.Print(buf.String())
	l := &limited{os.Stdout, 5}
	k, err := fmt.Fprint(l, "abcdefgh")
	fmt.Println(k, err)
	sc := bufio.NewScanner(rot13{strings.NewReader("bar gjb\nguerr")})
	sc.Split(bufio.ScanWords)
	for sc.Scan() {
		fmt.Println(sc.Text())
	}
	sr := io.NewSectionReader(ra("hello world"), 6, 5)
	b, err = io.ReadAll(sr)
	fmt.Println(string(b), err)
	tr := io.TeeReader(rot13{strings.NewReader("abc")}, c)
	io.ReadAll(tr)
	fmt.Println(c.n)
	bw := bufio.NewWriter(m)
	fmt.Fprintf(bw, "%05d|", 42)
	bw.Flush()
	fmt.Println()
	mr := io.MultiReader(rot13{strings.NewReader("n")}, strings.NewReader("b"))
	b, _ = io.ReadAll(mr)
	fmt.Println(string(b))
	pr, pw := io.Pipe()
	go func() { fmt.Fprint(pw, "piped"); pw.CloseWithError(io.ErrUnexpectedEOF) }()
	b, err = io.ReadAll(rot13{pr})
	fmt.Println(string(b), err)
	br := bufio.NewReader(closer{strings.NewReader("l1\nl2"), "x"})
	line, err := br.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	var br2 io.ByteReader = &byter{s: "hi"}
	x, _ := br2.ReadByte()
	fmt.Println(string(x))
	sc = bufio.NewScanner(strings.NewReader("a,b,,c"))
	sc.Split(func(d []byte, eof bool) (int, []byte, error) {
		if i := bytes.IndexByte(d, ','); i >= 0 {
			return i + 1, d[:i], nil
		}
		if eof && len(d) > 0 {
			return len(d), d, bufio.ErrFinalToken
		}
		return 0, nil, nil
	})
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	fmt.Println(sc.Err())
}
