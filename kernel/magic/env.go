package magic

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
)

func envMagic() Magic {
	return Magic{
		Name: "env", Group: Machine, Line: true, Between: true, Usage: "%env [-u] [NAME[=VALUE]]", Takes: Environs,
		Options: []Option{{"u", "", "remove the variable"}},
		Doc: "Prints the variables of the environment, prints one, or sets one. " +
			"%env lists all, %env NAME prints the value of one, %env NAME=VALUE sets it; in VALUE $OTHER and ${OTHER} stand for values of other variables, and $$ for a $. " +
			"Values that look like secrets are listed as dots. " +
			"Cells, ! commands, scripts and compiled cells have the same environment, also in a new evaluator. os.Setenv in a cell does the same.",
		Example: "%env GREETING=hello\n!echo $GREETING world\n---\nos.Getenv(\"GREETING\")\n---\n%env -u GREETING",
		Run:     runEnv,
	}
}

func runEnv(_ context.Context, h Host, c Call) error {
	name, value, set := c.Args, "", false
	if i := strings.IndexAny(name, "= \t"); i >= 0 { // %env NAME VALUE too
		name, value, set = name[:i], strings.TrimPrefix(strings.TrimSpace(name[i:]), "="), true
	}
	variables := h.Environ()
	old, known := lookup(variables, name)
	switch {
	case strings.ContainsAny(name, "\"'$"):
		return fmt.Errorf("%%env: %q is no name of a variable", name)
	case c.Options.Has("u") && (set || name == ""):
		return errors.New("%env -u: one name of a variable is wanted")
	case c.Options.Has("u") && !known:
		return unknownVariable(variables, name)
	case c.Options.Has("u"):
		h.Unsetenv(name)
		h.Print("removed " + name + "\n")
	case set && name == "":
		return errors.New("%env: there is no name before the =")
	case set:
		value = expand(value, variables)
		h.Setenv(name, value)
		h.Print(guarded(name+"="+value) + "\n")
	case name == "":
		for _, v := range variables {
			h.Print(guarded(v) + "\n")
		}
	case !known:
		return unknownVariable(variables, name)
	default:
		h.Print(old + "\n")
	}
	return nil
}

// expand puts values in the place of variables, and takes quotes off.
func expand(value string, variables []string) string {
	value = strings.TrimSpace(value)
	if n := len(value); n > 1 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
		single := value[0] == '\''
		value = value[1 : n-1]
		if single {
			return value
		}
	}
	return os.Expand(value, func(name string) string {
		if name == "$" {
			return "$"
		}
		v, _ := lookup(variables, name)
		return v
	})
}

func lookup(variables []string, name string) (string, bool) {
	for _, v := range variables {
		if value, ok := strings.CutPrefix(v, name+"="); ok {
			return value, true
		}
	}
	return "", false
}

func unknownVariable(variables []string, name string) error {
	var names []string
	for _, v := range variables {
		n, _, _ := strings.Cut(v, "=")
		names = append(names, n)
	}
	return fmt.Errorf("%%env: there is no variable %s%s", name, didYouMean(name, names))
}

// guarded hides the value of a variable that looks like a secret.
func guarded(variable string) string {
	name, value, _ := strings.Cut(variable, "=")
	secret := func(part string) bool { return strings.Contains(strings.ToUpper(name), part) }
	if value != "" && slices.ContainsFunc([]string{"KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL"}, secret) {
		return name + "=•••"
	}
	return variable
}
