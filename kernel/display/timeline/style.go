package timeline

// classes are the states' names in the style sheet, and heights those of their bars in pixels.
func (s State) class() string { return [nStates]string{"run", "rdy", "wai", "out", "stk"}[s] }

func (s State) height() float64 { return [nStates]float64{22, 13, 13, 5, 22}[s] }

// sheet is the picture's own style: it needs no page, script or font, and follows the reader's colour scheme.
const sheet = `
.wt{--bg:#fff;--edge:#d5dae1;--ink:#1f2328;--dim:#57606a;--grid:#e7eaee;--lane:#f6f7f9;
--run:#0072b2;--runink:#fff;--rdy:#fff3c4;--rdyl:#8a6a00;--wai:#fdeac6;--wail:#b36b00;--out:#6b8299;
--stk:#fde3da;--stkl:#b93a0b;--good:#00724f;--area:#bcdcf0;--hold:#a0397f;--chan:#009e73;--chanbg:#e2f4ee}
@media (prefers-color-scheme:dark){.wt{--bg:#15181c;--edge:#363d45;--ink:#e9ecef;--dim:#a5afb9;--grid:#282e35;--lane:#1b1f24;
--run:#56b4e9;--runink:#06202f;--rdy:#4b430f;--rdyl:#f0e442;--wai:#43330f;--wail:#f2b035;--out:#7f97ad;
--stk:#4a1f12;--stkl:#ff8a5c;--good:#4fd1a1;--area:#1d4a66;--hold:#e79cc6;--chan:#2fc597;--chanbg:#12352b}}
.wt text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans","DejaVu Sans",sans-serif;fill:var(--ink);font-size:12px}
.wt .t{font-size:15px;font-weight:650}.wt .s{font-size:13px}.wt .d{fill:var(--dim);font-size:11px}
.wt .n{font-size:12.5px;font-weight:600}.wt .h{font-size:12px;font-weight:650;fill:var(--dim)}
.wt .card{fill:var(--bg);stroke:var(--edge)}.wt .lane{fill:var(--lane)}.wt .grid{stroke:var(--grid)}.wt .axis{stroke:var(--dim)}
.wt .run{fill:var(--run)}.wt .rdy{fill:url(#rdy);stroke:var(--rdyl)}.wt .wai{fill:url(#wai);stroke:var(--wail)}
.wt .out{fill:var(--out)}.wt .stk{fill:url(#stk);stroke:var(--stkl);stroke-width:1.5}
.wt .area{stroke:none}
.wt text.onrun{fill:var(--runink);font-size:11px;font-weight:600}.wt text.on{font-size:11px}
.wt .rdyp{fill:var(--rdy)}.wt .waip{fill:var(--wai)}.wt .stkp{fill:var(--stk)}.wt .outp{fill:var(--lane)}
.wt .life{stroke:var(--edge)}.wt .end{fill:var(--dim)}
.wt .cut{stroke:var(--bg);stroke-width:1.5;fill:var(--stkl)}.wt .x{stroke:var(--bg);stroke-width:1.8;fill:none}
.wt .mark{fill:var(--bg);stroke:var(--ink);stroke-width:1.5}
.wt .limit{stroke:var(--stkl);stroke-width:1.6;stroke-dasharray:9 3}.wt text.limitt{fill:var(--stkl);font-size:11px;font-weight:600}
.wt .bad{stroke:var(--stkl);stroke-width:1.6;stroke-dasharray:4 3}.wt text.badt{fill:var(--stkl);font-weight:650}
.wt .badr{fill:var(--stkl);opacity:.13}.wt .badb{stroke:var(--stkl);stroke-width:2;fill:none}
.wt .want{stroke:var(--good);stroke-width:1.8}.wt text.wantt{fill:var(--good);font-weight:650}.wt .wantm{fill:var(--good)}
.wt .wantr{fill:var(--good);opacity:.10}.wt .wantb{stroke:var(--good);stroke-width:2;fill:none}
.wt text.flag{stroke:var(--bg);stroke-width:4;paint-order:stroke;stroke-linejoin:round}
.wt .note{stroke:var(--dim);stroke-width:1.2;stroke-dasharray:1.5 2.5}.wt text.notet{fill:var(--dim)}
.wt .wake{stroke:var(--ink);stroke-width:1.3;fill:none;opacity:.8}.wt .wakeh,.wt .waked{fill:var(--ink)}
.wt .ringl{stroke:var(--stkl);stroke-width:1.8;fill:none}.wt .ringh{fill:var(--stkl)}
.wt .holdb{stroke:var(--hold);stroke-width:2;fill:none}.wt text.holdt{fill:var(--hold);font-size:11px;font-weight:600}
.wt .cf{fill:var(--chan)}.wt .cb{fill:var(--chanbg)}.wt .slot{stroke:var(--lane);stroke-width:1.2}
.wt .holdp{fill:var(--lane)}.wt .side{font-size:12.5px;font-weight:600}
.wt .noter{fill:var(--dim);opacity:.10}.wt .noteb{stroke:var(--dim);stroke-width:1.5;fill:none}
`

// patterns fill bars, so that they differ without colours.
const patterns = `<defs>
<pattern id="wai" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" style="fill:var(--wai)"/><path d="M0 0V7" style="stroke:var(--wail)" stroke-width="2.2"/></pattern>
<pattern id="rdy" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" style="fill:var(--rdy)"/><circle cx="3" cy="3" r="1.4" style="fill:var(--rdyl)"/></pattern>
<pattern id="stk" width="9" height="9" patternUnits="userSpaceOnUse"><rect width="9" height="9" style="fill:var(--stk)"/><path d="M0 0L9 9M9 0L0 9" style="stroke:var(--stkl)" stroke-width="1.3"/></pattern>
</defs>`

// class is a flag's name in the style sheet.
func (k FlagKind) class() string {
	switch k {
	case Bad:
		return "bad"
	case Wanted:
		return "want"
	}
	return "note"
}
