package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

// An image is the Dockerfile, parsed.
type image struct {
	args   map[string]string // those before the first FROM, with their defaults
	stages []instructions.Stage
}

// readImage parses the Dockerfile; what BuildKit's parser and linter say is a problem.
func readImage(root string) (image, []string, error) {
	f, err := os.Open(filepath.Join(root, "Dockerfile"))
	if err != nil {
		return image{}, nil, err
	}
	defer f.Close()
	var problems []string
	ast, err := parser.Parse(f)
	if err != nil {
		return image{}, []string{"Dockerfile: " + err.Error()}, nil
	}
	for _, w := range ast.Warnings {
		problems = append(problems, at(parser.Range{Start: w.Location.Start}, "%s", w.Short))
	}
	lint := linter.New(&linter.Config{Warn: func(rule, _, _, message string, places []parser.Range) {
		problems = append(problems, at(first(places), "%s (%s)", message, rule))
	}})
	stages, args, err := instructions.Parse(ast.AST, lint)
	if err != nil {
		return image{}, append(problems, "Dockerfile: "+err.Error()), nil
	}
	i := image{args: make(map[string]string), stages: stages}
	for _, arg := range args {
		for _, a := range arg.Args {
			i.args[a.Key] = a.ValueString()
		}
	}
	return i, problems, nil
}

func at(place parser.Range, format string, args ...any) string {
	return fmt.Sprintf("Dockerfile:%d: ", place.Start.Line) + fmt.Sprintf(format, args...)
}

func first(places []parser.Range) parser.Range {
	if len(places) == 0 {
		return parser.Range{}
	}
	return places[0]
}

var (
	variable = regexp.MustCompile(`^\$\{(\w+)\}$`)
	digest   = regexp.MustCompile(`@sha256:[0-9a-f]{64}$`)
	release  = regexp.MustCompile(`:\d+\.\d+[\w.-]*$`)
)

// pins asks that each base is an earlier stage or a build argument whose default names an exact release.
func (i image) pins() []string {
	var problems []string
	for n, s := range i.stages {
		if _, earlier := instructions.HasStage(i.stages[:n], s.BaseName); earlier {
			continue
		}
		name := variable.FindStringSubmatch(s.BaseName)
		if name == nil {
			problems = append(problems, at(first(s.Location), "the base %s is no build argument", s.BaseName))
			continue
		}
		base, declared := i.args[name[1]]
		switch {
		case !declared:
			problems = append(problems, at(first(s.Location), "there is no ARG %s before the first FROM", name[1]))
		case !digest.MatchString(base) && !release.MatchString(base):
			problems = append(problems, at(first(s.Location), "the base %s=%s is pinned neither by a release nor by a digest", name[1], base))
		}
	}
	return problems
}

// references asks that COPY --from names an earlier stage, and that variables are declared.
func (i image) references() []string {
	var problems []string
	known := make(map[string]map[string]string) // variables at the end of each stage
	for n, s := range i.stages {
		env := map[string]string{"PATH": ""}
		for k, v := range known[s.BaseName] {
			env[k] = v
		}
		expand := func(c instructions.Command, words ...string) {
			for _, word := range words {
				r, err := shell.NewLex('\\').ProcessWordWithMatches(word, shell.EnvsFromSlice(pairs(env)))
				if err != nil {
					problems = append(problems, at(first(c.Location()), "%v", err))
				}
				for name := range r.Unmatched {
					problems = append(problems, at(first(c.Location()), "%s is neither ARG nor ENV of this stage", name))
				}
			}
		}
		for _, c := range s.Commands {
			switch c := c.(type) {
			case *instructions.ArgCommand:
				for _, a := range c.Args {
					env[a.Key] = a.ValueString()
				}
			case *instructions.EnvCommand:
				for _, e := range c.Env {
					expand(c, e.Value)
				}
				for _, e := range c.Env {
					env[e.Key] = e.Value
				}
			case *instructions.CopyCommand:
				if _, earlier := instructions.HasStage(i.stages[:n], c.From); c.From != "" && !earlier {
					problems = append(problems, at(first(c.Location()), "COPY --from=%s: no earlier stage has this name", c.From))
				}
				expand(c, append(c.SourcePaths, c.DestPath, c.Chown)...)
			case *instructions.UserCommand:
				expand(c, c.User)
			case *instructions.WorkdirCommand:
				expand(c, c.Path)
			}
		}
		known[s.Name] = env
	}
	return problems
}

func pairs(env map[string]string) []string {
	var list []string
	for k, v := range env {
		list = append(list, k+"="+v)
	}
	return list
}

// users asks that the stages that no other builds on run as a user by number: a cluster that forbids root looks at it.
func (i image) users() []string {
	var problems []string
	for _, s := range i.stages {
		if i.used(s.Name) {
			continue
		}
		user := ""
		for _, c := range s.Commands {
			if u, ok := c.(*instructions.UserCommand); ok {
				user = u.User
			}
		}
		if user != "${NB_UID}:${NB_GID}" {
			problems = append(problems, at(first(s.Location), "stage %s ends as user %q, not as ${NB_UID}:${NB_GID}", s.Name, user))
		}
	}
	return problems
}

func (i image) used(stage string) bool {
	for _, s := range i.stages {
		if s.BaseName == stage {
			return true
		}
		for _, c := range s.Commands {
			if c, ok := c.(*instructions.CopyCommand); ok && c.From == stage {
				return true
			}
		}
	}
	return false
}

// pythonless asks that a stage and those below it install no Python.
func (i image) pythonless(stage string) []string {
	n, ok := instructions.HasStage(i.stages, stage)
	if !ok {
		return []string{"Dockerfile: there is no stage " + stage}
	}
	var problems []string
	for ok {
		for _, c := range i.stages[n].Commands {
			text := fmt.Sprint(c)
			if _, environment := c.(*instructions.EnvCommand); !environment && regexp.MustCompile(`python|pip |--from=jupyter`).MatchString(text) {
				problems = append(problems, at(first(c.Location()), "stage %s is to have no Python: %s", stage, text))
			}
		}
		n, ok = instructions.HasStage(i.stages, i.stages[n].BaseName)
	}
	return problems
}

// lastStage asks for the default's name: Binder cannot name a target.
func (i image) lastStage(name string) []string {
	if last := i.stages[len(i.stages)-1]; last.Name != name {
		return []string{at(first(last.Location), "the last stage, which is built by default, is %s, not %s", last.Name, name)}
	}
	return nil
}

// sources are the files that stages take from the build context.
func (i image) sources() map[string]parser.Range {
	found := make(map[string]parser.Range)
	for _, s := range i.stages {
		for _, c := range s.Commands {
			var paths []string
			switch c := c.(type) {
			case *instructions.CopyCommand:
				if c.From == "" {
					paths = c.SourcePaths
				}
			case *instructions.AddCommand:
				paths = c.SourcePaths
			}
			for _, path := range paths {
				found[strings.TrimSuffix(path, "/")] = first(c.Location())
			}
		}
	}
	return found
}
