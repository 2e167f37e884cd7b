// Package driver puts the programs together that grading needs: a submission with its exercise's driver, and the
// exercise's judge. It builds them with a kit, and runs nothing.
package driver

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"strings"

	"weft/grader/exercise"
	"weft/grader/inspect"
	"weft/grader/probe"
	"weft/grader/submission"
	"weft/kernel/engine/native/bubble"
	"weft/kernel/engine/native/kit"
)

// A Builder builds programs for grading.
type Builder struct {
	Kit *kit.Kit
	// Sources are the packages observe, probe and checks, in folders of these names.
	Sources fs.FS
	// Run runs compiler and linker on submissions; nil leaves it to the kit.
	Run kit.Run
}

// importPath is the path by which an exercise's own files import a folder of it.
func importPath(e *exercise.Exercise, folder string) string {
	return path.Join("weft/exercises", e.Folder, folder)
}

// Submission builds a submission with its driver, after it was examined. What the compiler says of it is in the result's Diagnostics; that
// of the driver's text is an error, unless the submission is the cause.
func (b *Builder) Submission(ctx context.Context, e *exercise.Exercise, s submission.Submission, read inspect.Answer, v Variant) (kit.Result, error) {
	job := kit.Job{Race: v == Race, Run: b.Run}
	virtual, err := b.virtual(e, v == Race)
	if err != nil {
		return kit.Result{}, err
	}
	job.Packages = virtual
	for _, folder := range []string{"observe", "probe"} {
		p, err := b.own(folder, v == Race)
		if err != nil {
			return kit.Result{}, err
		}
		job.Packages = append(job.Packages, p)
	}
	sync := v.imports()
	mapped := maps.Clone(sync)
	mapped[importPath(e, "solution")] = probe.Path
	job.Packages = append(job.Packages,
		v.solution(s, read),
		kit.Package{Path: importPath(e, "cases"), Files: files(e.Cases), ImportMap: sync},
		kit.Package{Path: "main", Files: files(e.Driver), ImportMap: mapped, NoInline: true})
	return b.Kit.Build(ctx, job)
}

// Judge builds the judge of an exercise. Its diagnostics are mistakes of the exercise.
func (b *Builder) Judge(ctx context.Context, e *exercise.Exercise) (kit.Result, error) {
	var job kit.Job
	for _, folder := range []string{"observe", "checks"} {
		p, err := b.own(folder, false)
		if err != nil {
			return kit.Result{}, err
		}
		job.Packages = append(job.Packages, p)
	}
	job.Packages = append(job.Packages,
		kit.Package{Path: importPath(e, "cases"), Files: files(e.Cases)},
		kit.Package{Path: "main", Files: files(e.Checks)})
	return b.Kit.Build(ctx, job)
}

// virtual are the packages of virtual time. That for HTTP is only among them if the driver uses it.
func (b *Builder) virtual(e *exercise.Exercise, race bool) ([]kit.Package, error) {
	names := []string{"dsync", "datomic", "run", "schedule"}
	for _, f := range e.Driver {
		if strings.Contains(f.Text, `"`+bubble.Path+`/memhttp"`) {
			names = append(names, "memhttp")
			break
		}
	}
	list, err := bubble.Packages(race, names...)
	if err != nil {
		return nil, fmt.Errorf("read the packages of virtual time: %w", err)
	}
	var packages []kit.Package
	for _, p := range list {
		packages = append(packages, kit.Own(p.Path, p.Files))
	}
	return packages, nil
}

// own is one of the packages in Sources.
func (b *Builder) own(folder string, race bool) (kit.Package, error) {
	entries, err := fs.ReadDir(b.Sources, folder)
	if err != nil {
		return kit.Package{}, fmt.Errorf("read the sources of package %s: %w", folder, err)
	}
	p := kit.Package{Path: "weft/grader/" + folder, Keep: true}
	for _, e := range entries {
		name := e.Name()
		if strings.HasSuffix(name, "_test.go") || name == "race_on.go" && !race || name == "race_off.go" && race {
			continue
		}
		text, err := fs.ReadFile(b.Sources, path.Join(folder, name))
		if err != nil {
			return kit.Package{}, fmt.Errorf("read the sources of package %s: %w", folder, err)
		}
		p.Files = append(p.Files, kit.File{Name: name, Text: string(text)})
	}
	return p, nil
}

func files(list []exercise.File) []kit.File {
	var out []kit.File
	for _, f := range list {
		out = append(out, kit.File{Name: f.Name, Text: f.Text})
	}
	return out
}

// fileName is the name of a submission's file for the compiler. A cell's positions come from its line directive.
func fileName(i int, f submission.File) string {
	if f.Cell || !strings.HasSuffix(f.Name, ".go") {
		return fmt.Sprintf("cell%d.go", i)
	}
	return f.Name
}
