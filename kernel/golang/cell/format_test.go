package cell

import "testing"

func TestFormat(t *testing.T) {
	for _, tt := range []struct{ name, src, want string }{
		{"statements", "x:=1\nif x>0 {\nprintln(x)}", "x := 1\nif x > 0 {\n\tprintln(x)\n}"},
		{"functions among statements", "x:=f( )\nfunc f()int{return 1}\ny  := x", "x := f()\nfunc f() int { return 1 }\ny := x"},
		{"imports first", "import \"os\"\nimport \"fmt\"\n\n\n\nfmt.Println( os.Args )", "import \"os\"\nimport \"fmt\"\n\nfmt.Println(os.Args)"},
		{"comments", "// what it is\nx:=1 // one\n// and this\nfunc f() {g()}\n// last", "// what it is\nx := 1 // one\n// and this\nfunc f() { g() }\n\n// last"},
		{"magics stay", "%time\nx:=1\n!ls  -l\ny:=2", "%time\nx := 1\n!ls  -l\ny := 2"},
		{"a block keeps its first line", "%%native -x\nx:=1\n", "%%native -x\nx := 1"},
		{"silence stays", "f(1,2);", "f(1, 2);"},
		{"type and var groups", "type T struct{a int\nbcd string}\nvar(x=1\nyyy=2)", "type T struct {\n\ta   int\n\tbcd string\n}\n\nvar (\n\tx   = 1\n\tyyy = 2\n)"},
		{"empty", "", ""},
		{"only a comment", "// nothing", "// nothing"},
		{"formatted already", "func f() {\n\tg()\n}\n\nf()", "func f() {\n\tg()\n}\n\nf()"},
	} {
		got, err := Format(tt.src)
		if err != nil || got != tt.want {
			t.Errorf("%s: Format(%q) = %q, %v, want %q", tt.name, tt.src, got, err, tt.want)
		}
		if again, err := Format(got); err != nil || again != got {
			t.Errorf("%s: Format twice: %q, %v, want %q", tt.name, again, err, got)
		}
	}
	if got, err := Format("x := ("); err == nil {
		t.Errorf("Format of half a cell = %q, want an error", got)
	}
}
