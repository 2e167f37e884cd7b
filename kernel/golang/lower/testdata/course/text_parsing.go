// Reading text: scanners, fields, a small INI parser, word counts, standard input to its end.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strconv"
	"strings"
)

const config = `# settings
name = demo
[pool]
workers = 4
rate=2.5
; comment
[paths]
root = /tmp/x
broken line
`

type Section map[string]string
type INI struct {
	sections map[string]Section
	order    []string
}

type SyntaxError struct {
	Line int
	Text string
}

func (e SyntaxError) Error() string {
	return "line " + strconv.Itoa(e.Line) + ": cannot parse " + strconv.Quote(e.Text)
}

func Parse(r io.Reader) (ini INI, err error) {
	ini.sections = map[string]Section{}
	current := ""
	sc := bufio.NewScanner(r)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" || line[0] == '#' || line[0] == ';' {
			continue
		}
		if strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]") {
			current = line[1 : len(line)-1]
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		if !ok {
			err = errors.Join(err, SyntaxError{n, line})
			continue
		}
		s, ok := ini.sections[current]
		if !ok {
			s = Section{}
			ini.sections[current] = s
			ini.order = append(ini.order, current)
		}
		s[strings.TrimSpace(key)] = strings.TrimSpace(value)
	}
	return ini, errors.Join(err, sc.Err())
}

func (s Section) Int(key string, def int) int {
	if v, err := strconv.Atoi(s[key]); err == nil {
		return v
	}
	return def
}

func main() {
	ini, err := Parse(strings.NewReader(config))
	for _, name := range ini.order {
		keys := []string{}
		for k := range ini.sections[name] {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			fmt.Printf("%q.%s=%s\n", name, k, ini.sections[name][k])
		}
	}
	var se SyntaxError
	fmt.Println(err, errors.As(err, &se), se.Line)
	fmt.Println(ini.sections["pool"].Int("workers", 1), ini.sections["pool"].Int("rate", -1), ini.sections["none"].Int("x", 7))

	sc := bufio.NewScanner(strings.NewReader("one two  three\nfour\tfive"))
	sc.Split(bufio.ScanWords)
	count := 0
	longest := ""
	for sc.Scan() {
		count++
		if w := sc.Text(); len(w) > len(longest) {
			longest = w
		}
	}
	fmt.Println(count, longest)

	in := bufio.NewReader(os.Stdin)
	lines := 0
	for {
		_, err := in.ReadString('\n')
		if err == io.EOF {
			break
		}
		lines++
	}
	fmt.Println("lines on standard input:", lines)
	var a, b int
	var op string
	n, err := fmt.Sscanf("12 + 30", "%d %s %d", &a, &op, &b)
	fmt.Println(n, err, a, op, b, a+b)
	_, err = fmt.Sscan("x", &a)
	fmt.Println(err)
	r := strings.NewReader("αβγ")
	for {
		c, size, err := r.ReadRune()
		if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Printf("%c/%d ", c, size)
	}
	fields := strings.FieldsFunc("a1b22c333", func(r rune) bool { return r < 'a' })
	fmt.Println(fields, strings.Map(func(r rune) rune {
		if r == 'a' {
			return -1
		}
		return r + 1
	}, "banana"), strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace("<b>"))
	fmt.Println(strings.Title("go is fun"), strings.Repeat("=", 10), strings.Index("chicken", "ken"), strings.EqualFold("Go", "GO"))
}
