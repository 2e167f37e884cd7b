package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestParseFormats(t *testing.T) {
	for _, tt := range []struct{ values, dir, want, err string }{
		{"", "", "table:", ""},
		{"", "out", "table: html:out/report.html json:out/results.json", ""},
		{"json", "", "json:", ""},
		{"table json=a.json junit", "out", "table: json:a.json junit:out/junit.xml", ""},
		{"github table", "", "github: table:", ""},
		{"table github", "out", "table: github:", ""},
		{"html html", "out", "html:out/report.html", ""},
		{"gradescope=r.json", "", "gradescope:r.json", ""},
		{"table html", "", "", "table and html would both go to standard output"},
		{"json=x html=x", "", "", "json and html would both go to x"},
		{"yaml", "", "", `unknown format "yaml"`},
		{"json=", "", "", "missing"},
	} {
		list, err := parseFormats(strings.Fields(tt.values), tt.dir)
		var usage usageError
		if tt.err != "" {
			if !errors.As(err, &usage) || !strings.Contains(err.Error(), tt.err) {
				t.Errorf("%q: error %v, want %q", tt.values, err, tt.err)
			}
			continue
		}
		var got []string
		for _, r := range list {
			got = append(got, fmt.Sprintf("%s:%s", r.format.name, strings.ReplaceAll(r.path, `\`, "/")))
		}
		if err != nil || strings.Join(got, " ") != tt.want {
			t.Errorf("%q in %q: %v, %v, want %s", tt.values, tt.dir, got, err, tt.want)
		}
	}
}

func TestFileNames(t *testing.T) {
	got := fileNames([]string{"Anna Müller", "../../etc/passwd", "class/ben", "anna müller", "", "..", strings.Repeat("x", 300), "a\x00b"})
	want := []string{"Anna Müller", "_.._etc_passwd", "class_ben", "anna müller-2", "_", "_-2", strings.Repeat("x", 80), "a_b"}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("name %d is %q, want %q", i, got[i], want[i])
		}
	}
}
