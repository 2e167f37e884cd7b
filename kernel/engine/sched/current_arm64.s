#include "textflag.h"

// func current() unsafe.Pointer
TEXT ·current(SB), NOSPLIT, $0-8
	MOVD g, ret+0(FP)
	RET

// func lastModule() unsafe.Pointer
TEXT ·lastModule(SB), NOSPLIT, $0-8
	MOVD $runtime·lastmoduledatap(SB), R0
	MOVD R0, ret+0(FP)
	RET
