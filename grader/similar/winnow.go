package similar

import (
	"go/scanner"
	"go/token"
	"go/types"
	"hash/fnv"
	"strings"

	"weft/grader/submission"
)

// Sizes of the algorithm: common runs of window+gram-1 = 24 tokens, some three lines, are found for certain, and
// runs of less than gram tokens never.
const (
	gram   = 16
	window = 9
)

// A lexeme is a normalised token.
type lexeme struct {
	text string
	file string
	line int
}

// A hashed is a run of gram tokens.
type hashed struct {
	hash uint64
	mark
}

// A mark is where a run is.
type mark struct {
	file        string
	first, last int
}

// fingerprints are those of all files of a submission, without runs that are given.
func fingerprints(s submission.Submission, given map[uint64]bool) map[uint64]mark {
	all := map[uint64]mark{}
	for _, f := range s.Files {
		own := grams(tokens(f))
		kept := own[:0]
		for _, g := range own {
			if !given[g.hash] {
				kept = append(kept, g)
			}
		}
		for _, g := range winnow(kept) {
			if _, ok := all[g.hash]; !ok {
				all[g.hash] = g.mark
			}
		}
	}
	return all
}

// winnow takes from each window of runs the one with the smallest hash, of equal ones the last.
func winnow(runs []hashed) []hashed {
	var chosen []hashed
	last := -1
	for end := min(window, len(runs)); end <= len(runs) && end > 0; end++ {
		least := max(0, end-window)
		for i := least; i < end; i++ {
			if runs[i].hash <= runs[least].hash {
				least = i
			}
		}
		if least != last {
			chosen, last = append(chosen, runs[least]), least
		}
	}
	return chosen
}

// grams are the hashes of all runs of gram tokens.
func grams(list []lexeme) []hashed {
	var all []hashed
	for i := 0; i+gram <= len(list); i++ {
		h := fnv.New64a()
		for _, l := range list[i : i+gram] {
			h.Write([]byte(l.text))
			h.Write([]byte{0})
		}
		all = append(all, hashed{h.Sum64(), mark{list[i].file, list[i].line, list[i+gram-1].line}})
	}
	return all
}

// tokens are those of a file, without comments, package clause, imports and the semicolons that lines end with. Names
// of the student's are one token, values one for each kind; what is Go's or a package's stays.
func tokens(f submission.File) []lexeme {
	fset := token.NewFileSet()
	file := fset.AddFile(f.Name, -1, len(f.Text))
	var s scanner.Scanner
	s.Init(file, []byte(f.Text), func(token.Position, string) {}, 0)
	packages := map[string]bool{}
	var list []lexeme
	qualified := false // behind the name of a package and a dot
	for {
		pos, tok, text := s.Scan()
		switch {
		case tok == token.EOF:
			return list
		case tok == token.PACKAGE:
			s.Scan()
			continue
		case tok == token.IMPORT:
			skipImport(&s, packages)
			continue
		case tok == token.SEMICOLON:
			continue
		}
		l := lexeme{normal(tok, text, packages, qualified), f.Name, file.Line(pos)}
		qualified = tok == token.PERIOD && len(list) > 0 && packages[list[len(list)-1].text]
		list = append(list, l)
	}
}

// normal is what a token counts as.
func normal(tok token.Token, text string, packages map[string]bool, qualified bool) string {
	switch tok {
	case token.IDENT:
		if qualified || packages[text] || types.Universe.Lookup(text) != nil {
			return text
		}
		return "name"
	case token.INT, token.FLOAT, token.IMAG:
		return "number"
	case token.CHAR, token.STRING:
		return "text"
	}
	return tok.String()
}

// skipImport notes the packages that an import names.
func skipImport(s *scanner.Scanner, packages map[string]bool) {
	grouped := false
	for {
		_, tok, text := s.Scan()
		switch tok {
		case token.LPAREN:
			grouped = true
		case token.IDENT:
			packages[text] = true
		case token.STRING:
			path := strings.Trim(text, "\"`")
			packages[path[strings.LastIndexByte(path, '/')+1:]] = true
		case token.SEMICOLON:
			if !grouped {
				return
			}
		case token.RPAREN, token.EOF:
			return
		}
	}
}
