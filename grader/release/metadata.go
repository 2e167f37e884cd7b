package release

import (
	"maps"
	"slices"
	"strings"

	"weft/grader/submission"
)

// A solution can be anywhere in a notebook: outputs, metadata of editors, pictures. So a release is made of what is
// known to be free of it, not by taking out what is known to have it.

// tags are the cell's, with that of its exercise: a student may lose the comment.
func (d *draft) tags() []string {
	tags := d.Tags()
	if name := submission.ExerciseOf(d.text); name != "" && !slices.Contains(tags, submission.Tag(name)) {
		tags = append(tags, submission.Tag(name))
	}
	return tags
}

// attachments are those that the students' text shows.
func (d *draft) attachments() map[string]any {
	kept := map[string]any{}
	for name, bundle := range d.Attachments {
		if d.kind == given && strings.Contains(d.text, "attachment:"+name) {
			kept[name] = bundle
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return kept
}

// notebookMetadata is that of the students' notebook.
func (m *maker) notebookMetadata() map[string]any {
	meta := map[string]any{}
	if spec := known(m.nb.Metadata["kernelspec"], "name", "display_name", "language"); len(spec) > 0 {
		meta["kernelspec"] = spec
	}
	if info := known(m.nb.Metadata["language_info"], "name", "version", "mimetype", "file_extension", "codemirror_mode", "pygments_lexer", "nbconvert_exporter"); len(info) > 0 {
		meta["language_info"] = info
	}
	if title, ok := m.nb.Metadata["title"].(string); ok {
		meta["title"] = title
	}
	meta["weft"] = known(m.nb.Metadata["weft"], "graded")
	left := slices.DeleteFunc(slices.Sorted(maps.Keys(m.nb.Metadata)), func(name string) bool { return meta[name] != nil })
	if len(left) > 0 {
		m.note(0, 0, "metadata that is not known is left out: %s", strings.Join(left, ", "))
	}
	return meta
}

// known are the plain values of an object that have these names.
func known(v any, names ...string) map[string]any {
	object, _ := v.(map[string]any)
	kept := map[string]any{}
	for _, name := range names {
		switch v := object[name].(type) {
		case string, bool:
			kept[name] = v
		}
	}
	return kept
}

// repeated tells which lines of solutions and hidden tests are also among what students see.
func (m *maker) repeated() {
	secrets := map[string]int{} // lines, and their cells
	for _, d := range m.cells {
		for _, p := range d.pieces {
			if p.kind == open && d.kind != hidden {
				continue
			}
			for line := range strings.Lines(p.text) {
				if line = strings.TrimSpace(line); len(line) >= shortest && secrets[line] == 0 {
					secrets[line] = d.number
				}
			}
		}
	}
	for _, d := range m.cells {
		n := 0
		for line := range strings.Lines(d.text) {
			n++
			if from := secrets[strings.TrimSpace(line)]; from > 0 && d.kind != hidden {
				m.note(d.number, 0, "students see a line that is also in what was taken out of cell %d: %s", from, strings.TrimSpace(line))
			}
		}
	}
}

// shortest is the length of lines that say something about a solution, in bytes.
const shortest = 20
