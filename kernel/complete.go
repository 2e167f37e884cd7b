package kernel

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/complete"
	"weft/kernel/jupyter/msg"
	"weft/kernel/magic"
)

// typesKey is where Jupyter's frontends look for what kind of thing each match is.
const typesKey = "_jupyter_types_experimental"

// IsComplete implements server.Handler.
func (k *Kernel) IsComplete(_ context.Context, r msg.IsCompleteRequest) msg.IsCompleteReply {
	status, indent := cell.Completeness(r.Code)
	return msg.IsCompleteReply{Status: status, Indent: indent}
}

// Complete implements server.Handler.
func (k *Kernel) Complete(_ context.Context, r msg.CompleteRequest) msg.CompleteReply {
	offset := byteOffset(r.Code, r.CursorPos)
	list, start := k.session.complete(r.Code, offset)
	reply := msg.CompleteReply{CursorStart: runeOffset(r.Code, start), CursorEnd: runeOffset(r.Code, offset)}
	kinds := make([]map[string]any, 0, len(list))
	for _, c := range list {
		reply.Matches = append(reply.Matches, c.Text)
		kinds = append(kinds, map[string]any{
			"text": c.Text, "type": string(c.Kind), "signature": c.Detail, "start": reply.CursorStart, "end": reply.CursorEnd,
		})
	}
	reply.Metadata = map[string]any{typesKey: kinds}
	return reply
}

// complete lists what may replace code[start:offset]: Go, magics, and file names where the shell has the word.
func (s *Session) complete(code string, offset int) (list []complete.Candidate, start int) {
	line := strings.TrimLeft(code[strings.LastIndexByte(code[:offset], '\n')+1:offset], " \t")
	word := lastWord(line)
	block := cell.Parse(1, code).Block
	first := !strings.Contains(code[:offset], "\n")
	shell := block != nil && !first && !s.magics.TakesGo(block.Name)
	called, isMagic := s.magicLine(code, offset)
	switch {
	case shell || strings.HasPrefix(line, "!"):
		return s.files(strings.TrimLeft(word, "!")), offset - len(strings.TrimLeft(word, "!"))
	case strings.HasPrefix(line, "%") && word == line && (block == nil || first):
		return s.magicNames(line, first), offset - len(line)
	case isMagic && (block == nil || first):
		list := s.arguments(called, word)
		if called.Takes&magic.GoCode == 0 || strings.HasPrefix(word, "-") && len(list) > 0 {
			return list, offset - len(word)
		}
		code = called.golang(code)
	}
	s.mu.Lock()
	session := s.check
	s.mu.Unlock()
	return complete.Candidates(session, code, offset)
}

// magicNames lists the magics that begin so; those for whole cells stand in the first line only.
func (s *Session) magicNames(typed string, first bool) []complete.Candidate {
	var list []complete.Candidate
	for _, name := range s.magics.Names() {
		if strings.HasPrefix(name, typed) && (first || !strings.HasPrefix(name, "%%")) {
			list = append(list, complete.Candidate{Text: name, Kind: "magic", Detail: s.magics.Usage(name)})
		}
	}
	return list
}

// lastWord is the word that a line ends in. A blank behind a \\ belongs to it.
func lastWord(line string) string {
	end := len(line)
	for {
		i := strings.LastIndexAny(line[:end], " \t=<>|;&\"'")
		if i < 1 || line[i] != ' ' || line[i-1] != '\\' {
			return line[i+1:]
		}
		end = i
	}
}

// maxFiles is how many file names are offered at most.
const maxFiles = 500

// files lists the files whose paths begin with word, relative to where shell commands run.
func (s *Session) files(word string) []complete.Candidate {
	if s.cfg.NoShell {
		return nil
	}
	dir, prefix := filepath.Split(strings.ReplaceAll(word, `\ `, " "))
	from := s.path(dir)
	entries, err := os.ReadDir(from)
	if err != nil {
		return nil // there is no such folder yet
	}
	var list []complete.Candidate
	for _, e := range entries {
		name := e.Name()
		if !strings.HasPrefix(name, prefix) || prefix == "" && strings.HasPrefix(name, ".") || len(list) == maxFiles {
			continue
		}
		if e.IsDir() {
			name += "/"
		}
		list = append(list, complete.Candidate{Text: strings.ReplaceAll(dir+name, " ", `\ `), Kind: "path"})
	}
	return list
}
