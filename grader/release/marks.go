package release

import (
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"math"
	"regexp"
	"strconv"
	"strings"

	"weft/kernel/jupyter/nbformat"
)

// marks are nbgrader's metadata of a cell. Its schema 3: https://nbgrader.readthedocs.io/en/stable/contributor_guide/metadata.html
type marks struct {
	grade, solution, task bool
	id                    string   // grade_id
	points                *float64 // nil: none said
}

var validID = regexp.MustCompile(`^[a-zA-Z0-9_-]+$`)

// marksOf reads a cell's metadata of any schema of nbgrader's.
func (m *maker) marksOf(d *draft) (k marks) {
	v, ok := d.Metadata["nbgrader"]
	if !ok {
		return k
	}
	meta, ok := v.(map[string]any)
	if !ok {
		m.problem(d.number, 0, "its metadata nbgrader is not an object")
		return k
	}
	for name, to := range map[string]*bool{"grade": &k.grade, "solution": &k.solution, "task": &k.task, "locked": new(bool)} {
		if v, has := meta[name]; has {
			if *to, ok = v.(bool); !ok {
				m.problem(d.number, 0, "nbgrader's %s must be true or false", name)
			}
		}
	}
	if v, has := meta["grade_id"]; has && v != "" {
		if k.id, ok = v.(string); !ok || !validID.MatchString(k.id) {
			m.problem(d.number, 0, "nbgrader's grade_id must be of the characters a-z, A-Z, 0-9, _ and -")
		}
	}
	if v, has := meta["points"]; has && (k.grade || k.task) {
		n, _ := v.(json.Number)
		points, err := n.Float64()
		if err != nil || points < 0 || math.IsInf(points, 0) {
			m.problem(d.number, 0, "nbgrader's points must be a number, 0 or more")
		}
		k.points = &points
	}
	switch {
	case k.task:
		m.note(d.number, 0, "it is a task: what students write into cells of their own is not collected")
	case d.Type == nbformat.Markdown && k.grade && !k.solution:
		m.problem(d.number, 0, "nbgrader allows points for text only if it is a solution too (manually graded)")
	}
	return k
}

// complete fills in what a cell needs besides. ids are those that are taken.
func (k *marks) complete(d *draft, ids map[string]int) {
	k.solution = d.kind == answer
	if d.Type == nbformat.Markdown && k.solution {
		k.grade = true // nbgrader knows no other answers in words
	}
	if k.grade && k.points == nil {
		k.points = new(float64)
	}
	if k.id == "" {
		k.id = d.ID
		for n := 2; ids[k.id] > 0; n++ {
			k.id = d.ID + "-" + strconv.Itoa(n)
		}
		ids[k.id] = d.number
	}
}

// metadata is that of the students' cell: nothing that is not known is in it.
func (d *draft) metadata() map[string]any {
	k := d.marks
	own := map[string]any{
		"schema_version": 3, "grade": k.grade, "solution": k.solution, "locked": !k.solution, "task": k.task,
		"grade_id": k.id, "cell_type": string(d.Type), "checksum": k.checksum(d.Type, d.text),
	}
	if k.points != nil {
		own["points"] = *k.points
	}
	meta := map[string]any{"nbgrader": own, "deletable": false}
	if !k.solution {
		meta["editable"] = false
	}
	if tags := d.tags(); len(tags) > 0 {
		meta["tags"] = tags
	}
	for _, name := range []string{"slideshow", "jupyter"} {
		if kept := known(d.Metadata[name], "slide_type", "source_hidden", "outputs_hidden"); len(kept) > 0 {
			meta[name] = kept
		}
	}
	for _, name := range []string{"format", "raw_mimetype"} {
		if s, ok := d.Metadata[name].(string); ok && d.Type == nbformat.Raw {
			meta[name] = s
		}
	}
	return meta
}

// checksum is that by which nbgrader sees that a cell has changed: an MD5 of text, type and marks as Python prints them.
func (k marks) checksum(t nbformat.CellType, text string) string {
	truth := func(b bool) string {
		if b {
			return "True"
		}
		return "False"
	}
	h := md5.New()
	for _, part := range []string{text, string(t), truth(k.grade), truth(k.solution), truth(!k.solution), k.id} {
		h.Write([]byte(part))
	}
	if k.grade {
		h.Write([]byte(python(*k.points)))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// python is a number, 0 or more, as Python prints it.
func python(f float64) string {
	if f != 0 && (f < 1e-4 || f >= 1e16) {
		return strconv.FormatFloat(f, 'e', -1, 64)
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}
