#include "textflag.h"

// func current() unsafe.Pointer
TEXT ·current(SB), NOSPLIT, $0-8
	MOVQ (TLS), AX
	MOVQ AX, ret+0(FP)
	RET

// func lastModule() unsafe.Pointer
TEXT ·lastModule(SB), NOSPLIT, $0-8
	LEAQ runtime·lastmoduledatap(SB), AX
	MOVQ AX, ret+0(FP)
	RET
