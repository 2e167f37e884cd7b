package main

import (
	"bytes"
	"slices"

	"weft/exercises/06-files/cases"
	"weft/grader/checks"
)

// Cases in which it matters what is in the files. Blocks take some time also where that is not judged: time must not
// seem to stand still when a large file is read one byte at a time.
func contents() []checks.Case {
	withEOF := func(f cases.File) cases.File { f.WithEOF = true; return f }
	edges := cases.In{Calls: all(), Files: []cases.File{
		text("word-in-three", "con", "cur", "rent go\n"),
		text("empty"),
		text("no-last-newline", "one\ntwo"),
		text("crlf", "a b\r\nc\r", "\n"),
		text("blanks", "  \t \n\n   "),
		withEOF(text("with-eof", "first ", "last")),
	}}
	more := cases.In{Calls: all(), Files: []cases.File{
		text("no-blanks", "a\vb\fc\u00a0d\u2003e\u0085f"),
		text("bytes", "\x85 \xa0\n\x00\xff\n"),
		text("umlauts", "äöü ", "\xc3", "\x9f\n"),
		text("newlines", "\n", "\n\n"),
		text("carriage-return", "a\rb", "\r", "c\n"),
		text("blank-between", "a", " ", "b", "\t", "c"),
		text("blank-at-end", "a ", "b\n "),
		text("break-at-begin", "ab", "\ncd", "\n"),
		withEOF(text("newline-with-eof", "a", "\n")),
		withEOF(text("bytes-with-eof", "w", "o", "r", "d", "\n", "x")),
		withEOF(text("empty-with-eof", "")),
		text("blank", " "),
	}}
	long := cases.In{Calls: all(), Files: []cases.File{
		{Path: "long", Blocks: []cases.Block{
			{Text: bytes.Repeat([]byte("w"), 1<<10), Times: 70, Millis: 1},
			{Text: []byte(" word by ")},
			{Text: bytes.Repeat([]byte("word 12 "), 1<<10/8), Times: 50, Millis: 1},
			{Text: []byte("\n")},
			{Text: []byte("a short line\n")},
		}},
		{Path: "one-word", WithEOF: true, Blocks: []cases.Block{{Text: bytes.Repeat([]byte("x"), 10<<10), Times: 13, Millis: 1}}},
	}}
	lines := bytes.Repeat([]byte("the quick brown fox\njumps over\n\n"), 4<<10/31+1)[:4<<10]
	words := bytes.Repeat([]byte("lazy dogs  "), 4<<10/11+1)[:4<<10]
	huge := cases.In{Calls: all(), Files: []cases.File{{Path: "huge", Blocks: []cases.Block{
		{Text: lines, Times: 200, Millis: 1}, {Text: words, Times: 100, Millis: 1}, {Text: lines, Times: 212, Millis: 1},
	}}}}
	return []checks.Case{
		newCase("edges", edges),
		newCase("edges-more", more),
		newCase("long-line", long),
		newCase("huge", huge, moments(huge, []float64{517, 517, 517}).Named("6.time")),
	}
}

// text is a file of these blocks.
func text(path string, blocks ...string) cases.File {
	f := cases.File{Path: path}
	for _, b := range blocks {
		f.Blocks = append(f.Blocks, cases.Block{Text: []byte(b), Millis: 1})
	}
	return f
}

// count is what is in a file, by the rules of the statement.
func count(f cases.File) cases.Count {
	if f.Fails != "" {
		return cases.Count{Path: f.Path, Err: f.Fails}
	}
	var all []byte
	for _, b := range f.Blocks {
		all = append(all, bytes.Repeat(b.Text, max(b.Times, 1))...)
	}
	words := bytes.FieldsFunc(bytes.Map(ascii, all), func(r rune) bool {
		return r == ' ' || r == '\t' || r == '\r' || r == '\n'
	})
	c := cases.Count{Path: f.Path, Lines: bytes.Count(all, []byte("\n")), Words: len(words), Bytes: int64(len(all))}
	if len(all) > 0 && !bytes.HasSuffix(all, []byte("\n")) {
		c.Lines++
	}
	return c
}

// ascii makes one letter of what is no ASCII: for words it is all the same.
func ascii(r rune) rune {
	if r > 127 {
		return 'x'
	}
	return r
}

// expected are the counts of the files in the order of paths, if nothing is broken off.
func expected(in cases.In) []cases.Count {
	var list []cases.Count
	for _, p := range in.List() {
		i := slices.IndexFunc(in.Files, func(f cases.File) bool { return f.Path == p })
		if i < 0 {
			list = append(list, cases.Count{Path: p, Err: cases.Missing})
			continue
		}
		list = append(list, count(in.Files[i]))
	}
	return list
}
