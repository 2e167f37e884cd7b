// Package kernelspec owns what Jupyter keeps in files about a kernel: the connection file of one
// running kernel, and the installed kernel.json that says how to start one. It knows where those
// files live on each system; it opens no sockets that stay open and starts no kernel.
package kernelspec

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"weft/kernel/jupyter/internal/atomicfile"
)

// A Channel is one of the five sockets of a kernel.
type Channel string

const (
	Shell     Channel = "shell"
	IOPub     Channel = "iopub"
	Stdin     Channel = "stdin"
	Control   Channel = "control"
	Heartbeat Channel = "hb"
)

// A Connection is the content of a connection file: how a kernel and its clients meet.
// The fields are those of "Connection files" in jupyter_client's documentation; fields that
// frontends add for themselves are ignored.
type Connection struct {
	Transport       string `json:"transport"` // "tcp" or "ipc"
	IP              string `json:"ip"`        // ipc: the path that all socket files start with
	ShellPort       int    `json:"shell_port"`
	IOPubPort       int    `json:"iopub_port"`
	StdinPort       int    `json:"stdin_port"`
	ControlPort     int    `json:"control_port"`
	HBPort          int    `json:"hb_port"`
	SignatureScheme string `json:"signature_scheme"` // "hmac-sha256" if the file says nothing
	Key             string `json:"key"`              // "" means that messages are not signed
	KernelName      string `json:"kernel_name,omitempty"`
}

// maxConnectionFile is far above any real file (about 300 bytes) and keeps a wrong path, such as
// a notebook, from being read into memory.
const maxConnectionFile = 1 << 20

// ReadConnection reads and checks a connection file.
func ReadConnection(path string) (Connection, error) {
	c, err := readConnection(path)
	if err != nil {
		return Connection{}, fmt.Errorf("read connection file %s: %w", path, err)
	}
	return c, nil
}

func readConnection(path string) (Connection, error) {
	f, err := os.Open(path)
	if err != nil {
		return Connection{}, bare(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxConnectionFile+1))
	if err != nil {
		return Connection{}, bare(err)
	}
	if len(data) > maxConnectionFile {
		return Connection{}, errors.New("larger than 1 MiB: not a connection file")
	}
	return ParseConnection(data)
}

// ParseConnection decodes and checks the content of a connection file.
func ParseConnection(data []byte) (Connection, error) {
	var file struct {
		Connection
		CurvePublicKey string `json:"curve_publickey"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return Connection{}, fmt.Errorf("not the JSON that Jupyter writes: %w", err)
	}
	c := file.Connection
	if c.Transport == "" {
		c.Transport = "tcp"
	}
	if c.SignatureScheme == "" {
		c.SignatureScheme = "hmac-sha256"
	}
	if file.CurvePublicKey != "" {
		return Connection{}, errors.New("asks for CURVE encryption, which this kernel does not offer: " +
			"start it without curve keys")
	}
	return c, c.check()
}

func (c Connection) check() error {
	if c.Transport != "tcp" && c.Transport != "ipc" {
		return fmt.Errorf("transport %q: want tcp or ipc", c.Transport)
	}
	if c.IP == "" {
		return errors.New("ip is missing")
	}
	if _, hash, ok := strings.Cut(c.SignatureScheme, "hmac-"); !ok || hash == "" {
		return fmt.Errorf("signature_scheme %q: want hmac-<hash>, such as hmac-sha256", c.SignatureScheme)
	}
	seen := map[int]Channel{}
	for _, ch := range channels() {
		port := c.Port(ch)
		if port <= 0 || c.Transport == "tcp" && port > 65535 {
			return fmt.Errorf("%s_port %d: want a port from 1 to 65535", ch, port)
		}
		if other, twice := seen[port]; twice {
			return fmt.Errorf("%s_port and %s_port are both %d", other, ch, port)
		}
		seen[port] = ch
	}
	return nil
}

func channels() []Channel { return []Channel{Shell, IOPub, Stdin, Control, Heartbeat} }

// Port returns the port of a channel; for ipc it is the number that ends the socket's path.
// It is 0 for a name that is no channel.
func (c Connection) Port(ch Channel) int {
	switch ch {
	case Shell:
		return c.ShellPort
	case IOPub:
		return c.IOPubPort
	case Stdin:
		return c.StdinPort
	case Control:
		return c.ControlPort
	case Heartbeat:
		return c.HBPort
	}
	return 0
}

// Endpoint returns the ZeroMQ address of a channel: "tcp://127.0.0.1:5555" or "ipc:///path-1".
func (c Connection) Endpoint(ch Channel) string {
	port := strconv.Itoa(c.Port(ch))
	if c.Transport == "ipc" {
		return "ipc://" + c.IP + "-" + port
	}
	return "tcp://" + net.JoinHostPort(c.IP, port)
}

// Write stores c at path with mode 0600, because the key lets its reader run code as the user.
// The file appears complete or not at all.
func (c Connection) Write(path string) error {
	data, err := json.MarshalIndent(c, "", "  ")
	if err == nil {
		err = writeFile(path, append(data, '\n'), 0o600)
	}
	if err != nil {
		return fmt.Errorf("write connection file %s: %w", path, err)
	}
	return nil
}

// NewTCP returns a connection on five ports of ip (such as 127.0.0.1) that were free just now,
// with a new key. Another program can take a port before the kernel does: such a kernel fails to
// start and the caller tries again. NewIPC has no such gap.
func NewTCP(ip string) (Connection, error) {
	c := Connection{Transport: "tcp", IP: ip, SignatureScheme: "hmac-sha256", Key: newKey()}
	for _, port := range []*int{&c.ShellPort, &c.IOPubPort, &c.StdinPort, &c.ControlPort, &c.HBPort} {
		// All five stay open until the last one is known, so that no two are equal.
		l, err := net.Listen("tcp", net.JoinHostPort(ip, "0"))
		if err != nil {
			return Connection{}, fmt.Errorf("find a free port on %s: %w", ip, err)
		}
		defer l.Close()
		*port = l.Addr().(*net.TCPAddr).Port
	}
	return c, nil
}

// NewIPC returns a connection over Unix sockets in dir, which must exist and be private to the
// user, with a new key.
func NewIPC(dir string) (Connection, error) {
	base := filepath.Join(dir, "k")
	// sockaddr_un holds 108 bytes on Linux, 104 on macOS, with the final zero.
	if n := len(base) + len("-5"); n > 103 {
		return Connection{}, fmt.Errorf("ipc sockets in %s: the path is %d bytes, at most 103 are possible: use a shorter directory", dir, n)
	}
	return Connection{
		Transport: "ipc", IP: base, SignatureScheme: "hmac-sha256", Key: newKey(),
		ShellPort: 1, IOPubPort: 2, StdinPort: 3, ControlPort: 4, HBPort: 5,
	}, nil
}

func newKey() string {
	var b [32]byte
	rand.Read(b[:]) // never fails (crypto/rand)
	return hex.EncodeToString(b[:])
}

// bare drops the path from a file error, because the caller's message has it already.
func bare(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

func writeFile(path string, data []byte, mode os.FileMode) error {
	return bare(atomicfile.Write(path, data, mode, "."+filepath.Base(path)+"-*"))
}
