package magic

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
)

func TestUnknown(t *testing.T) {
	for _, tt := range []struct{ source, want string }{
		{"%tiem", "no magic %tiem; did you mean %time? %lsmagic lists all"},
		{"%TIME", "no magic %TIME; did you mean %time? %lsmagic lists all"},
		{"%%Bash", "no magic %%Bash; did you mean %%bash? %lsmagic lists all"},
		{"%bash ls", "no magic %bash; did you mean %%bash? %lsmagic lists all"},
		{"%%who", "no magic %%who; did you mean %who? %lsmagic lists all"},
		{"%%writfile x", "no magic %%writfile; did you mean %%writefile? %lsmagic lists all"},
		{"%writefile x", "no magic %writefile; did you mean %%writefile? %lsmagic lists all"},
		{"%halp", "no magic %halp; did you mean %help? %lsmagic lists all"},
		{"%nosuchthing", "no magic %nosuchthing; %lsmagic lists all"},
		{"%pip install x", "no magic %pip: %get MODULE adds a Go module to this notebook"},
		{"%matplotlib inline", "no magic %matplotlib: pictures need no magic: a cell shows an image.Image, or display.SVG and display.HTML of weft/display"},
		{"%ls", "no magic %ls: shell commands begin with a !: !ls"},
		{"%%capture out", "no magic %%capture: %%bash runs a script; what a program prints is kept by exec.Command(...).Output()"},
	} {
		c := cell.Parse(1, tt.source)
		m := c.Block
		if m == nil {
			m = &c.Magics[0]
		}
		_, err := New().Find(*m)
		var unknown *UnknownError
		if !errors.As(err, &unknown) || err.Error() != tt.want {
			t.Errorf("%s: %v, want %s", tt.source, err, tt.want)
		}
	}
}

// TestHabits: no habit is a magic's name.
func TestHabits(t *testing.T) {
	r := New()
	for name, advice := range habits() {
		if _, ok := r.magics[name]; ok {
			t.Errorf("%%%s is a magic, and has the advice %q", name, advice)
		}
	}
}

// TestDocumented: every magic says what it is for, and shows it.
func TestDocumented(t *testing.T) {
	for _, m := range New().All() {
		if m.Group == "" || m.Usage == "" || m.Doc == "" || m.Example == "" {
			t.Errorf("%s has group %q, usage %q, documentation %q and example %q", m.Name, m.Group, m.Usage, m.Doc, m.Example)
		}
		if !strings.HasSuffix(m.Doc, ".") || len(m.Gist()) > 110 {
			t.Errorf("%s: the first sentence is %q", m.Name, m.Gist())
		}
		for _, o := range m.Options {
			if o.Doc == "" || !strings.Contains(m.Usage, "-"+o.Name) {
				t.Errorf("%s: option %s is not in the usage %q, or says nothing", m.Name, o, m.Usage)
			}
		}
	}
}

func TestTakeOptions(t *testing.T) {
	known := []Option{{"n", "N", "loops"}, {"q", "", "quiet"}, {"time", "D", "time"}}
	for _, tt := range []struct {
		args string
		want Options
		rest string
		fail string
	}{
		{"", Options{}, "", ""},
		{"-n 5 -q f(x)", Options{"n": "5", "q": ""}, "f(x)", ""},
		{"-n5 f( x,  y )", Options{"n": "5"}, "f( x,  y )", ""},
		{`-time "1 s" x -q`, Options{"time": "1 s"}, "x -q", ""},
		{"-time=1s", Options{"time": "1s"}, "", ""},
		{"--q x", Options{"q": ""}, "x", ""},
		{"-- -x", Options{}, "-x", ""},
		{"x -n 5", Options{}, "x -n 5", ""},
		{"-z 5", nil, "", "no option -z; there are -n N, -q, -time D (and -- in front of what begins with a -)"},
		{"-q5", nil, "", "no option -q5"},
		{"-q=5", nil, "", "no option -q=5"},
		{"-n", nil, "", "-n: its N is missing"},
	} {
		got, rest, err := takeOptions(tt.args, known)
		if tt.fail != "" {
			if err == nil || !strings.HasPrefix(err.Error(), tt.fail) {
				t.Errorf("%q: %v, want %s", tt.args, err, tt.fail)
			}
			continue
		}
		if err != nil || rest != tt.rest || len(got) != len(tt.want) {
			t.Errorf("%q: %v, %q, %v, want %v, %q", tt.args, got, rest, err, tt.want, tt.rest)
		}
		for name, value := range tt.want {
			if got[name] != value || !got.Has(name) {
				t.Errorf("%q: %v, want %v", tt.args, got, tt.want)
			}
		}
	}
}

var mentions = regexp.MustCompile(`%%?[a-z]\w*`)

// TestMentions: every magic that a text mentions exists, in the form that it mentions.
func TestMentions(t *testing.T) {
	r := New()
	texts := map[string]string{"the welcome": welcome}
	for name, advice := range habits() {
		texts["the advice for %"+name] = advice
	}
	for _, m := range r.All() {
		texts["the help of %"+m.Name] = m.Usage + " " + m.Doc
	}
	for where, text := range texts {
		for _, name := range mentions.FindAllString(text, -1) {
			if _, ok := r.Named(name); !ok {
				t.Errorf("%s mentions %s, which there is not", where, name)
			}
		}
	}
}
