"use strict";
// What is pasted or dropped is sent to be read, one document after the other,
// and the readings are listed. They live as long as the page does.

const readings = [];
let shown = -1;

// ask sends a request. Where the server is busy it is asked again.
async function ask(request) {
  for (let tries = 0; ; tries++) {
    const r = await fetch("/v1/explain", { method: "POST", ...request }).catch(() => { throw new Error("The server does not answer any more."); });
    const body = await r.json();
    if (r.ok) return body.results;
    if (r.status !== 503 || tries === 5) throw new Error(body.detail);
    await new Promise((done) => setTimeout(done, 1000 * Number(r.headers.get("Retry-After") || 1)));
  }
}

function askFile(file) {
  const body = new FormData();
  body.append("file", file, file.name);
  return ask({ body });
}

function askPosting(posting) {
  return ask({ headers: { "Content-Type": "application/json" }, body: JSON.stringify(posting) });
}

// askPasted reads what was pasted. Without a title it is read as a saved
// document is, whatever its format, since the title may stand in it; a few
// duties that somebody cut out are no such document, and are read as they are.
async function askPasted(text, title, company) {
  if (title || company) return askPosting({ title, company, [/<(p|div|li|br|h\d|body)\b[^>]*>/i.test(text) ? "html" : "text"]: text });
  const results = await askFile(new File([text], "posting"));
  if (results.length === 1 && results[0].reason === "not-a-posting") return askPosting({ text });
  return results;
}

// reading does jobs, each of which gives results, behind those that were given
// before.
let before = Promise.resolve();

function reading(jobs) {
  before = before.then(() => readAll(jobs));
}

// readAll does jobs one after the other, and says how far it is.
async function readAll(jobs) {
  byId("read").disabled = true;
  const first = readings.length;
  const wrong = [];
  for (const [k, job] of jobs.entries()) {
    tell(jobs.length === 1 ? "Reading \u2026" : "Reading " + (k + 1) + " of " + jobs.length + " \u2026");
    try {
      readings.push(...await job.run());
      if (k % 10 === 9) drawList();
    } catch (e) {
      wrong.push((job.name ? job.name + ": " : "") + e.message);
    }
  }
  byId("read").disabled = false;
  const n = readings.length - first;
  tell(wrong.length > 0 ? wrong.join("; ") : n === 1 ? "Read." : n + " postings read.", wrong.length > 0);
  if (n > 0) show(first, true);
}

function tell(what, wrong) {
  byId("status").textContent = visible(what);
  byId("status").classList.toggle("wrong", Boolean(wrong));
}

// show shows a reading; go takes the focus there.
function show(k, go) {
  shown = k;
  drawList();
  drawReading(byId("posting"), readings[k]);
  if (!go) return;
  byId("posting").focus({ preventScroll: true });
  const narrow = matchMedia("(max-width: 760px)").matches;
  (narrow ? byId("posting") : document.documentElement).scrollIntoView();
}

// What narrows the list: words, and verdicts. A short list is seen at a glance.
const narrow = { words: "", verdicts: [] };
const shortList = 5;

// listed are the places of the readings that are listed.
function listed() {
  const words = narrow.words.toLowerCase().split(/\s+/).filter(Boolean);
  return [...readings.keys()].filter((k) => {
    const r = readings[k], kind = kindOf(r);
    if (narrow.verdicts.length > 0 && !narrow.verdicts.includes(kind)) return false;
    const said = [r.title, r.company, r.name, r.label || r.outcome, roleNames.get(r.label), kind].join("\n").toLowerCase();
    return words.every((w) => said.includes(w));
  });
}

function drawList() {
  const those = listed();
  byId("results").hidden = readings.length === 0;
  byId("narrow").hidden = readings.length <= shortList;
  byId("count").textContent = (those.length < readings.length ? those.length + " of " : "") + readings.length + (readings.length === 1 ? " posting" : " postings");
  const kinds = new Map();
  for (const r of readings) kinds.set(kindOf(r), (kinds.get(kindOf(r)) || 0) + 1);
  replace(byId("verdicts"), Object.keys(signs).filter((kind) => kinds.has(kind)).map((kind) => el("button",
    { type: "button", class: "chip", "data-key": kind, title: meanings[kind], "aria-pressed": String(narrow.verdicts.includes(kind)), click: () => choose(kind) },
    el("span", { class: "sign " + kind, "aria-hidden": "true" }, signs[kind]), " " + kind + " ", el("span", { class: "n" }, String(kinds.get(kind))))));
  replace(byId("list"), those.map((k) => {
    const r = readings[k], kind = kindOf(r);
    return el("li", {}, el("button", { type: "button", "aria-current": k === shown && "true", "data-key": "reading " + k, click: () => show(k, true) },
      el("span", { class: "sign " + kind, title: kind, "aria-hidden": "true" }, signs[kind]), el("span", { class: "unseen" }, kind),
      el("span", { class: "title" }, said(r.title || "without a title")),
      r.label ? el("span", {}, badge(r.label), el("span", { class: "n" }, " " + share(r.confidence))) : el("span", { class: "n" }, r.outcome),
      el("span", { class: "name" }, said([r.company, r.name === "posting" ? "pasted" : r.name].filter(Boolean).join(" \u00b7 ")))));
  }).reverse());
}

function choose(kind) {
  narrow.verdicts = narrow.verdicts.includes(kind) ? narrow.verdicts.filter((v) => v !== kind) : [...narrow.verdicts, kind];
  drawList();
}

byId("search").addEventListener("input", () => {
  narrow.words = byId("search").value;
  drawList();
});

// The columns of the file that the list is saved as, named as rows name them.
const exported = [
  ["name", (r) => r.name], ["id", (r) => r.id], ["outcome", (r) => r.outcome], ["label", (r) => r.label], ["confidence", (r) => r.confidence],
  ["second", (r) => r.second], ["title", (r) => r.title], ["company", (r) => r.company], ["location", (r) => r.location], ["date", (r) => r.date], ["url", (r) => r.url],
  ["title_label", (r) => r.title_reading.label], ["body_label", (r) => r.body.label], ["body_confidence", (r) => r.body.confidence],
  ["verdict", (r) => r.verdict], ["severity", (r) => r.severity], ["evidence", (r) => r.evidence.filter((e) => e.weight > 0).slice(0, 10).map((e) => e.text).join("; ")],
  ["reason", (r) => r.reason], ["error", (r) => r.error],
];

byId("export").addEventListener("click", () => save("readings.csv", "text/csv",
  tableOf(exported.map(([name]) => name), listed().map((k) => exported.map(([, of]) => of(readings[k]))))));

byId("form").addEventListener("submit", (e) => {
  e.preventDefault();
  const [text, title, company] = ["text", "title", "company"].map((id) => byId(id).value.trim());
  if (!text && !title) {
    byId("text").focus();
    return tell("Paste a posting first, or drop a file.", true);
  }
  reading([{ run: () => askPasted(text, title, company) }]);
});

byId("form").addEventListener("keydown", (e) => {
  if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && !byId("read").disabled) byId("form").requestSubmit();
});

const readFiles = (files) => files.length > 0 && reading([...files].map((f) => ({ name: f.name, run: () => askFile(f) })));

byId("files").addEventListener("change", (e) => {
  readFiles([...e.target.files]);
  e.target.value = ""; // so that the same file can be chosen again
});

// Files may be dropped anywhere; text that is dropped goes where it is dropped.
const hasFiles = (e) => e.dataTransfer !== null && [...e.dataTransfer.types].includes("Files");
for (const [event, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
  document.addEventListener(event, (e) => {
    if (!hasFiles(e)) return;
    e.preventDefault();
    byId("drop").hidden = !over;
    if (event === "drop") readFiles([...e.dataTransfer.files]);
  });
}

byId("text").addEventListener("paste", (e) => {
  if (e.clipboardData.files.length === 0) return;
  e.preventDefault();
  readFiles([...e.clipboardData.files]);
});

// Up and down go through the list.
byId("list").addEventListener("keydown", (e) => {
  const item = document.activeElement.closest("li"), to = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[e.key];
  if (!to || !item || !item[to]) return;
  e.preventDefault();
  item[to].firstElementChild.focus();
});

byId("forget").addEventListener("click", () => {
  readings.length = 0;
  shown = -1;
  narrow.words = byId("search").value = "";
  narrow.verdicts = [];
  drawList();
  replace(byId("posting"), empty);
  byId("form").reset();
  tell("");
  byId("text").focus();
});

const empty = byId("empty");

byId("role-key").append(roleKey());

byId("example").addEventListener("click", () => {
  byId("title").value = "Product Manager, Payments";
  byId("company").value = "Acme";
  byId("text").value = `About the role
You will lead technical programs that move our payments to a new platform.

What you will do
- Plan and drive programs across eight engineering teams, from kickoff to launch.
- Manage dependencies between the teams, track risks and milestones, and remove blockers.
- Report status to leadership every week, and escalate before a date slips.
- Take part in architecture discussions and challenge estimates.

What you bring
- Five years of program management in software, and a background in engineering.`;
  byId("form").requestSubmit();
});
