package native

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"weft/kernel/engine/native/races"
)

// maxReports bounds what is read of the race detector's reports.
const maxReports = 4 << 20

// A raceLog is the file that the race detector writes its reports to, in a folder of its own because it adds
// the process's number to the name. nil logs nothing.
type raceLog struct{ dir string }

func newRaceLog(p Program) (*raceLog, error) {
	if !p.Job.Race {
		return nil, nil
	}
	dir, err := os.MkdirTemp("", "weft-race-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for race reports: %w", err)
	}
	return &raceLog{dir}, nil
}

func (l *raceLog) path() string { return filepath.Join(l.dir, "report") }

// env has the detector report to the file, go on after a race and end without delay and with the
// program's own exit status ("Options" in the documentation of the race detector).
func (l *raceLog) env() []string {
	if l == nil {
		return nil
	}
	path := l.path()
	if strings.ContainsAny(path, " \t") {
		path = strconv.Quote(path)
	}
	return []string{"GORACE=halt_on_error=0 exitcode=0 atexit_sleep_ms=0 log_path=" + path}
}

// read returns the reports of the process, and what else the detector said, and removes the file.
func (l *raceLog) read(pid int) (found []races.Race, remarks []string, err error) {
	if l == nil {
		return nil, nil, nil
	}
	defer l.remove()
	f, err := os.Open(l.path() + "." + strconv.Itoa(pid))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil, nil // no races
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read race reports: %w", err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxReports))
	if err != nil {
		return nil, nil, fmt.Errorf("read race reports: %w", err)
	}
	return races.Parse(string(text)), races.Remarks(string(text)), nil
}

func (l *raceLog) remove() {
	if l != nil {
		os.RemoveAll(l.dir)
	}
}
