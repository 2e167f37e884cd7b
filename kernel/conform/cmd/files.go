package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"weft/kernel/conform"
)

// choose finds the programs to judge: those of the corpora, or the files.
func (p plan) choose(files []string) ([]conform.Corpus, error) {
	if len(files) > 0 {
		c := conform.Corpus{Name: "files", Target: 100}
		for _, f := range files {
			abs, err := filepath.Abs(f)
			if err != nil {
				return nil, err
			}
			c.Programs = append(c.Programs, conform.Program{Corpus: c.Name, Name: strings.TrimSuffix(filepath.Base(f), ".go"), File: abs})
		}
		return []conform.Corpus{c}, nil
	}
	all, err := conform.Corpora(p.root)
	if err != nil {
		return nil, err
	}
	var chosen []conform.Corpus
	wanted := strings.Split(p.corpora, ",")
	for _, c := range all {
		if p.corpora != "" && !slices.Contains(wanted, c.Name) {
			continue
		}
		if p.only != nil {
			c.Programs = slices.DeleteFunc(c.Programs, func(q conform.Program) bool { return !p.only.MatchString(q.Corpus + "/" + q.Name) })
		}
		chosen = append(chosen, c)
	}
	if len(chosen) == 0 {
		return nil, errors.New("no such corpus")
	}
	return chosen, nil
}

// remember writes the list, and what the compiler said of all programs there are.
func (p plan) remember(known []conform.Entry, compiler *conform.Compiler) error {
	file := filepath.Join(p.root, conform.KnownFile)
	if err := os.WriteFile(file, []byte(conform.FormatKnown(known)), 0o644); err != nil {
		return fmt.Errorf("write known failures: %w", err)
	}
	all, err := conform.Corpora(p.root)
	if err != nil {
		return err
	}
	return compiler.Write(all)
}

// The table stands on the page between these lines.
const (
	pageFile  = "docs/CONFORM.md"
	pageBegin = "<!-- begin of what `make conform ARGS=-write` writes -->\n"
	pageEnd   = "<!-- end -->\n"
)

func (p plan) writePage(rows []conform.Row, version string) error {
	if p.only != nil || p.corpora != "" || len(p.modes) != len(conform.Modes()) {
		return errors.New("the page shows all corpora and modes: -write goes without -corpus, -modes and -run")
	}
	for _, r := range rows {
		if r.Missing != "" {
			return fmt.Errorf("the page shows all corpora: %s", r.Missing)
		}
	}
	file := filepath.Join(p.root, pageFile)
	text, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read page: %w", err)
	}
	before, rest, ok := strings.Cut(string(text), pageBegin)
	_, after, ok2 := strings.Cut(rest, pageEnd)
	if !ok || !ok2 {
		return fmt.Errorf("there is no place for the table in %s", pageFile)
	}
	page := before + pageBegin + "Judged by " + version + ".\n\n" + conform.Markdown(rows) + pageEnd + after
	if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	return nil
}
