package kernelspec

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

const sample = `{"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5,
"ip": "127.0.0.1", "key": "k", "transport": "tcp", "signature_scheme": "hmac-sha512", "jupyter_session": "/a.ipynb"}`

func TestParseConnection(t *testing.T) {
	for _, tt := range []struct {
		name, old, new string // sample with old replaced by new
		want           string // in the error; "" means valid
	}{
		{"as it is", "", "", ""},
		{"no scheme", `"hmac-sha512"`, `""`, ""},
		{"no key", `"k"`, `""`, ""},
		{"ipc", `"tcp"`, `"ipc"`, ""},
		{"not JSON", `{`, `(`, "not the JSON"},
		{"truncated", `}`, ``, "not the JSON"},
		{"wrong type", `"shell_port": 1`, `"shell_port": "1"`, "shell_port"},
		{"missing port", `"hb_port": 5,`, ``, "hb_port 0: want a port"},
		{"port too big", `"hb_port": 5`, `"hb_port": 65536`, "hb_port 65536"},
		{"negative port", `"iopub_port": 2`, `"iopub_port": -2`, "iopub_port -2"},
		{"one port twice", `"iopub_port": 2`, `"iopub_port": 1`, "shell_port and iopub_port are both 1"},
		{"no ip", `"127.0.0.1"`, `""`, "ip is missing"},
		{"transport", `"tcp"`, `"udp"`, `transport "udp"`},
		{"scheme", `"hmac-sha512"`, `"sha512"`, "signature_scheme"},
		{"curve", `"key"`, `"curve_publickey": "x", "key"`, "CURVE"},
	} {
		_, err := ParseConnection([]byte(strings.Replace(sample, tt.old, tt.new, 1)))
		if tt.want == "" && err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: error %v, want one with %q", tt.name, err, tt.want)
		}
	}
}

func TestEndpoint(t *testing.T) {
	for _, tt := range []struct {
		c    Connection
		ch   Channel
		want string
	}{
		{Connection{Transport: "tcp", IP: "127.0.0.1", ShellPort: 50}, Shell, "tcp://127.0.0.1:50"},
		{Connection{Transport: "tcp", IP: "::1", HBPort: 51}, Heartbeat, "tcp://[::1]:51"},
		{Connection{Transport: "ipc", IP: "/run/k", IOPubPort: 2}, IOPub, "ipc:///run/k-2"},
	} {
		if got := tt.c.Endpoint(tt.ch); got != tt.want {
			t.Errorf("Endpoint(%s) = %s, want %s", tt.ch, got, tt.want)
		}
	}
}

func TestConnectionFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "kernel.json")
	c, err := NewTCP("127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Write(path); err != nil {
		t.Fatal(err)
	}
	back, err := ReadConnection(path)
	if err != nil || back != c {
		t.Errorf("read back %+v, %v, want %+v", back, err, c)
	}
	st, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && st.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, want 0600", st.Mode())
	}
	if len(c.Key) != 64 {
		t.Errorf("key %q has %d digits, want 64", c.Key, len(c.Key))
	}
	if d, _ := NewTCP("127.0.0.1"); d.Key == c.Key {
		t.Error("two connections have one key")
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left behind %v, want the file alone", entries)
	}
}

func TestConnectionErrors(t *testing.T) {
	dir := t.TempDir()
	big := filepath.Join(dir, "big")
	if err := os.WriteFile(big, make([]byte, maxConnectionFile+1), 0o600); err != nil {
		t.Fatal(err)
	}
	none := filepath.Join(dir, "none")
	for path, want := range map[string]string{
		none: "read connection file " + none + ": no such file or directory",
		big:  "larger than 1 MiB",
	} {
		if _, err := ReadConnection(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ReadConnection(%s): %v, want %q", path, err, want)
		}
	}
	if _, err := NewIPC("/" + strings.Repeat("x", 110)); err == nil || !strings.Contains(err.Error(), "shorter") {
		t.Errorf("NewIPC with a long path: %v, want an error that asks for a shorter one", err)
	}
	c, err := NewIPC(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.check(); err != nil {
		t.Errorf("NewIPC gives an invalid connection: %v", err)
	}
	if err := c.Write(filepath.Join(dir, "no", "file")); err == nil {
		t.Error("Write into a missing folder succeeded")
	}
}

func FuzzParseConnection(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte(`{"shell_port": 1e99}`))
	f.Add([]byte(`[[[[`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ParseConnection(data)
		if err != nil {
			return
		}
		if err := c.check(); err != nil {
			t.Errorf("accepted, but %v", err)
		}
	})
}
