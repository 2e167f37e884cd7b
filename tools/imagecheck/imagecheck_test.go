package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A repository that is right; each row of TestCheck spoils one thing of it.
var right = map[string]string{
	"Dockerfile": `ARG GOLANG=docker.io/library/golang:1.26.8-trixie
ARG DEBIAN=docker.io/library/debian:13.7-slim

FROM ${GOLANG} AS build
WORKDIR /src
COPY . .
ARG VERSION=devel
RUN make build VERSION="${VERSION}"

FROM ${DEBIAN} AS jupyter
COPY cmd/weft/lab-requirements.txt deploy/image/hub-requirements.txt /tmp/

FROM ${DEBIAN} AS base
ARG NB_UID=1000
ARG NB_GID=100
COPY --from=build /src/bin/weft /usr/local/bin/
COPY deploy/image/start.sh /usr/local/bin/
ENV NB_UID=${NB_UID} NB_GID=${NB_GID}

FROM base AS grader
USER ${NB_UID}:${NB_GID}

FROM base AS lab
RUN apt-get install -y python3
COPY --from=jupyter /opt/jupyter /opt/jupyter
USER ${NB_UID}:${NB_GID}
`,
	".dockerignore":                         "*\n!cmd\n!deploy/image\n!kernel\n!go.mod\n",
	"go.mod":                                "module weft\n\ngo 1.26\n",
	"cmd/weft/main.go":                      "package main\n\nimport _ \"embed\"\n\n//go:embed lab-requirements.txt\nvar text string\n\nfunc main() { print(text) }\n",
	"cmd/weft/lab-requirements.txt":         "# JupyterLab\njupyterlab==4.6.6\n",
	"deploy/image/hub-requirements.txt":     "jupyterhub==6.1.1\n",
	"deploy/image/start.sh":                 "#!/bin/bash\nexec \"$@\"\n",
	"kernel/golang/std/internal/gen/gen.go": "package main\n\nfunc main() {}\n",
}

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		name, file, old, new string
		want                 string // in a problem; "" means that there is none
	}{
		{name: "right"},
		{"no such instruction", "Dockerfile", "WORKDIR /src", "WORKDIRS /src", "unknown instruction"},
		{"deprecated form", "Dockerfile", "ARG VERSION=devel", "MAINTAINER me", "MaintainerDeprecated"},
		{"case of AS", "Dockerfile", "AS grader", "as grader", "FromAsCasing"},
		{"newest base", "Dockerfile", "debian:13.7-slim", "debian:latest", "pinned neither"},
		{"base of a release line", "Dockerfile", "debian:13.7-slim", "debian:13-slim", "pinned neither"},
		{"base by digest", "Dockerfile", "debian:13.7-slim", "debian@sha256:" + strings.Repeat("0a", 32), ""},
		{"base that no argument changes", "Dockerfile", "FROM ${DEBIAN} AS base", "FROM debian:13.7 AS base", "no build argument"},
		{"undeclared base", "Dockerfile", "FROM ${DEBIAN} AS base", "FROM ${DEBAIN} AS base", "no ARG DEBAIN"},
		{"no such stage", "Dockerfile", "--from=build", "--from=built", "no earlier stage"},
		{"undeclared variable", "Dockerfile", "ARG NB_GID=100\n", "", "NB_GID is neither ARG nor ENV"},
		{"root at the end", "Dockerfile", "AS grader\nUSER ${NB_UID}:${NB_GID}", "AS grader", `stage grader ends as user ""`},
		{"Python in the grader", "Dockerfile", "ENV NB_UID", "RUN apt-get install -y python3\nENV NB_UID", "no Python"},
		{"another default", "Dockerfile", "AS lab", "AS desk", "not lab"},
		{"source that is not there", "Dockerfile", "COPY deploy/image/start.sh", "COPY deploy/image/begin.sh", "begin.sh: not in the build context"},
		{"source that is ignored", ".dockerignore", "!deploy/image\n", "!deploy/image/hub-requirements.txt\n", "start.sh: not in the build context"},
		{"Go file that is ignored", ".dockerignore", "!cmd\n", "!cmd\ncmd/weft/*.go\n", "cmd/weft/main.go is left out"},
		{"embedded file that is ignored", ".dockerignore", "!cmd\n", "!cmd\n**/*.txt\n!deploy/image/*.txt\n", "cmd/weft/lab-requirements.txt is left out"},
		{"package that is not pinned", "deploy/image/hub-requirements.txt", "==6.1.1", ">=6", "not pinned"},
		{"package at two versions", "deploy/image/hub-requirements.txt", "jupyterhub==6.1.1", "JupyterLab==4.6.5", "jupyterlab is in cmd/weft"},
		{"Binder's file is older", "binder/Dockerfile", "AS lab", "AS old", "binder/Dockerfile differs"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			root := t.TempDir()
			write(t, root, tt.file, tt.old, tt.new)
			problems, _, err := check(root)
			if err != nil {
				t.Fatal(err)
			}
			all := strings.Join(problems, "\n")
			if tt.want == "" && all != "" || !strings.Contains(all, tt.want) {
				t.Errorf("problems:\n%s\nwant one with %q", all, tt.want)
			}
		})
	}
}

func TestScriptThatCannotBeExecuted(t *testing.T) {
	root := t.TempDir()
	write(t, root, "", "", "")
	if err := os.Chmod(filepath.Join(root, "deploy/image/start.sh"), 0o644); err != nil {
		t.Fatal(err)
	}
	problems, _, err := check(root)
	if err != nil || len(problems) != 1 || !strings.Contains(problems[0], "start.sh begins with #!") {
		t.Errorf("problems %q, error %v; want one about start.sh", problems, err)
	}
}

// write makes the repository with one change.
func write(t *testing.T, root, file, old, new string) {
	t.Helper()
	for name, text := range right {
		names := []string{name}
		if name == "Dockerfile" {
			names = append(names, "binder/Dockerfile")
		}
		for _, n := range names {
			changed := text
			if n == file || file == "Dockerfile" && name == file {
				if changed = strings.Replace(text, old, new, 1); changed == text {
					t.Fatalf("%s has no %q", n, old)
				}
			}
			path := filepath.Join(root, n)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			mode := os.FileMode(0o644)
			if strings.HasPrefix(text, "#!") {
				mode = 0o755
			}
			if err := os.WriteFile(path, []byte(changed), mode); err != nil {
				t.Fatal(err)
			}
		}
	}
}
