#include "textflag.h"

// The goroutine's descriptor begins with the bounds of its stack, low and high.

// func goroutine() uintptr
TEXT ·goroutine(SB), NOSPLIT, $0-8
	MOVQ TLS, CX
	MOVQ 0(CX)(TLS*1), AX
	MOVQ AX, ret+0(FP)
	RET

// func used() uintptr
TEXT ·used(SB), NOSPLIT, $0-8
	MOVQ TLS, CX
	MOVQ 0(CX)(TLS*1), AX
	MOVQ 8(AX), AX
	LEAQ ret+0(FP), BX
	SUBQ BX, AX
	MOVQ AX, ret+0(FP)
	RET

// func bounds() (low, high uintptr)
TEXT ·bounds(SB), NOSPLIT, $0-16
	MOVQ TLS, CX
	MOVQ 0(CX)(TLS*1), AX
	MOVQ 0(AX), BX
	MOVQ BX, low+0(FP)
	MOVQ 8(AX), BX
	MOVQ BX, high+8(FP)
	RET

// func framePointer() uintptr
TEXT ·framePointer(SB), NOSPLIT|NOFRAME, $0-8
	MOVQ BP, ret+0(FP)
	RET

// func look() (used, self uintptr)
TEXT ·look(SB), NOSPLIT, $0-16
	MOVQ TLS, CX
	MOVQ 0(CX)(TLS*1), AX
	MOVQ AX, self+8(FP)
	MOVQ 8(AX), AX
	LEAQ used+0(FP), BX
	SUBQ BX, AX
	MOVQ AX, used+0(FP)
	RET
