//go:build amd64 || arm64

package stack

const supported = true

func goroutine() uintptr

func used() uintptr

func bounds() (low, high uintptr)

func framePointer() uintptr

func look() (used, self uintptr)
