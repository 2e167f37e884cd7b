package submission

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/std"
	"weft/kernel/jupyter/nbformat"
)

// maxNotebook bounds a notebook's file. Outputs are not read, but they are in it.
const maxNotebook = 16 << 20

// readNotebook takes the cells of a notebook that belong to an exercise: those with the tag "exercise-NAME", or
// the marker comment "// exercise: NAME" in their first lines, or nbgrader's solution cells of that name.
func readNotebook(path, exercise string) ([]File, error) {
	text, err := readText(path, maxNotebook)
	if err != nil {
		return nil, err
	}
	nb, err := nbformat.Parse([]byte(text))
	if err != nil {
		return nil, &RefusedError{path, "it is not a notebook: " + err.Error()}
	}
	var cells, others []Cell
	for i, c := range nb.Cells {
		switch {
		case c.Type != nbformat.Code:
		case Belongs(c, exercise):
			cells = append(cells, Cell{i + 1, c.Source})
		default:
			others = append(others, Cell{i + 1, c.Source})
		}
	}
	if len(cells) == 0 {
		return nil, &RefusedError{path, fmt.Sprintf("no cell has the tag %q or the comment %q", Tag(exercise), Marker(exercise))}
	}
	return FromCells(path, cells, others...)
}

// A Cell is a cell of a notebook that belongs to a solution, with the number that positions in it are to have.
type Cell struct {
	Number int
	Source string
}

// FromCells makes files of cells, which may use what others import. What cannot be read is refused by a *RefusedError; path is
// that of the notebook, "" for a session.
func FromCells(path string, cells []Cell, others ...Cell) ([]File, error) {
	refuse := func(c Cell, why string) ([]File, error) {
		if path == "" {
			return nil, &RefusedError{nameOfCell(c.Number), "it " + why}
		}
		return nil, &RefusedError{path, nameOfCell(c.Number) + " " + why}
	}
	if len(cells) > MaxFiles {
		return refuse(cells[MaxFiles], fmt.Sprintf("is one too many: at most %d cells belong to an exercise", MaxFiles))
	}
	var files []File
	for _, c := range cells {
		if len(c.Source) > MaxFile {
			return refuse(c, fmt.Sprintf("is larger than %d KiB", MaxFile>>10))
		}
		f, err := FromCell(c.Number, c.Source)
		if err != nil {
			return refuse(c, err.Error())
		}
		files = append(files, f)
	}
	shareImports(files, cells, others)
	return files, nil
}

// shareImports gives each file the imports of other cells whose names it uses: those of the nearest cell before it, else
// of the nearest one behind it, else of the last of others.
func shareImports(files []File, cells, others []Cell) {
	parsed := make([]*cell.Cell, len(cells))
	imports := make([]map[string]Import, len(cells))
	declared := map[string]bool{}
	elsewhere := map[string]Import{}
	for _, c := range others {
		maps.Copy(elsewhere, named(cell.Parse(c.Number, c.Source).Rest()))
	}
	for i, c := range cells {
		parsed[i] = cell.Parse(c.Number, c.Source).Rest()
		imports[i] = named(parsed[i])
		for _, name := range c.declares() {
			declared[name] = true
		}
	}
	for i := range files {
		if !files[i].Cell {
			continue
		}
		before := slices.Clone(imports[:i])
		slices.Reverse(before)
		near := append(append(before, imports[i+1:]...), elsewhere)
		own := maps.Clone(imports[i])
		for _, id := range parsed[i].Free {
			if _, ok := own[id.Name]; ok || declared[id.Name] {
				continue
			}
			for _, other := range near {
				if im, ok := other[id.Name]; ok {
					files[i].Imports = append(files[i].Imports, im)
					own[id.Name] = im
					break
				}
			}
		}
	}
}

// A cellImport is an import of a cell with the name that its code has for it, "" if that is not known or there is none.
type cellImport struct {
	Import
	name string
	at   *ast.ImportSpec
}

// named are a cell's imports by the names that its code has for them.
func named(c *cell.Cell) map[string]Import {
	imports := map[string]Import{}
	for _, spec := range importsOf(c) {
		if spec.name != "" {
			imports[spec.name] = spec.Import
		}
	}
	return imports
}

// importsOf are the imports of a cell with the declarations in which they stand.
func importsOf(c *cell.Cell) iter.Seq2[*ast.GenDecl, cellImport] {
	return func(yield func(*ast.GenDecl, cellImport) bool) {
		for _, d := range c.File.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.IMPORT {
				continue
			}
			for _, s := range g.Specs {
				spec := s.(*ast.ImportSpec)
				path, _ := strconv.Unquote(spec.Path.Value)
				im := cellImport{Import{Path: path}, std.Name(path), spec}
				if spec.Name != nil {
					im.Name, im.name = spec.Name.Name, spec.Name.Name
				}
				if im.name == "_" || im.name == "." {
					im.name = ""
				}
				if !yield(g, im) {
					return
				}
			}
		}
	}
}

func nameOfCell(number int) string { return fmt.Sprintf("cell %d", number) }

// Tag is the tag of an exercise's cells, if they have no [Marker].
func Tag(exercise string) string { return "exercise-" + exercise }

// Marker is the comment in the first lines of an exercise's cells, if they have no [Tag].
func Marker(exercise string) string { return markerStart + exercise }

const markerStart = "// exercise: "

// Belongs reports whether a notebook's cell is marked as part of a solution of an exercise.
func Belongs(c nbformat.Cell, exercise string) bool {
	if c.HasTag(Tag(exercise)) || Marked(c.Source, exercise) {
		return true
	}
	meta, _ := c.Metadata["nbgrader"].(map[string]any)
	id, _ := meta["grade_id"].(string)
	solution, _ := meta["solution"].(bool)
	return solution && id == exercise
}

// Marked reports whether a comment in the first lines of a cell names the exercise.
func Marked(source, exercise string) bool {
	for name := range markers(source) {
		if name == exercise {
			return true
		}
	}
	return false
}

// ExerciseOf is the exercise that a comment in the first lines of a cell names first, "" if none does.
func ExerciseOf(source string) string {
	for name := range markers(source) {
		return name
	}
	return ""
}

// markers are the exercises that comments before a cell's code name.
func markers(source string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for l := range strings.Lines(source) {
			l = strings.TrimSpace(l)
			if name, ok := strings.CutPrefix(l, markerStart); ok && name != "" && !yield(name) {
				return
			}
			if l != "" && !strings.HasPrefix(l, "//") && !strings.HasPrefix(l, "%%") {
				return
			}
		}
	}
}

// FromCell makes a file of a cell: a package clause is put before it, and what is not a declaration is refused: the error says what the cell has.
// Positions stay those of the cell.
func FromCell(number int, source string) (File, error) {
	c := cell.Parse(number, source).Rest()
	if len(c.Diagnostics) == 0 {
		for _, s := range c.Stmts {
			if d, ok := s.(*ast.DeclStmt); !ok {
				return File{}, fmt.Errorf("has statements besides declarations (line %d): put them into another cell", c.Pos(s.Pos()).Line)
			} else if g, ok := d.Decl.(*ast.GenDecl); ok && !slices.Contains([]token.Token{token.VAR, token.TYPE, token.CONST}, g.Tok) {
				return File{}, fmt.Errorf("has a line that is not a declaration: %d", c.Pos(s.Pos()).Line)
			}
		}
	}
	text := []byte(source)
	blank := func(from, to int) {
		for i := from; i < to; i++ {
			if text[i] != '\n' {
				text[i] = ' '
			}
		}
	}
	if whole := cell.Parse(number, source); whole.Block != nil {
		blank(0, len(source)-len(whole.Block.Body))
	}
	for _, m := range c.Magics { // they have no meaning here
		blank(c.Offset(m.Pos), c.Offset(m.End))
	}
	for g, spec := range importsOf(c) { // what the cell imports for others is no mistake in a notebook
		if spec.name == "" || slices.ContainsFunc(c.Free, func(id *ast.Ident) bool { return id.Name == spec.name }) {
			continue
		}
		from, to := c.Offset(c.Pos(spec.at.Pos())), c.Offset(c.Pos(spec.at.End()))
		blank(from, to)
		if !g.Lparen.IsValid() {
			copy(text[from:to], "()")
		} else if after := bytes.TrimLeft(text[to:], " \t"); bytes.HasPrefix(after, []byte(";")) {
			text[len(text)-len(after)] = ' '
		}
	}
	return File{Name: nameOfCell(number), Text: string(text), Cell: !c.HasPackage}, nil
}
