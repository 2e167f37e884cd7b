package flood

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// units are decimal, as those of disks and of what is sent.
var units = [...]struct {
	name  string
	bytes int64
}{{"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}, {"bytes", 1}}

// Size writes a number of bytes with two or three digits: "8 MB", "214 MB", "3.2 kB".
func Size(n int64) string {
	for _, u := range units {
		if n < u.bytes {
			continue
		}
		x := float64(n) / float64(u.bytes)
		if u.bytes > 1 && x < 99.5 && x != math.Trunc(x) {
			return strings.TrimSuffix(strconv.FormatFloat(x, 'f', 1, 64), ".0") + " " + u.name
		}
		return strconv.FormatFloat(x, 'f', 0, 64) + " " + u.name
	}
	return "0 bytes"
}

// ParseSize reads a number of bytes: "20MB", "1.5 GB", "500kB", "4096". The units are decimal; KiB and the like are
// powers of 1024.
func ParseSize(text string) (int64, error) {
	digits := strings.TrimLeft(text, "0123456789.")
	number, err := strconv.ParseFloat(strings.TrimSuffix(text, digits), 64)
	unit, ok := map[string]float64{
		"": 1, "b": 1, "byte": 1, "bytes": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "k": 1e3, "m": 1e6, "g": 1e9,
		"kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30,
	}[strings.ToLower(strings.TrimSpace(digits))]
	if err != nil || !ok || number*unit > math.MaxInt64/16 {
		return 0, fmt.Errorf("%q is no size such as 20MB", text)
	}
	return int64(number * unit), nil
}
