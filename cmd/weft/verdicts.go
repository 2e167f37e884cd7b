package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"weft/grader/exercise"
	"weft/grader/journal"
)

// A journalFlags say where verdicts are kept.
type journalFlags struct {
	dir   string
	fresh bool
}

// open opens the journal of an exercise. Where none can be kept, it says so and gives nil: grading works without.
func (j *journalFlags) open(e *exercise.Exercise, stderr io.Writer) *journal.Journal {
	dir, err := j.folder()
	if err == nil {
		var opened *journal.Journal
		if opened, err = journal.Open(dir, fmt.Sprintf("%s-%.12s", e.Folder, e.Hash), j.fresh); err == nil {
			return opened
		}
	}
	fmt.Fprintf(stderr, "weft: verdicts are not kept, so a run that is ended begins anew: %v (--journal DIR names another folder)\n", err)
	return nil
}

// folder is where journals are: the user's cache folder, so that nothing is left among the submissions.
func (j *journalFlags) folder() (string, error) {
	if j.dir != "" {
		return j.dir, nil
	}
	user, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find the cache folder: %w", err)
	}
	return filepath.Join(user, "weft", "verdicts"), nil
}

// exactVersion is the version of this program, with a hash of it where the version does not say which source it was
// made from: a verdict belongs to one grader.
func exactVersion() string {
	v := buildVersion()
	if !strings.Contains(v, "devel") && !strings.Contains(v, "dirty") {
		return v
	}
	path, err := os.Executable()
	if err != nil {
		return v
	}
	f, err := os.Open(path)
	if err != nil {
		return v
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return v
	}
	return v + "-" + hex.EncodeToString(h.Sum(nil))[:12]
}
