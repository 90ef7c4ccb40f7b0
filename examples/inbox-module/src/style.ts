import { Html } from './html.ts';

export const style = new Html(`<style>
:root { color-scheme: light dark;
  --canvas: light-dark(#f6f5f2, #131210); --surface: light-dark(#fff, #1c1a17); --line: light-dark(#e0ddd5, #35322c);
  --text: light-dark(#1c1a17, #eeebe4); --dim: light-dark(#625d53, #a9a294); --accent: light-dark(#2f5d3a, #8fc79c);
  --on-accent: light-dark(#fff, #10200f); --ours: light-dark(#e4efe5, #223126); }
* { box-sizing: border-box; }
body { margin: 0; font: 14px/20px system-ui, sans-serif; color: var(--text); background: var(--canvas); }
a { color: inherit; }
.app { display: grid; grid-template-columns: 200px minmax(0, 1fr); min-height: 100vh; }
.app > nav { border-inline-end: 1px solid var(--line); padding: 16px 12px; display: grid; gap: 2px; align-content: start; }
.app > nav b { padding: 0 10px 12px; font-size: 16px; }
.app > nav a { padding: 6px 10px; border-radius: 6px; text-decoration: none; color: var(--dim); }
.app > nav a[aria-current] { background: var(--surface); color: var(--text); font-weight: 600; }
.app > nav small { padding: 16px 10px 0; color: var(--dim); }
main { padding: 24px; min-width: 0; max-width: 1080px; }
main.inbox { padding: 0; max-width: none; display: grid; grid-template-columns: 280px minmax(0, 1fr) 260px; }
h1 { font-size: 20px; line-height: 28px; margin: 0 0 4px; }
h2 { font-size: 14px; margin: 0; }
p { margin: 0 0 12px; }
.dim { color: var(--dim); }
.list { border-inline-end: 1px solid var(--line); }
.list h1, .list form { padding: 16px 16px 0; margin: 0; }
.list form { padding-bottom: 12px; }
.list a { display: block; padding: 10px 16px; text-decoration: none; border-top: 1px solid var(--line); }
.list a[aria-current] { background: var(--surface); box-shadow: inset 3px 0 var(--accent); }
.list span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.chat { display: flex; flex-direction: column; min-height: 100vh; background: var(--surface); }
.chat > header { padding: 12px 20px; border-bottom: 1px solid var(--line); }
.chat ol { list-style: none; margin: 0; padding: 20px; display: grid; gap: 8px; flex: 1; align-content: end; }
.chat li { max-width: 70%; padding: 8px 12px; border-radius: 10px; background: var(--canvas); justify-self: start; }
.chat li.ours { background: var(--ours); justify-self: end; }
.chat li small { display: block; color: var(--dim); }
.chat > footer { border-top: 1px solid var(--line); padding: 12px 20px; display: grid; gap: 8px; }
.card { border-inline-start: 1px solid var(--line); padding: 16px; }
form.line { display: flex; gap: 8px; flex-wrap: wrap; }
input, select, button { font: inherit; color: inherit; min-height: 36px; padding: 0 10px; border: 1px solid var(--dim); border-radius: 6px; background: var(--surface); }
input { flex: 1; min-width: 0; width: 100%; }
.line input { width: auto; }
button { background: var(--accent); border-color: var(--accent); color: var(--on-accent); cursor: pointer; }
button.quiet { background: none; color: var(--text); border-color: var(--dim); }
table { width: 100%; border-collapse: collapse; margin: 12px 0; }
th, td { text-align: start; padding: 8px; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th { font-size: 12px; color: var(--dim); }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 12px; margin: 12px 0; }
dt { color: var(--dim); } dt::first-letter { text-transform: uppercase; } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 900px) {
  .app { display: block; }
  .app > nav { display: flex; flex-wrap: wrap; border: 0; border-bottom: 1px solid var(--line); padding: 8px; }
  .app > nav b, .app > nav small { flex-basis: 100%; padding: 4px 8px; }
  main.inbox { display: block; }
  .list, .card { border: 0; border-top: 1px solid var(--line); }
  .chat { min-height: 0; }
  main { padding: 16px; }
}
</style>`);
