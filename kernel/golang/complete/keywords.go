package complete

// keyword explains a word of the language.
func keyword(word string) (Info, bool) {
	e, ok := keywords()[word]
	if !ok {
		return Info{}, false
	}
	return Info{Declaration: e.form, Doc: e.text, Where: "keyword"}, true
}

type explained struct{ form, text string }

func keywords() map[string]explained {
	return map[string]explained{
		"break":       {"break\nbreak Label", "Leaves the innermost for, switch or select, or the one that has the label."},
		"case":        {"case value1, value2:\ncase v := <-ch:\ncase Type1, Type2:", "Begins an alternative of a switch or select. It ends before the next one; there is no need for break."},
		"chan":        {"chan T    // send and receive\n<-chan T  // receive only\nchan<- T  // send only", "The type of channels that carry values of type T. make(chan T) makes one without a buffer, make(chan T, n) one that holds n values."},
		"const":       {"const name = value\nconst (\n\ta = iota\n\tb\n)", "Declares constants. Their values are known when the program is compiled; iota counts the lines of a group."},
		"continue":    {"continue\ncontinue Label", "Goes on with the next round of the innermost loop, or of the one that has the label."},
		"default":     {"default:", "The alternative of a switch that is taken if no case fits; of a select, if no case can go ahead at once."},
		"defer":       {"defer f(x)", "Calls f when the surrounding function returns or panics. The arguments are evaluated now. Deferred calls run in reverse order."},
		"else":        {"if condition {\n} else {\n}", "What happens if the condition does not hold. It stands in the line of the brace that ends the if."},
		"fallthrough": {"fallthrough", "As the last statement of a case: goes on with the statements of the next one."},
		"for":         {"for condition { }\nfor init; condition; post { }\nfor i, v := range x { }\nfor i := range 10 { }\nfor { }", "Go's only loop. Each round has variables of its own."},
		"func":        {"func name(a, b T) (R, error) { }\nfunc (r Receiver) name() { }\nfunc(a T) R { }", "Declares a function or method; without a name it is a function value, which sees the variables around it."},
		"go":          {"go f(x)", "Calls f in a new goroutine and does not wait for it. The arguments are evaluated before it starts; what f returns is dropped."},
		"goto":        {"goto Label", "Goes on at the label, which must be in the same function."},
		"if":          {"if condition { }\nif v, err := f(); err != nil { }", "Runs the block if the condition holds. A statement may come before it; its variables belong to the if and its else."},
		"import":      {"import \"fmt\"\nimport name \"path\"", "Makes a package's exported names available."},
		"interface":   {"interface {\n\tMethod(a T) R\n}", "The type of all values that have these methods. interface{}, or any, holds every value."},
		"map":         {"map[K]V", "The type of tables from keys to values. make(map[K]V) makes one; m[k] reads, v, ok := m[k] also says whether k is there."},
		"package":     {"package name", "Names the package that a file belongs to. A cell needs none."},
		"range":       {"for i, v := range slice { }\nfor k, v := range m { }\nfor v := range ch { }\nfor i := range n { }\nfor x := range seq { }", "Goes over the elements of a slice, array, string or map, over what arrives on a channel until it is closed, over 0 to n-1, or over what an iterator function yields."},
		"return":      {"return\nreturn a, b", "Ends the function, with its results."},
		"select":      {"select {\ncase v := <-in:\ncase out <- x:\ndefault:\n}", "Waits until one of the channel operations can go ahead, and does it; among several it picks one at random. With default it does not wait."},
		"struct":      {"struct {\n\tName string\n\tEmbedded\n}", "The type of records with these fields. An embedded type lends its fields and methods."},
		"switch":      {"switch x {\ncase 1, 2:\ndefault:\n}\nswitch v := x.(type) {\ncase T:\n}", "Runs the first case that fits. Without x the cases are conditions; with x.(type) they are types."},
		"type":        {"type Name struct { }\ntype Name = Other", "Declares a type; with = another name for a type."},
		"var":         {"var x T\nvar x = value\nvar x, y T = 1, 2", "Declares variables. Without a value they are zero."},
	}
}
