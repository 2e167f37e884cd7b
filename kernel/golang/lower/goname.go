package lower

import "strings"

// GoName is what a learner calls the function that has this name in the lowered text: "at" for
// "main.at_1", "Station.Ask" for "main._Station_Ask_1", "at.func" for a function literal in it. It
// is "" for the body of a cell, and for functions that lowering made up. The receiver's star and the type
// arguments are not in the lowered name; callers that have the declaration read them there.
func GoName(lowered string) string {
	name := strings.TrimPrefix(lowered, "main.")
	name, literal, _ := strings.Cut(name, ".")
	if literal != "" {
		literal = "func"
	}
	name = strings.TrimSuffix(name, recovering)
	plain, generation, ok := cutLast(name)
	if ok && generation != "" && strings.Trim(generation, "0123456789") == "" {
		name = plain
	}
	switch {
	case name == "_cell", madeUp(name):
		return literal
	case strings.HasPrefix(name, "_"):
		if recv, method, ok := cutLast(name[1:]); ok && recv != "" {
			name = recv + "." + method
		} else {
			name = name[1:]
		}
	}
	if literal != "" {
		return name + "." + literal
	}
	return name
}

// madeUp reports whether name is a temporary, such as _d12 or _bound3.
func madeUp(name string) bool {
	return strings.HasPrefix(name, "_") && !strings.Contains(name[1:], "_") && reservedTail(name)
}

// cutLast cuts s around its last underscore.
func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, '_')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}
