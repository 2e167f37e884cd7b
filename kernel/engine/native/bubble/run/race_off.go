//go:build !race

package run

// racing says whether the race detector is compiled in.
const racing = false
