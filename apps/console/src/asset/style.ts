/** The one style sheet: light and dark by the reader's own choice, one column on a phone. */
export const style = `
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1b2430;--soft:#515d6d;--line:#d5dae1;--accent:#0b5cad;--on-accent:#fff;
--good:#0f6b3a;--good-bg:#e2f4e9;--wait:#7a4b00;--wait-bg:#fdf0d5;--bad:#a3121f;--bad-bg:#fde7e8;--calm:#3b4a5c;--calm-bg:#e8ecf1}
@media (prefers-color-scheme:dark){:root{--bg:#12171e;--card:#1b222c;--ink:#e8ecf1;--soft:#aab5c3;--line:#36414f;--accent:#7db8f5;--on-accent:#0c1420;
--good:#7fdca6;--good-bg:#15321f;--wait:#f3c571;--wait-bg:#3a2c10;--bad:#ff9ca3;--bad-bg:#421a1e;--calm:#c1cbd8;--calm-bg:#2a3441}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
a{color:var(--accent)}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-100vw}.skip:focus{position:static}
.top{background:var(--card);border-bottom:1px solid var(--line);padding:.5rem max(1rem,calc(50vw - 37rem));display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:center}
.brand{font-weight:700;font-size:1.15rem;text-decoration:none;color:var(--ink)}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.15rem;margin:0;padding:0}
nav a{display:block;padding:.35rem .6rem;border-radius:6px;text-decoration:none;color:var(--ink)}
nav a:hover{background:var(--calm-bg)}
nav a[aria-current]{background:var(--accent);color:var(--on-accent)}
.who{margin-left:auto;display:flex;flex-wrap:wrap;gap:.6rem;align-items:center;color:var(--soft);font-size:.9rem}
main,.bar,footer{max-width:76rem;margin:0 auto;padding:0 1rem}
main{padding-top:.5rem;padding-bottom:3rem;outline:none}
.bar{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;font-size:.9rem;color:var(--soft);padding-top:.6rem}
h1{font-size:1.6rem;line-height:1.25;margin:.9rem 0 .6rem}h2{font-size:1.15rem;margin:1.6rem 0 .5rem}h3{font-size:1rem;margin:.2rem 0}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem;margin:0 0 1rem}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.75rem;list-style:none;margin:0;padding:0}
.cards a{display:block;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.7rem .9rem;text-decoration:none;color:var(--ink)}
.cards a:hover{border-color:var(--accent)}
.cards strong{display:block;font-size:1.5rem;line-height:1.2}
.tone{border-left:6px solid var(--calm)}.tone p{margin:.2rem 0 0}.tone h2{margin:0;font-size:1.3rem}
.tone.good{border-color:var(--good)}.tone.wait{border-color:var(--wait)}.tone.bad{border-color:var(--bad)}
.badge{display:inline-block;padding:.05rem .5rem;border-radius:99px;font-size:.85rem;white-space:nowrap;background:var(--calm-bg);color:var(--calm)}
.badge.good{background:var(--good-bg);color:var(--good)}.badge.wait{background:var(--wait-bg);color:var(--wait)}.badge.bad{background:var(--bad-bg);color:var(--bad)}
.notice{padding:.6rem .9rem;border-radius:8px;background:var(--calm-bg);margin:.6rem 0}
.notice.good{background:var(--good-bg);color:var(--good)}.notice.wait{background:var(--wait-bg);color:var(--wait)}.notice.bad{background:var(--bad-bg);color:var(--bad)}
.soft{color:var(--soft)}.small{font-size:.9rem}
code{font-family:ui-monospace,monospace;font-size:.92em}
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:10px}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.45rem .75rem;border-bottom:1px solid var(--line);vertical-align:top}
tr:last-child td{border-bottom:0}
th{font-size:.85rem;color:var(--soft);font-weight:600;overflow-wrap:normal}
td.number,th.number{text-align:right}
dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.3rem 1.25rem;margin:0}
dt{color:var(--soft)}dd{margin:0}
form.inline{display:inline}form.find,.row{display:flex;flex-wrap:wrap;gap:.6rem;align-items:end;margin:0 0 1rem}
label{display:block;font-size:.9rem;color:var(--soft)}
input,select,button{font:inherit;color:inherit}
input,select{background:var(--card);border:1px solid var(--soft);border-radius:6px;padding:.4rem .6rem;min-height:2.5rem;max-width:100%}
input[type=search]{width:min(24rem,80vw)}
button,.button{display:inline-block;background:var(--card);border:1px solid var(--soft);border-radius:6px;padding:.4rem .9rem;min-height:2.5rem;cursor:pointer;text-decoration:none;color:var(--ink)}
button.main,.button.main{background:var(--accent);border-color:var(--accent);color:var(--on-accent);font-weight:600}
button.bare{border:0;background:none;padding:.2rem .3rem;min-height:0;color:var(--accent);text-decoration:underline}
ul.plain{list-style:none;margin:0;padding:0}ul.plain>li{padding:.45rem 0;border-bottom:1px solid var(--line)}ul.plain>li:last-child{border-bottom:0}
ul.plain.card{padding:.3rem 1rem}
ul.diff{list-style:none;margin:.4rem 0;padding:0;font-family:ui-monospace,monospace;font-size:.9rem;columns:18rem auto}
ul.diff.card{padding:1rem}
.gone{color:var(--bad)}.come{color:var(--good)}
ul.tree{margin:.2rem 0;padding-left:1.2rem}
details>summary{cursor:pointer;padding:.15rem 0}
.login{max-width:24rem;margin:12vh auto 0;padding:0 1rem}.login form p{margin:0 0 .8rem}.login input,.login button,.login .button{width:100%;text-align:center}.login input{text-align:left}
@media (max-width:44rem){.top{padding:.5rem 1rem}.who{margin-left:0}nav a{padding:.3rem .5rem}.wide{display:none}dl{grid-template-columns:1fr;gap:0 0}dd{margin:0 0 .6rem}th,td{padding:.4rem .5rem}h1{font-size:1.35rem}}
@media (prefers-reduced-motion:no-preference){.fresh{animation:fresh 1.5s}}
@keyframes fresh{from{background:var(--wait-bg)}}
`
