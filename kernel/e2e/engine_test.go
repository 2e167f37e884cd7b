package e2e

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// An engine stands in for a container engine: it speaks as much of Docker's HTTP interface as DockerSpawner uses. What is
// asked for is kept; a container is a process of this machine, with the asked environment and the files of the
// asked mounts, without any limit.
type engine struct {
	*bench
	url string
	dir string // volumes are folders in it
	mu  sync.Mutex
	all []*container
	ran []string // commands that were run in containers
}

// A container is what was asked for, and its process.
type container struct {
	ID     string
	Name   string
	Cmd    []string
	Env    []string
	Image  string
	Host   hostConfig `json:"HostConfig"`
	port   int        // of this machine; the container's own is always 8888
	cmd    *exec.Cmd  // nil before the start
	done   chan struct{}
	gone   bool
	output strings.Builder
}

// A hostConfig is what a container may have.
type hostConfig struct {
	Memory, MemorySwap, CPUQuota, CPUPeriod int64
	PidsLimit                               int64
	Binds, CapDrop, SecurityOpt             []string
	AutoRemove, Privileged                  bool
	NetworkMode                             string
	PortBindings                            map[string][]struct{ HostIp string }
}

func startEngine(t *testing.T, b *bench) *engine {
	t.Helper()
	e := &engine{bench: b, dir: t.TempDir()}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /version", func(w http.ResponseWriter, r *http.Request) {
		reply(w, http.StatusOK, map[string]any{"Version": "28.0.0", "ApiVersion": "1.44", "MinAPIVersion": "1.24"})
	})
	mux.HandleFunc("GET /v1.44/images/{name}/json", func(w http.ResponseWriter, r *http.Request) {
		reply(w, http.StatusOK, map[string]any{"Id": "sha256:0", "Config": map[string]any{"Cmd": []string{"start-notebook.sh"}}})
	})
	mux.HandleFunc("POST /v1.44/containers/create", e.create)
	mux.HandleFunc("GET /v1.44/containers/{id}/json", e.with(e.inspect))
	mux.HandleFunc("POST /v1.44/containers/{id}/start", e.with(func(w http.ResponseWriter, r *http.Request, c *container) {
		if err := e.start(c); err != nil {
			reply(w, http.StatusInternalServerError, map[string]string{"message": err.Error()})
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}))
	mux.HandleFunc("POST /v1.44/containers/{id}/stop", e.with(func(w http.ResponseWriter, r *http.Request, c *container) {
		c.stop()
		e.mu.Lock()
		c.gone = c.Host.AutoRemove
		e.mu.Unlock()
		w.WriteHeader(http.StatusNoContent)
	}))
	mux.HandleFunc("DELETE /v1.44/containers/{id}", e.with(func(w http.ResponseWriter, r *http.Request, c *container) {
		c.stop()
		e.mu.Lock()
		c.gone = true
		e.mu.Unlock()
		w.WriteHeader(http.StatusNoContent)
	}))
	mux.HandleFunc("POST /v1.44/containers/{id}/exec", e.with(func(w http.ResponseWriter, r *http.Request, c *container) {
		var order struct{ Cmd []string }
		if err := json.NewDecoder(r.Body).Decode(&order); err != nil {
			t.Errorf("exec: %v", err)
		}
		id := fmt.Sprintf("%s-%s", c.ID, strings.Join(order.Cmd, "\x00"))
		reply(w, http.StatusCreated, map[string]string{"Id": fmt.Sprintf("%x", id)})
	}))
	mux.HandleFunc("POST /v1.44/exec/{id}/start", func(w http.ResponseWriter, r *http.Request) {
		var id []byte
		if _, err := fmt.Sscanf(r.PathValue("id"), "%x", &id); err != nil {
			t.Errorf("exec %s: %v", r.PathValue("id"), err)
		}
		container, cmd, _ := strings.Cut(string(id), "-")
		io.Copy(io.Discard, r.Body) // a connection that is closed with something unread is reset
		if err := e.exec(w, e.find(container), strings.Split(cmd, "\x00")); err != nil {
			t.Errorf("exec %q: %v", cmd, err)
		}
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		t.Errorf("the engine's stand-in does not know %s %s", r.Method, r.URL)
		http.NotFound(w, r)
	})
	server := httptest.NewServer(mux)
	e.url = "tcp://" + server.Listener.Addr().String()
	t.Cleanup(func() {
		server.Close()
		for _, c := range e.all {
			c.stop()
			if t.Failed() {
				t.Logf("the log of %s:\n%s", c.Name, c.output.String())
			}
		}
	})
	return e
}

func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

// find returns the container of a name or an id, nil if there is none.
func (e *engine) find(name string) *container {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, c := range e.all {
		if !c.gone && (c.ID == name || c.Name == name) {
			return c
		}
	}
	return nil
}

func (e *engine) with(do func(http.ResponseWriter, *http.Request, *container)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c := e.find(r.PathValue("id"))
		if c == nil {
			reply(w, http.StatusNotFound, map[string]string{"message": "no such container"})
			return
		}
		do(w, r, c)
	}
}

func (e *engine) create(w http.ResponseWriter, r *http.Request) {
	c := &container{Name: r.FormValue("name"), done: make(chan struct{})}
	if err := json.NewDecoder(r.Body).Decode(c); err != nil {
		reply(w, http.StatusBadRequest, map[string]string{"message": err.Error()})
		return
	}
	e.mu.Lock()
	c.ID = fmt.Sprintf("%064x", len(e.all)+1)
	e.all = append(e.all, c)
	e.mu.Unlock()
	reply(w, http.StatusCreated, map[string]string{"Id": c.ID})
}

func (e *engine) inspect(w http.ResponseWriter, _ *http.Request, c *container) {
	e.mu.Lock()
	running := c.cmd != nil
	e.mu.Unlock()
	select {
	case <-c.done:
		running = false
	default:
	}
	reply(w, http.StatusOK, map[string]any{"Id": c.ID, "Name": c.Name,
		"Config": map[string]any{"Env": c.Env},
		"State":  map[string]any{"Running": running, "ExitCode": 0, "Error": "", "FinishedAt": ""},
		"NetworkSettings": map[string]any{"Ports": map[string]any{
			"8888/tcp": []any{map[string]string{"HostIp": "127.0.0.1", "HostPort": fmt.Sprint(c.port)}}}}})
}

// outside puts the path of this machine in for each path that a mount of the container has.
func (e *engine) outside(c *container, text string) string {
	var pairs []string
	binds := slices.Clone(c.Host.Binds)
	slices.SortFunc(binds, func(a, b string) int { return strings.Count(b, "/") - strings.Count(a, "/") }) // the longer first
	for _, bind := range binds {
		parts := strings.Split(bind, ":")
		pairs = append(pairs, parts[1], e.source(parts[0]))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// source is the folder behind a mount: a path, or the name of a volume.
func (e *engine) source(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(e.dir, name)
}

// start starts the container's process: its home is the mount of /home/jovyan, in which the other mounts are links.
func (e *engine) start(c *container) error {
	home := e.outside(c, "/home/jovyan")
	if err := os.MkdirAll(home, 0o755); err != nil {
		return err
	}
	for _, bind := range c.Host.Binds {
		parts := strings.Split(bind, ":")
		if rel, ok := strings.CutPrefix(parts[1], "/home/jovyan/"); ok {
			if err := os.Symlink(parts[0], filepath.Join(home, rel)); err != nil && !os.IsExist(err) {
				return err
			}
		}
	}
	var err error
	if c.port, err = anyPort(); err != nil {
		return err
	}
	args := slices.Clone(c.Cmd[1:])
	if os.Getuid() == 0 {
		args = append(args, "--allow-root") // in the container it is not root
	}
	for i, a := range args {
		args[i] = e.outside(c, a)
	}
	cmd := exec.Command(filepath.Join(e.venv, c.Cmd[0]), args...)
	cmd.Env = append(slices.Clone(e.env), "HOME="+home)
	for _, v := range c.Env {
		v = strings.NewReplacer(":8888/", fmt.Sprintf(":%d/", c.port), "0.0.0.0", "127.0.0.1").Replace(v)
		cmd.Env = append(cmd.Env, e.outside(c, v))
	}
	cmd.Dir = home
	cmd.Stdout, cmd.Stderr = &c.output, &c.output
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	e.mu.Lock()
	c.cmd = cmd
	e.mu.Unlock()
	go func() { cmd.Wait(); close(c.done) }()
	return nil
}

// stop ends the container's process as an engine does: it is asked, and waited for.
func (c *container) stop() {
	if c.cmd == nil {
		return
	}
	syscall.Kill(c.cmd.Process.Pid, syscall.SIGTERM)
	<-c.done
}

// exec runs a command in the container, and sends what it says in Docker's framing.
func (e *engine) exec(w http.ResponseWriter, c *container, args []string) error {
	e.mu.Lock()
	e.ran = append(e.ran, strings.Join(args, " "))
	e.mu.Unlock()
	for i, a := range args {
		args[i] = e.outside(c, a)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(slices.Clone(e.env), "HOME="+e.outside(c, "/home/jovyan"))
	out, failed := cmd.CombinedOutput()
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return err
	}
	defer conn.Close()
	io.WriteString(conn, "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n")
	if len(out) > 0 {
		frame := []byte{1, 0, 0, 0, 0, 0, 0, 0}
		binary.BigEndian.PutUint32(frame[4:], uint32(len(out)))
		conn.Write(append(frame, out...))
	}
	if failed != nil {
		return fmt.Errorf("%w: %s", failed, out)
	}
	return nil
}
