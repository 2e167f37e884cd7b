#include "textflag.h"

// The goroutine's descriptor begins with the bounds of its stack, low and high.

// func goroutine() uintptr
TEXT ·goroutine(SB), NOSPLIT, $0-8
	MOVD g, ret+0(FP)
	RET

// func used() uintptr
TEXT ·used(SB), NOSPLIT, $0-8
	MOVD 8(g), R0
	MOVD $ret+0(FP), R1
	SUB  R1, R0
	MOVD R0, ret+0(FP)
	RET

// func bounds() (low, high uintptr)
TEXT ·bounds(SB), NOSPLIT, $0-16
	MOVD 0(g), R0
	MOVD R0, low+0(FP)
	MOVD 8(g), R0
	MOVD R0, high+8(FP)
	RET

// func framePointer() uintptr
TEXT ·framePointer(SB), NOSPLIT|NOFRAME, $0-8
	MOVD R29, ret+0(FP)
	RET

// func look() (used, self uintptr)
TEXT ·look(SB), NOSPLIT, $0-16
	MOVD g, self+8(FP)
	MOVD 8(g), R0
	MOVD $used+0(FP), R1
	SUB  R1, R0
	MOVD R0, used+0(FP)
	RET
