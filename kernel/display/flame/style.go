package flame

// sheet is the picture's own style: it needs no page, script or font, and follows the reader's colour scheme.
const sheet = `
.wf{--bg:#fff;--edge:#d5dae1;--ink:#1f2328;--dim:#57606a;--own:#0072b2;--ownink:#fff;--lib:#e8edf2;--libl:#a9b8c6;--sys:#fdeac6;--sysl:#b36b00}
@media (prefers-color-scheme:dark){.wf{--bg:#15181c;--edge:#363d45;--ink:#e9ecef;--dim:#a5afb9;--own:#56b4e9;--ownink:#06202f;--lib:#2a323b;--libl:#53626f;--sys:#43330f;--sysl:#f2b035}}
.wf text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans","DejaVu Sans",sans-serif;fill:var(--ink);font-size:12px}
.wf .t{font-size:15px;font-weight:650}.wf .s{font-size:13px}.wf .d{fill:var(--dim);font-size:11px}
.wf .card{fill:var(--bg);stroke:var(--edge)}
.wf .own{fill:var(--own)}.wf .lib{fill:url(#lib);stroke:var(--libl)}.wf .sys{fill:url(#sys);stroke:var(--sysl)}
.wf .all{fill:none;stroke:var(--edge)}
.wf text.onown{fill:var(--ownink);font-weight:600}
.wf text.onlib{stroke:var(--lib);stroke-width:4;paint-order:stroke;stroke-linejoin:round}
.wf text.onsys{stroke:var(--sys);stroke-width:4;paint-order:stroke;stroke-linejoin:round}
`

// patterns fill blocks, so that they differ without colours.
const patterns = `<defs>
<pattern id="lib" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" style="fill:var(--lib)"/><path d="M0 0V7" style="stroke:var(--libl)" stroke-width="1.6"/></pattern>
<pattern id="sys" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" style="fill:var(--sys)"/><circle cx="3" cy="3" r=".9" style="fill:var(--sysl)"/></pattern>
</defs>`
