package cell

import "strings"

// lookalike is a hint for characters that come along when text is copied from a page or a book.
func lookalike(msg string) string {
	for code, hint := range map[string]string{
		"U+00A0": "this is a no-break space: type a plain one", "U+202F": "this is a no-break space: type a plain one",
		"U+200B": "this character cannot be seen: delete it and its neighbour, and type the latter again", "U+FEFF": "this character cannot be seen: delete it",
		"U+2013": "this is a dash: minus is written -", "U+2014": "this is a dash: minus is written -", "U+2212": "minus is written -",
		"U+2026": "three dots are written ...", "U+00D7": "multiplication is written *", "U+2260": "written !=", "U+2264": "written <=", "U+2265": "written >=",
		"U+2018": "quotes are typed plain: ' or \"", "U+2019": "quotes are typed plain: ' or \"", "U+0023": "a comment begins with //, an import is written import \"fmt\"",
		"U+2190": "an arrow is written <-",
	} {
		if strings.Contains(msg, code) {
			return hint
		}
	}
	return ""
}
