package complete

import (
	"fmt"
	"go/types"
	"strings"

	"weft/kernel/golang/check"
)

// signature is a function as it is declared, with its receiver.
func signature(f *types.Func, q types.Qualifier) string {
	sig := f.Signature()
	text := typeParameters(sig, q) + parameters(sig.Params(), sig.Variadic(), q) + results(sig.Results(), q)
	recv := sig.Recv()
	if recv == nil {
		return "func " + f.Name() + text
	}
	name := recv.Name()
	if name != "" {
		name += " "
	}
	t := types.TypeString(recv.Type(), q)
	if _, ok := recv.Type().Underlying().(*types.Interface); ok {
		name = ""
		if n := check.NamedOf(recv.Type()); n == nil {
			return "func " + f.Name() + text
		}
	}
	return fmt.Sprintf("func (%s%s) %s%s", name, t, f.Name(), text)
}

// typeParameters is "[T any]" for a generic function, "" for others.
func typeParameters(sig *types.Signature, q types.Qualifier) string {
	if sig.TypeParams().Len() == 0 {
		return ""
	}
	text := strings.TrimPrefix(types.TypeString(sig, q), "func")
	depth := 0
	for i, r := range text {
		switch r {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return text[:i+1]
			}
		}
	}
	return ""
}

// parameters is a parameter list as people write it: names of one type share it.
func parameters(list *types.Tuple, variadic bool, q types.Qualifier) string {
	var b strings.Builder
	b.WriteByte('(')
	for i := range list.Len() {
		v := list.At(i)
		typ := types.TypeString(v.Type(), q)
		if s, ok := v.Type().(*types.Slice); ok && variadic && i == list.Len()-1 {
			typ = "..." + types.TypeString(s.Elem(), q)
		}
		b.WriteString(v.Name())
		if i+1 < list.Len() {
			next := list.At(i + 1)
			last := variadic && i+2 == list.Len()
			if v.Name() != "" && next.Name() != "" && !last && types.Identical(v.Type(), next.Type()) {
				b.WriteString(", ")
				continue
			}
			typ += ", "
		}
		if v.Name() != "" {
			b.WriteByte(' ')
		}
		b.WriteString(typ)
	}
	b.WriteByte(')')
	return b.String()
}

// results is a result list with the space before it, "" if there is none.
func results(list *types.Tuple, q types.Qualifier) string {
	switch {
	case list.Len() == 0:
		return ""
	case list.Len() == 1 && list.At(0).Name() == "":
		return " " + types.TypeString(list.At(0).Type(), q)
	}
	return " " + parameters(list, false, q)
}

// shape is a function's type as a list of candidates shows it.
func shape(f *types.Func, q types.Qualifier) string {
	sig := f.Signature()
	return "func" + typeParameters(sig, q) + parameters(sig.Params(), sig.Variadic(), q) + results(sig.Results(), q)
}
