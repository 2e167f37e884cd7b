package handin

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// told is what was found, in short: each student's name with what is read of it, or why it is refused.
func told(t *testing.T, paths ...string) map[string]string {
	t.Helper()
	items, done, err := Find(paths, "lesson.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	got := map[string]string{}
	for _, it := range items {
		data, err := it.Read()
		what := string(data)
		if err != nil {
			what = "! " + err.Error()
		}
		if before, ok := got[it.Name]; ok {
			what = before + " | " + what
		}
		got[it.Name] = what
	}
	return got
}

// write makes files, and the folders that they are in.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"anna.ipynb": "A", "Ben Müller_4711_late.ipynb": "B", "carl/lesson.ipynb": "C", "carl/.ipynb_checkpoints/lesson-checkpoint.ipynb": "old",
		"dora/ps1/lesson.ipynb": "D", "dora/other.ipynb": "D2", "eve/a.ipynb": "E1", "eve/b.ipynb": "E2", "fred/notes.txt": "F", "gina.go": "G",
		".hidden.ipynb": "", "roster.csv": "", "__MACOSX/x.ipynb": "", "hal.zip": "", strings.Repeat("d/", MaxDepth+1) + "x.ipynb": "",
		"big.ipynb": strings.Repeat(" ", MaxFile+1), "con.ipynb": "K", "_lee.ipynb": "L", "a\u202eb.ipynb": "M",
	})
	want := map[string]string{
		"anna": "A", "Ben Müller_4711_late": "B", "carl": "C", "dora": "D", "eve": "! it is not clear which is meant: eve/a.ipynb, eve/b.ipynb",
		"fred": "! there is no notebook in it", "gina.go": "! it is not a notebook", "hal.zip": "! it is an archive in a folder: name it itself, or unpack it",
		"d": "! it is below more than 8 folders", "big": "! it is larger than 16 MiB", "xcon": "K", "lee": "L", "a_b": "M",
	}
	if diff := cmp.Diff(want, told(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]string{"anna": "A", "carl": "C"}, told(t, filepath.Join(dir, "anna.ipynb"), filepath.Join(dir, "carl"), filepath.Join(dir, "carl"))); diff == "" {
		t.Error("a folder as a path is its student's name")
	}
	for _, missing := range []string{filepath.Join(dir, "nobody"), filepath.Join(dir, "nobody.zip")} {
		if _, _, err := Find([]string{missing}, ""); err == nil {
			t.Errorf("found something in %s, which is not there", missing)
		}
	}
}

func TestLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need rights on Windows")
	}
	dir, outside := t.TempDir(), t.TempDir()
	write(t, outside, map[string]string{"secret.ipynb": "S", "sub/lesson.ipynb": "S"})
	write(t, dir, map[string]string{"anna.ipynb": "A", "dora/x.ipynb": "D"})
	for _, make := range []error{
		os.Symlink(filepath.Join(outside, "secret.ipynb"), filepath.Join(dir, "ben.ipynb")),
		os.Symlink(filepath.Join(outside, "nothing"), filepath.Join(dir, "carl.ipynb")),
		os.Symlink(filepath.Join(outside, "sub"), filepath.Join(dir, "eve")),
		os.Symlink(filepath.Join(outside, "sub"), filepath.Join(dir, "dora", "sub")),
		os.Symlink("/dev/zero", filepath.Join(dir, "zero.ipynb")),
		os.Link(filepath.Join(outside, "secret.ipynb"), filepath.Join(dir, "fred.ipynb")),
		os.Mkdir(filepath.Join(dir, "gina.ipynb"), 0o755),
	} {
		if make != nil {
			t.Fatal(make)
		}
	}
	want := map[string]string{
		"anna": "A", "dora": "D", "ben": "! it is a symbolic link", "carl": "! it is a symbolic link", "eve": "! it is a symbolic link", "zero": "! it is a symbolic link",
		"fred": "! it is a hard link: the file has another name too", "gina": "! there is no notebook in it",
	}
	if diff := cmp.Diff(want, told(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]string{"ben": "! it is a symbolic link", "zero": "! it is a symbolic link"}, told(t, filepath.Join(dir, "ben.ipynb"), filepath.Join(dir, "zero.ipynb"))); diff != "" {
		t.Errorf("named themselves (-want +got):\n%s", diff)
	}

	// A file that becomes a link after it was listed.
	items, done, err := Find([]string{filepath.Join(dir, "anna.ipynb")}, "")
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	if err := os.Remove(filepath.Join(dir, "anna.ipynb")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(outside, "secret.ipynb"), filepath.Join(dir, "anna.ipynb")); err != nil {
		t.Fatal(err)
	}
	if data, err := items[0].Read(); err == nil || len(data) > 0 {
		t.Errorf("read %q through a link", data)
	}
}

// An entry of an archive.
type entry struct {
	name, text string
	mode       fs.FileMode
}

func zipped(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		h.SetMode(e.mode | 0o644)
		if e.mode.IsDir() {
			h.Method = zip.Store
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(e.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestZip(t *testing.T) {
	bomb := strings.Repeat("\x00", 64<<20)
	lies := bytes.ReplaceAll(zipped(t, entry{"anna.ipynb", bomb, 0}, entry{"ben.ipynb", "B", 0}), []byte{0, 0, 0, 4}, []byte{9, 0, 0, 0}) // 64 MiB, said to be 9 bytes
	for _, tt := range []struct {
		name string
		data []byte
		want map[string]string
	}{
		{"flat, as some platforms do", zipped(t, entry{"anna_4711.ipynb", "A", 0}, entry{"ben.ipynb", "B", 0}, entry{"grades.csv", "", 0}), map[string]string{"anna_4711": "A", "ben": "B"}},
		{"folders, as others do", zipped(t, entry{"Anna_1_file/", "", fs.ModeDir}, entry{"Anna_1_file/lesson.ipynb", "A", 0}, entry{"Ben_2_file/lesson.ipynb", "B", 0}, entry{"Ben_2_file/x.txt", "", 0}, entry{"Carl_3_file/x.pdf", "", 0}), map[string]string{"Anna_1_file": "A", "Ben_2_file": "B", "Carl_3_file": "! there is no notebook in it"}},
		{"a folder around all", zipped(t, entry{"class/anna/lesson.ipynb", "A", 0}, entry{"class/ben.ipynb", "B", 0}, entry{"__MACOSX/class/._ben.ipynb", "", 0}), map[string]string{"anna": "A", "ben": "B"}},
		{"names that lead elsewhere", zipped(t, entry{"../anna.ipynb", "X", 0}, entry{"/etc/ben.ipynb", "X", 0}, entry{`..\carl.ipynb`, "X", 0}, entry{"C:/dora.ipynb", "X", 0}, entry{"a/../../eve.ipynb", "X", 0}, entry{"anna.ipynb", "A", 0}),
			map[string]string{"anna": "! its name leads out of the archive: ../anna.ipynb | A", "ben": "! its name leads out of the archive: /etc/ben.ipynb", "carl": `! its name leads elsewhere, or cannot be one: ..\\carl.ipynb`, "dora": "! its name leads elsewhere, or cannot be one: C:/dora.ipynb", "eve": "! its name leads out of the archive: a/../../eve.ipynb"}},
		{"links and devices", zipped(t, entry{"anna.ipynb", "/etc/passwd", fs.ModeSymlink}, entry{"ben.ipynb", "", fs.ModeNamedPipe}, entry{"carl.ipynb", "C", 0}), map[string]string{"anna": "! it is a symbolic link", "ben": "! it is not an ordinary file", "carl": "C"}},
		{"a bomb", zipped(t, entry{"anna.ipynb", bomb, 0}, entry{"ben.ipynb", "B", 0}), map[string]string{"anna": "! it is larger than 16 MiB", "ben": "B"}},
		{"a bomb that lies", lies, map[string]string{"anna": "! it cannot be read: zip: not a valid zip file", "ben": "B"}},
		{"archives in it", zipped(t, entry{"anna.zip", string(zipped(t, entry{"x.ipynb", "X", 0})), 0}, entry{"ben.ipynb", "B", 0}), map[string]string{"anna.zip": "! it is an archive in an archive: unpack it", "ben": "B"}},
		{"twice one name", zipped(t, entry{"anna.ipynb", "A", 0}, entry{"anna.ipynb", "B", 0}, entry{"Carl.ipynb", "C", 0}, entry{"carl.ipynb", "D", 0}), map[string]string{"anna": "! it is not clear which is meant: anna.ipynb, anna.ipynb", "Carl": "C", "carl": "! its name is that of ZIP: Carl.ipynb"}},
	} {
		p := filepath.Join(t.TempDir(), "class.zip")
		if err := os.WriteFile(p, tt.data, 0o644); err != nil {
			t.Fatal(err)
		}
		got := told(t, p)
		for name, what := range got {
			got[name] = strings.ReplaceAll(what, p, "ZIP")
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestZipListing: archives that cost much before anything is read of them.
func TestZipListing(t *testing.T) {
	var many []entry
	for range MaxFiles + 1 {
		many = append(many, entry{name: "x"})
	}
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"not an archive", []byte("PK"), "not a valid zip"},
		{"many files", zipped(t, many...), "more than 20000 files"},
		{"a long directory", zipped(t, longNames()...), "its directory is too large"},
	} {
		if _, err := list(bytes.NewReader(tt.data), int64(len(tt.data))); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

func longNames() (list []entry) {
	for range maxDirectory>>16 + 1 {
		list = append(list, entry{name: strings.Repeat("x", 1<<16-1)})
	}
	return list
}

func TestClean(t *testing.T) {
	for name, want := range map[string]string{
		"anna": "anna", "Anna Müller": "Anna Müller", "a/b": "a_b", `a\b`: "a_b", "..": "", "../x": "x", ".hidden": "hidden", "a\x00b\nc": "a_b_c", "a.b@c.org": "a.b@c.org",
		"NUL": "xNUL", "com1.x": "xcom1.x", "company": "company", "\xff": "", "": "", "-rf": "rf", strings.Repeat("ä", 200): strings.Repeat("ä", 61), "x. ": "x",
	} {
		if got := Clean(name); got != want {
			t.Errorf("Clean(%q) = %q, want %q", name, got, want)
		}
	}
}

// Whatever an archive holds: names are fit to be files' names, and nothing is larger than a notebook may be.
func FuzzZip(f *testing.F) {
	f.Add(zipped(f, entry{"anna.ipynb", "A", 0}, entry{"b/../../c.ipynb", "B", 0}, entry{"d/", "", fs.ModeDir}, entry{"e.ipynb", "x", fs.ModeSymlink}))
	f.Add(zipped(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		files, err := list(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		for _, it := range distinct(students(files, "class.zip", "lesson.ipynb")) {
			if it.Name == "" || Clean(it.Name) != it.Name || strings.ContainsAny(it.Name, "/\\:\x00") || strings.HasPrefix(it.Name, ".") {
				t.Fatalf("the name %q", it.Name)
			}
			if data, err := it.Read(); err == nil && len(data) > MaxFile {
				t.Fatalf("%d bytes", len(data))
			}
		}
	})
}
