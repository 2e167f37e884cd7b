package kernel

import (
	"context"
	"os"
	"path/filepath"
	"slices"
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
	line := code[strings.LastIndexByte(code[:offset], '\n')+1 : offset]
	word := line[strings.LastIndexAny(line, " \t=<>|;&\"'")+1:]
	block := cell.Parse(1, code).Block
	first := !strings.Contains(code[:offset], "\n")
	switch {
	case strings.HasPrefix(line, "%") && word == line && (block == nil || first):
		return s.magicNames(line, first), offset - len(line)
	case strings.HasPrefix(line, "%") && s.magics.Words(line) != nil:
		return magicWords(s.magics.Words(line), word), offset - len(word)
	case block != nil && first, strings.HasPrefix(line, "!"), block != nil && !s.magics.TakesGo(block.Name):
		return s.files(strings.TrimLeft(word, "!")), offset - len(strings.TrimLeft(word, "!"))
	case strings.HasPrefix(line, "%help ") || strings.HasPrefix(line, "%who "):
		return s.magicArguments(line, word), offset - len(word)
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

// magicArguments lists what two magics may be followed by.
func (s *Session) magicArguments(line, word string) []complete.Candidate {
	words := []string{"const", "func", "type", "var"}
	if strings.HasPrefix(line, "%help ") {
		words = s.magics.Names()
	}
	var list []complete.Candidate
	for _, w := range words {
		if w = strings.TrimLeft(w, "%"); strings.HasPrefix(w, word) && !slices.ContainsFunc(list, func(c complete.Candidate) bool { return c.Text == w }) {
			list = append(list, complete.Candidate{Text: w, Kind: complete.Keyword})
		}
	}
	return list
}

// magicWords lists those of a magic that begin so.
func magicWords(words []magic.Word, typed string) []complete.Candidate {
	list := []complete.Candidate{}
	for _, w := range words {
		if strings.HasPrefix(w.Text, typed) {
			list = append(list, complete.Candidate{Text: w.Text, Kind: complete.Keyword, Detail: w.Detail})
		}
	}
	return list
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
